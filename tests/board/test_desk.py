"""The desk: the oldest file first, findings from what was seen and the rules of the day of sending, fees as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cairn.board.commands import applications
from cairn.board.commands.desk import record_checks, record_payment
from cairn.board.domain.clocks import Handover, read_clock
from cairn.board.models import Application, FeeLine, Verification
from cairn.board.queries.files import get_file
from cairn.board.queries.queue import list_queue
from cairn.credentials.domain.applications import Trail
from cairn.credentials.domain.fees import FeeDue
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.money import Money
from cairn.platform.packs import rules_on
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.board.packets import ALL_SEEN, complete, send_application, write_application
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, at, engage

pytestmark = pytest.mark.django_db


def file_of(cast, application_id):
    with scope_of(cast.hana):
        return get_file(cast.hana, application_id, TODAY)


def check(cast, application_id, version, actor=None, **seen):
    actor = actor or cast.hana
    with scope_of(actor):
        record_checks(
            actor=actor,
            application_id=application_id,
            verified=replace(ALL_SEEN, **seen),
            seen_version=version,
            now=NOW,
        )


def candidates(cast, count, organization=None):
    with scope_of_installation():
        return [
            engage(cast, f"c{n}-{count}", Role.CANDIDATE, organization or cast.organization, cast.program)
            for n in range(count)
        ]


def test_the_clock_stands_still_while_the_candidate_has_the_file():
    rules = rules_on(TODAY)
    handovers = [
        Handover(date(2026, 11, 1), True),
        Handover(date(2026, 11, 5), False),
        Handover(date(2026, 11, 15), True),
    ]
    assert read_clock(handovers, rules, TODAY).days == 4 + 5
    assert read_clock(handovers[:2], rules, TODAY).days == 4
    assert read_clock(handovers, rules, TODAY).target is None


def test_the_oldest_file_comes_first_and_drafts_do_not_come(cast):
    write_application(cast.ivo)
    newer, older = candidates(cast, 2)
    second = send_application(cast, actor=newer, now=at(9, days_ago=2))
    first = send_application(cast, actor=older, now=at(9, days_ago=9))
    with scope_of(cast.hana):
        queue, has_more = list_queue(cast.hana, TODAY)
        assert ([one.id for one in queue], has_more) == ([first, second], False)
        assert [one.clock.days for one in queue] == [9, 2]
        page, has_more = list_queue(cast.hana, TODAY, size=1)
        assert ([one.id for one in page], has_more) == ([first], True)
        assert [one.id for one in list_queue(cast.hana, TODAY, first, size=1)[0]] == [second]


def test_what_the_candidate_claims_is_no_fact_until_the_desk_saw_it(cast):
    application_id = send_application(cast)
    against = {one.code for one in file_of(cast, application_id).judged.against}
    assert {"apply.training", "apply.certificate", "apply.exam", "apply.supervisor", "apply.fingerprints"} < against
    complete(cast, application_id)
    assert file_of(cast, application_id).judged.allowed


def test_the_rules_and_the_day_of_sending_answer(cast):
    application_id = send_application(cast, now=at(9, days_ago=200))
    complete(cast, application_id, fingerprint_results_on=TODAY)
    file = file_of(cast, application_id)
    assert file.sent_on == TODAY - timedelta(days=200)
    assert file.judged.finding("apply.fingerprints").found == "none by that day"


@pytest.mark.parametrize(("days", "is_met"), [(90, True), (91, False)])
def test_fingerprints_hold_for_the_days_of_the_pack(cast, days, is_met):
    application_id = send_application(cast)
    complete(cast, application_id, fingerprint_results_on=TODAY - timedelta(days=days))
    file = file_of(cast, application_id)
    assert file.judged.finding("apply.fingerprints").is_met is is_met
    assert file.fingerprints_hold_until == TODAY - timedelta(days=days) + timedelta(days=90)


def test_a_price_change_changes_only_later_fees(cast, monkeypatch):
    first = send_application(cast)
    dearer = FeeDue("fee.application", "Application fee", "Board", Money(15000))
    monkeypatch.setattr(applications, "application_fees", lambda rules: (dearer,))
    (other,) = candidates(cast, 1)
    second = send_application(cast, actor=other)
    amounts = {key: [str(fee.amount) for fee in file_of(cast, key).fees] for key in (first, second)}
    assert amounts == {first: ["$125.00", "$27.25"], second: ["$150.00"]}
    assert {fee.payee for fee in file_of(cast, first).fees} == {
        "Board of Behavioral Health",
        "Montana Department of Justice",
    }


def test_two_clerks_checking_at_once_the_second_is_told(cast):
    application_id = send_application(cast)
    version = file_of(cast, application_id).version
    for _ in range(2):  # the same send again is the same act, not somebody else's
        check(cast, application_id, version)
    with pytest.raises(Conflict, match="changed since you opened"):
        check(cast, application_id, version, exam_passed=False)
    assert file_of(cast, application_id).verified == ALL_SEEN
    check(cast, application_id, version + 1)
    assert file_of(cast, application_id).version == version + 1


@pytest.mark.parametrize(
    ("seen", "field"),
    [
        ({"training_minutes": -1}, "training_minutes"),
        ({"volunteer_minutes": 10**9}, "volunteer_minutes"),
        ({"fingerprint_results_on": TODAY + timedelta(days=1)}, "fingerprint_results_on"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, seen, field):
    application_id = send_application(cast)
    version = file_of(cast, application_id).version
    with pytest.raises(BadInput) as error:
        check(cast, application_id, version, **seen)
    assert set(error.value.problems) == {field}
    with scope_of(cast.hana):
        assert not Verification.objects.exists()


def test_a_payment_is_written_down_once(cast):
    application_id = send_application(cast)
    fee = file_of(cast, application_id).fees[0]
    with scope_of(cast.hana):
        for _ in range(2):
            record_payment(actor=cast.hana, fee_line_id=fee.id, paid_on=TODAY, now=NOW)
        with pytest.raises(Conflict):
            record_payment(actor=cast.hana, fee_line_id=fee.id, paid_on=TODAY - timedelta(days=1), now=NOW)
        with pytest.raises(BadInput):
            record_payment(actor=cast.hana, fee_line_id=fee.id, paid_on=TODAY + timedelta(days=1), now=NOW)
        assert LedgerEntry.objects.filter(action="board.fee.paid").count() == 1


def test_nobody_else_works_at_the_desk(cast):
    application_id = send_application(cast)
    file = file_of(cast, application_id)
    with scope_of_installation():
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
    with scope_of(foreign):
        with pytest.raises(NotFound):
            get_file(foreign, application_id, TODAY)
        with pytest.raises(NotFound):
            record_payment(actor=foreign, fee_line_id=file.fees[0].id, paid_on=TODAY, now=NOW)
    with pytest.raises(NotFound):
        check(cast, application_id, file.version, actor=foreign)
    for actor in (cast.ivo, cast.ana, cast.faye, cast.dov, cast.kay):
        with scope_of(actor):
            with pytest.raises(NotPermitted):
                get_file(actor, application_id, TODAY)
            with pytest.raises(NotPermitted):
                list_queue(actor, TODAY)
        with pytest.raises(NotPermitted):
            check(cast, application_id, file.version, actor=actor)


def test_a_draft_is_no_file(cast):
    application_id = write_application(cast.ivo)
    with scope_of(cast.hana), pytest.raises(NotFound):
        get_file(cast.hana, application_id, TODAY)


def test_the_file_is_checked_and_paid_on_its_page(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id = send_application(cast, way={"trail": Trail.EMPLOYMENT.value})
    browser, address = sign_in(cast, "hana"), f"/board/desk/{application_id}/"
    page = browser.get(address).content.decode()
    assert "12 Canyon Road" in page
    assert "sealed: meets the rule" in page
    wrong = browser.post(f"{address}checks/", {"version": "2", "training_hours": "many", "exam_passed": "yes"})
    assert wrong.status_code == 400
    assert 'value="many"' in wrong.content.decode()
    sent = {"version": "2", "training_hours": "37.5", "exam_passed": "yes", "fingerprint_results_on": "2026-11-01"}
    assert browser.post(f"{address}checks/", sent).status_code == 302
    assert browser.post(f"{address}checks/", {**sent, "training_hours": "40"}).status_code == 409
    file = file_of(cast, application_id)
    assert (file.verified.training_minutes, file.verified.exam_passed) == (2250, True)
    assert 'value="37.5"' in browser.get(address).content.decode()
    paid = f"{address}fees/{file.fees[0].id}/paid/"
    assert browser.post(paid, {"paid_on": ""}).status_code == 400
    assert browser.post(paid, {"paid_on": "2026-11-19"}).status_code == 302
    assert file_of(cast, application_id).fees[0].paid_on == date(2026, 11, 19)


def test_queue_and_file_cost_the_same_with_many_files(cast, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "hana"), []
    browser.get("/")  # the book is counted once and kept until it has an entry more
    for count in (2, 12):
        for actor in candidates(cast, count):
            application_id = send_application(cast, actor=actor)
        for address in ("/", "/board/desk/", f"/board/desk/{application_id}/"):
            with counted() as made:
                assert browser.get(address).status_code == 200
            reads = [one for one in made.statements if "ledger" not in one]
            costs.append(len(reads))
    assert costs[:3] == costs[3:]
    assert max(costs) <= 8


def test_nothing_of_the_sealed_words_is_stored_with_the_plain_ones(cast):
    send_application(cast)
    with scope_of(cast.hana):
        assert "recovery_since" not in json.loads(Application.objects.get().answers)
        assert FeeLine.objects.count() == 2
