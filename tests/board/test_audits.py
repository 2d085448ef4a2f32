"""The audit: drawn once a year by chance that can be followed, never more than the law allows, answered once."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.board.commands.audits import draw_audit, record_audit_answer
from cairn.board.commands.credentials import Act, renew_credential
from cairn.board.domain.draws import draw, size_of_draw
from cairn.board.models import AuditDraw, AuditedCredential
from cairn.board.queries.audits import get_draw, list_certain, list_eligible
from cairn.board.queries.credentials import get_credential
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import from_local
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.board.test_credentials import issued
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, ZONE, engage

pytestmark = pytest.mark.django_db


def book(cast, count, start=1):
    return [issued(cast, covered=2026, n=n) for n in range(start, start + count)]


def make(cast, *, percent=50, seed="s", actor=None, draw_id=None, year=2026):
    actor = actor or cast.hana
    with scope_of(actor):
        return draw_audit(actor=actor, draw_id=draw_id or new_id(), year=year, percent=percent, seed=seed, now=NOW)


def drawn(cast, draw_id, on=TODAY):
    with scope_of(cast.hana):
        return get_draw(cast.hana, draw_id, on)


@settings(deadline=None)
@given(st.integers(0, 5000), st.integers(1, 50))
def test_no_draw_passes_the_share_of_the_law(eligible, percent):
    assert 2 * size_of_draw(eligible, percent, rules_on(TODAY)) <= eligible


@settings(deadline=None)
@given(st.lists(st.text("0123456789", min_size=1), unique=True), st.text(), st.randoms())
def test_the_seed_alone_gives_the_order(numbers, seed, chance):
    shuffled = list(numbers)
    chance.shuffle(shuffled)
    assert draw(seed, numbers, len(numbers) // 2) == draw(seed, shuffled, len(numbers) // 2)


def test_only_the_active_who_gave_their_word_for_the_year_are_drawn_from(cast):
    renewed = issued(cast, covered=2026, n=1)
    issued(cast, date(2026, 3, 1), n=2)  # first year: no renewal, no word given
    issued(cast, date(2024, 3, 1), n=3)  # expired
    with scope_of(cast.hana):
        assert [one.id for one in list_eligible(cast.hana, 2026, TODAY)] == [renewed]


def test_a_draw_is_made_once_and_can_be_followed(cast):
    book(cast, 9)
    draw_id = new_id()
    for _ in range(2):
        assert make(cast, draw_id=draw_id) == draw_id
    found = drawn(cast, draw_id)
    numbers = [f"BHPS-{n:05d}" for n in range(1, 10)]
    assert [one.number for one in found.audited] == list(draw("s", numbers, 4))
    assert (found.eligible, found.open, found.agrees) == (9, 4, True)
    with pytest.raises(Conflict, match="Hana drew for 2026"):
        make(cast, seed="other")
    with scope_of(cast.hana), pytest.raises(IntegrityError), transaction.atomic():
        AuditDraw.objects.update(seed="other")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"percent": 51}, "percent"), ({"percent": 0}, "percent"), ({"percent": 1}, "percent"), ({"year": 2031}, "year")],
)
def test_bad_input_names_the_field_and_draws_nobody(cast, changes, field):
    book(cast, 3)
    with pytest.raises(BadInput) as error:
        make(cast, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.hana):
        assert not AuditDraw.objects.exists()


def test_an_answer_stops_its_clock_and_the_first_one_stands(cast):
    book(cast, 4)
    draw_id = make(cast)
    one = drawn(cast, draw_id).audited[0]
    with scope_of(cast.hana):
        with pytest.raises(BadInput):
            record_audit_answer(actor=cast.hana, audited_credential_id=one.id, answer="", note="", now=NOW)
        for _ in range(2):
            record_audit_answer(actor=cast.hana, audited_credential_id=one.id, answer="whole", note="", now=NOW)
        with pytest.raises(Conflict):
            record_audit_answer(actor=cast.hana, audited_credential_id=one.id, answer="short", note="", now=NOW)
    later = drawn(cast, draw_id, date(2026, 12, 20))
    assert ([one.days for one in later.audited], later.open) == ([0, 30], 1)


def test_who_may_draw(cast):
    book(cast, 4)
    draw_id = make(cast)
    audited = drawn(cast, draw_id).audited[0].id
    with scope_of_installation():
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
    with scope_of(foreign):
        with pytest.raises(NotFound):
            get_draw(foreign, draw_id, TODAY)
        with pytest.raises(NotFound):
            record_audit_answer(actor=foreign, audited_credential_id=audited, answer="whole", note="", now=NOW)
    for actor in (cast.ivo, cast.ana, cast.dov, cast.faye):
        with pytest.raises(NotPermitted):
            make(cast, actor=actor)


def test_the_audit_on_its_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    book(cast, 4)
    browser = sign_in(cast, "hana")
    assert "4" in browser.get("/board/renewals/").content.decode()
    assert browser.post("/board/audits/", {"year": "2026", "percent": "60"}).status_code == 400
    address = browser.post("/board/audits/", {"id": new_id(), "year": "2026", "percent": "50"}).url
    assert browser.post("/board/audits/", {"id": new_id(), "year": "2026", "percent": "50"}).status_code == 409
    assert "The seed gives this order" in browser.get(address).content.decode()
    with scope_of(cast.hana):
        one = AuditedCredential.objects.get(place=1)
    assert browser.post(f"{address}{one.id}/answer/", {"answer": ""}).status_code == 400
    assert browser.post(f"{address}{one.id}/answer/", {"answer": "short", "note": "Two hours."}).status_code == 302
    assert browser.post(f"{address}{one.id}/answer/", {"answer": "whole"}).status_code == 409
    assert "Two hours." in browser.get(address).content.decode()


def test_the_pages_cost_the_same_with_many(cast, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "hana"), []
    for count, start, year in ((4, 1, 2026), (40, 5, 2025)):
        book(cast, count, start)
        address = f"/board/audits/{make(cast, year=year) if year == 2026 else new_id()}/"
        for path in ("/board/renewals/", "/board/audits/", *([address] if year == 2026 else [])):
            with counted() as made:
                assert browser.get(path).status_code == 200
            costs.append(len(made))
    assert costs[:2] == costs[3:]
    assert costs == [8, 3, 2, 8, 3]  # the renewals with their run; the draws, those drawn, those audited for certain


def returned(cast, n=1):
    """A certificate that had expired and was brought back, and its audit."""
    credential_id = issued(cast, date(2024, 3, 1), n=n)
    with scope_of(cast.hana):
        cost = get_credential(cast.hana, credential_id, TODAY).renewal.figures["cost_cents"]
        act = Act(new_id(), credential_id, 1)
        for _ in range(2):
            renew_credential(actor=cast.hana, act=act, attests_ce=True, paid_cents=cost, now=NOW)
        return credential_id, AuditedCredential.objects.get(credential_id=credential_id)


def test_what_comes_back_after_it_expired_is_audited_for_certain_and_once(cast):
    _, audited = returned(cast)
    assert (audited.draw_id, audited.place) == (None, 0)
    with scope_of(cast.hana):
        assert [one.id for one in list_certain(cast.hana, TODAY)] == [audited.id]
        assert list_certain(cast.hana, TODAY + timedelta(days=9))[0].days == 9
        late = issued(cast, date(2025, 3, 1), n=2)  # lapsed, not expired: late, and drawn by chance only
        act, on = Act(new_id(), late, 1), from_local(date(2026, 2, 1), time(12), ZONE)
        renew_credential(actor=cast.hana, act=act, attests_ce=True, paid_cents=18600, now=on)
        assert AuditedCredential.objects.count() == 1


def test_missing_hours_may_be_made_up_and_nothing_else_follows(cast):
    _, audited = returned(cast)

    def answer(word, note=""):
        with scope_of(cast.hana):
            record_audit_answer(actor=cast.hana, audited_credential_id=audited.id, answer=word, note=note, now=NOW)

    with pytest.raises(BadInput):
        answer("cured")
    answer("short", "Four hours are missing.")
    with pytest.raises(Conflict):
        answer("whole")
    for _ in range(2):
        answer("cured", "Shown in May.")
    with pytest.raises(Conflict):
        answer("short")
    with scope_of(cast.hana):
        (one,) = list_certain(cast.hana, TODAY)
    assert (one.answer.value, one.note, one.open_answers) == ("cured", "Four hours are missing. Shown in May.", ())


def test_the_certain_audit_is_answered_on_the_page_of_audits(cast, monkeypatch):
    set_clock(monkeypatch)
    _, audited = returned(cast)
    browser, address = sign_in(cast, "hana"), "/board/audits/certain/{}/answer/"
    assert "Audited for certain" in browser.get("/board/audits/").content.decode()
    assert browser.post(address.format(audited.id), {"answer": ""}).status_code == 400
    assert browser.post(address.format(audited.id), {"answer": "whole"}).status_code == 302
    assert browser.post(address.format(audited.id), {"answer": "short"}).status_code == 409
    assert browser.post(address.format(new_id()), {"answer": "whole"}).status_code == 404
