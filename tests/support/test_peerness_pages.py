"""Who is asked how two people walk together: the peer supporter first, then the supervisor, and for everybody else there is no such thing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cairn.kernel.actors import Role
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.policy import all_grants
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import EncounterMark, PhaseChange, Survey, SurveyAnswer
from cairn.support.policy_peerness import ASK, WEIGH
from cairn.support.queries.peerness import list_questions
from tests.browsers import counted, set_clock, sign_in, steady
from tests.labor import contact
from tests.people import NOW, TODAY, at, serve

pytestmark = pytest.mark.django_db
ASKED = "mostly errands"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    set_clock(monkeypatch)


def met(cast, days_ago, support="instrumental", activity="", *, recorded=None, relationship=None):
    relationship = relationship or cast.gil_and_ana
    start, end = at(9, days_ago=days_ago), at(9, 40, days_ago=days_ago)
    one = contact(
        cast, start, end, relationship=relationship, client=relationship.client, phase="supporting",
        recorded_at=recorded or end,
    )  # fmt: skip
    for family, codes in (("support", support), ("activity", activity)):
        for code in codes.split():
            EncounterMark.objects.create(organization_id=cast.organization.id, encounter=one, family=family, code=code)
    return one


def errands(cast, *, first=1, count=8, relationship=None):
    with scope_of(cast.ana):
        return [met(cast, first + 7 * n, relationship=relationship) for n in range(count)]


def answered(cast, encounters, number):
    with scope_of(cast.ana):
        for one in encounters:
            survey = Survey.objects.create(
                organization_id=cast.organization.id, encounter=one, client_id=one.client_id, instrument="one-minute-survey",
                instrument_version="1", channel="link", state="answered", offered_at=NOW, answered_at=NOW,
                token_digest=new_id().hex,
            )  # fmt: skip
            SurveyAnswer.objects.create(
                organization_id=cast.organization.id, survey=survey, link_id="satisfaction", code="s", number=number
            )


def body(cast, who, address):
    page = sign_in(cast, who).get(address)
    return page.status_code, steady(page)


def together(cast):
    return f"/people/{cast.gil.id}/together/"


def preparation(cast):
    return f"/supervision/{cast.ana.engagement_id}/prepare/"


def test_the_peer_supporter_is_asked_at_once_on_three_pages(cast):
    errands(cast, count=5)
    for address in ("/", f"/people/{cast.gil.id}/", together(cast)):
        status, html = body(cast, "ana", address)
        assert status == 200
        assert ASKED in html, address
    assert "not verified" in html
    assert "yours alone" in html
    assert "How often this is wrong" in html
    assert "10 of 12" in html
    assert "2 of 13" in html


def test_nothing_to_ask_is_a_good_state(cast):
    with scope_of(cast.ana):
        for n in range(8):
            met(cast, 1 + 7 * n, "emotional instrumental", "listen")
    assert "Nothing to ask" in body(cast, "ana", together(cast))[1]
    for address in ("/", f"/people/{cast.gil.id}/"):
        assert "Something to wonder about" not in body(cast, "ana", address)[1]


def test_the_supervisor_learns_of_it_only_after_the_stated_days(cast):
    errands(cast, count=5)  # the fifth was written up yesterday
    assert ASKED not in body(cast, "ben", preparation(cast))[1]
    assert "Nothing to ask" in body(cast, "ben", together(cast))[1]
    with scope_of(cast.ana):
        for n in range(5):
            met(cast, 36 + 7 * n)  # it has been so for longer: the fifth is five weeks old
    status, html = body(cast, "ben", preparation(cast))
    assert status == 200
    assert ASKED in html
    assert "Gil" not in html, "the page may be printed: nobody is named"
    assert ASKED in body(cast, "ben", together(cast))[1]
    assert "To ask about walking together" not in body(cast, "ana", preparation(cast))[1]


def test_late_writing_up_does_not_shorten_the_time(cast):
    with scope_of(cast.ana):
        for n in range(5):
            met(cast, 40 + 7 * n, recorded=NOW)
    assert ASKED in body(cast, "ana", together(cast))[1]
    assert ASKED not in body(cast, "ben", preparation(cast))[1]


def test_a_content_client_keeps_it_between_the_two(cast):
    contacts = errands(cast, count=10)
    answered(cast, contacts[:2], 5)
    assert ASKED in body(cast, "ben", preparation(cast))[1], "two answers weigh nothing yet"
    answered(cast, contacts[2:3], 5)
    assert ASKED not in body(cast, "ben", preparation(cast))[1]
    assert "Nothing to ask" in body(cast, "ben", together(cast))[1]
    assert ASKED in body(cast, "ana", together(cast))[1]


def test_what_the_peer_supporter_sees_does_not_tell_how_the_client_answered(cast):
    contacts = errands(cast, count=10)
    answered(cast, contacts[:4], 1)
    pages = (together(cast), "/", f"/people/{cast.gil.id}/", preparation(cast))
    unhappy = [body(cast, "ana", address) for address in pages]
    answered(cast, contacts[4:9], 5)
    assert [body(cast, "ana", address) for address in pages] == unhappy
    assert ASKED in unhappy[0][1]
    with counted() as count:
        body(cast, "ana", together(cast))
    assert not [one for one in count.statements if "support_surveyanswer" in one], "the answers are not even read"


def test_for_everybody_else_there_is_no_such_thing(cast):
    """The same answers, to the byte, with a question open for weeks and without."""
    asks = ("faye", "lee", "jun", "cleo", "dov", "noor", "hana", "mia", "kay", "ivo")
    rates = "/together/rates/"
    pages = [together(cast), preparation(cast), f"/people/{cast.gil.id}/", "/", "/supervision/", rates]
    with scope_of(cast.ana):
        quiet = [met(cast, 1 + 7 * n, "emotional") for n in range(9)]
    before = {(who, page): body(cast, who, page) for who in asks for page in pages}
    with scope_of(cast.ana):
        EncounterMark.objects.filter(encounter__in=quiet).update(code="instrumental")
    assert ASKED in body(cast, "ana", together(cast))[1]
    assert ASKED in body(cast, "ben", preparation(cast))[1]
    for (who, page), was in before.items():
        assert body(cast, who, page) == was, (who, page)
        assert ASKED not in was[1]
    nobody = f"/people/{new_id()}/together/"
    for who in asks:
        status, text = body(cast, who, together(cast))
        assert status in (403, 404)
        assert (status, text.replace(str(cast.gil.id), "")) == body(cast, who, nobody), who
    for who in asks:
        if cast.actors[who].role is not Role.PEER_SUPPORTER:
            assert body(cast, who, rates)[0] == 403
            with scope_of(cast.actors[who]):
                assert list_questions(cast.actors[who], TODAY, peer_id=cast.ana.engagement_id) == ()


def test_only_the_two_roles_hold_it():
    held = {(grant.permission, grant.role) for grant in all_grants() if grant.permission in (ASK, WEIGH)}
    assert held == {
        (ASK, Role.PEER_SUPPORTER),
        (ASK, Role.CLINICAL_SUPERVISOR),
        (WEIGH, Role.CLINICAL_SUPERVISOR),
    }


def test_no_room_of_pay_reports_or_export_reads_it():
    source = Path(__file__).parents[2] / "src/cairn"
    readers = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "peerness" in path.read_text(encoding="utf-8") and "support" not in path.relative_to(source).parts[:1]
    }
    allowed = {
        "front/cli/main.py",
        "front/cli/peerness.py",
        "front/pages/homes/peer_supporters.py",
        "supervision/web/preparation.py",
    }
    assert {one for one in readers if not one.startswith("front/demo/")} == allowed


def test_the_ledger_tells_no_manager_that_something_was_asked(cast):
    errands(cast, count=9)
    for address in (together(cast), preparation(cast)):
        body(cast, "ben", address)
    with scope_of_installation():
        actions = set(LedgerEntry.objects.values_list("action", flat=True))
    assert not [one for one in actions if "peerness" in one]


def test_the_end_of_supervision_or_of_the_walk_ends_the_asking(cast):
    errands(cast, count=9)
    with scope_of(cast.faye):
        cast.agreement.ends_on = TODAY - timedelta(days=1)
        cast.agreement.save()
    assert body(cast, "ben", together(cast))[0] == 404
    with scope_of(cast.faye):
        cast.gil_and_ana.ended_on = TODAY
        cast.gil_and_ana.save()
    assert body(cast, "ana", together(cast))[0] == 404


def test_a_skipped_phase_is_known_from_the_steps_written_down(cast):
    with scope_of(cast.ana):
        cast.gil_and_ana.started_on = TODAY - timedelta(days=60)
        cast.gil_and_ana.save()
        for n in range(4):
            met(cast, 1 + 7 * n, "emotional", "plan_recovery")
        PhaseChange.objects.create(
            organization_id=cast.organization.id, relationship=cast.gil_and_ana, phase="supporting",
            on=TODAY - timedelta(days=30), recorded_at=NOW, recorded_by_id=cast.ana.engagement_id,
        )  # fmt: skip
    assert "time to connect" in body(cast, "ana", together(cast))[1]
    with scope_of(cast.ana):
        PhaseChange.objects.create(
            organization_id=cast.organization.id, relationship=cast.gil_and_ana, phase="connecting",
            on=TODAY - timedelta(days=40), recorded_at=NOW, recorded_by_id=cast.ana.engagement_id,
        )  # fmt: skip
    assert "time to connect" not in body(cast, "ana", together(cast))[1]


def test_a_large_caseload_costs_no_statement_more(cast):
    counts = []
    for more in (1, 40):
        with scope_of(cast.ana):
            for n in range(more):
                _, relationship = serve(f"Person {more} {n}", cast.ana, cast.program)
                met(cast, 3, relationship=relationship)
        with scope_of(cast.ana), counted() as count:
            list_questions(cast.ana, TODAY)
        counts.append(len(count.statements))
    assert counts[0] == counts[1] <= 3
