"""A supervisor away or gone: nobody is silently uncovered, the notice has its day, and who was told is on record."""

from __future__ import annotations

import io
from datetime import date, timedelta
from uuid import UUID

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from cairn.billing.queries.claims import list_month
from cairn.identity.commands.agreements import end_agreement, make_agreement, sign_agreement
from cairn.identity.commands.invitations import end_engagement
from cairn.identity.domain.agreements import AgreementDraft
from cairn.identity.models import SupervisionAgreement
from cairn.identity.queries.peers import get_peer, list_peers
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Period
from cairn.platform.calendars import holidays_between
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.supervision.commands.cover import record_absence, record_telling, withdraw_absence
from cairn.supervision.domain.coverage import Agreed, find_gap, list_changes_of
from cairn.supervision.models import Absence, Telling
from cairn.supervision.queries.cover import get_change, list_changes, list_gaps
from cairn.supervision.queries.supervisors import decide_agreement
from tests.billing.test_claims import contact as bill
from tests.billing.test_claims import papers
from tests.browsers import counted, set_clock, sign_in
from tests.labor import hire_more
from tests.people import NOW, TODAY, engage

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
BEN, GRETA = UUID(int=1), UUID(int=2)


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def agreed(who: UUID, first: int, last: int | None = None) -> Agreed:
    return Agreed(new_id(), who, Period(day(first), None if last is None else day(last)))


def away(cast, actor=None, absence_id=None, **changes):
    actor = actor or cast.faye
    given = {"supervisor_id": cast.ben.engagement_id, "starts_on": TOMORROW, "ends_on": day(5), **changes}
    with scope_of(actor):
        return record_absence(actor=actor, absence_id=absence_id or new_id(), now=NOW, **given)


def gaps(cast, actor=None, on=TODAY):
    actor = actor or cast.faye
    with scope_of(actor):
        found = list_gaps(actor, list_peers(actor, on), on)
    return {one.peer.name: (one.gap.since, one.gap.until, one.gap.is_away) for one in found}


def end(cast, last=TODAY):
    with scope_of(cast.faye):
        end_agreement(actor=cast.faye, agreement_id=cast.agreement.id, ends_on=last, because="moved", now=NOW)


def cover(cast, **changes):
    """Greta stands in for Ben, agreed by both."""
    with scope_of(cast.faye):
        greta = engage(cast, "greta", Role.CLINICAL_SUPERVISOR, cast.organization, cast.program)
        given = {
            "peer_id": cast.ana.engagement_id, "supervisor_id": greta.engagement_id, "kind": "cover",
            "starts_on": TODAY, "ends_on": day(5), "is_relative": False, "is_own_therapist": False, **changes,
        }  # fmt: skip
        agreement_id = make_agreement(actor=cast.faye, agreement_id=new_id(), draft=AgreementDraft(**given), now=NOW)
    for actor in (cast.ana, greta):
        with scope_of(actor):
            sign_agreement(actor=actor, agreement_id=agreement_id, now=NOW)
    return agreement_id


def tell(cast, actor=None, **changes):
    actor = actor or cast.faye
    given = {"agreement_id": cast.agreement.id, "whom": "board", "how": "letter", "told_on": TODAY, **changes}
    with scope_of(actor):
        return record_telling(actor=actor, now=NOW, **given)


def changes_of(cast, on=TODAY):
    with scope_of(cast.faye):
        return list_changes(cast.faye, (get_peer(cast.faye, cast.ana.engagement_id, on),), on)


def test_a_gap_begins_the_day_after_the_last_and_ends_with_the_next_agreement():
    assert find_gap([agreed(BEN, -9)], (), TODAY) is None
    gap = find_gap([agreed(BEN, -9, 3), agreed(GRETA, 6)], (), TODAY)
    assert (gap.since, gap.until, gap.is_away) == (day(4), day(5), False)
    assert find_gap([], (), TODAY).since == TODAY
    assert find_gap([agreed(BEN, -9, 60)], (), TODAY) is None  # not yet in sight


def test_away_without_cover_is_a_gap_and_with_cover_is_none():
    off = [(BEN, Period(day(2), day(4)))]
    gap = find_gap([agreed(BEN, -9)], off, TODAY)
    assert (gap.since, gap.until, gap.is_away) == (day(2), day(4), True)
    assert find_gap([agreed(BEN, -9), agreed(GRETA, 2, 4)], off, TODAY) is None
    short = find_gap([agreed(BEN, -9), agreed(GRETA, 2, 3)], off, TODAY)
    assert (short.since, short.until) == (day(4), day(4))


def test_a_new_version_is_no_change_and_a_new_supervisor_is():
    versions = [agreed(BEN, -90, -1), agreed(BEN, 0)]
    assert list_changes_of(versions, TODAY, day(-100)) == ()
    (change,) = list_changes_of([agreed(BEN, -90, -1), agreed(GRETA, 3)], TODAY, day(-100))
    assert (change.ceased_on, change.new.supervisor_id) == (day(-1), GRETA)
    (alone,) = list_changes_of([agreed(BEN, -90, -1)], TODAY, day(-100))
    assert alone.new is None
    assert list_changes_of([agreed(BEN, -90, 5)], TODAY, day(-100)) == ()  # still to come
    assert list_changes_of([agreed(BEN, -900, -200)], TODAY, day(-100)) == ()


def test_montana_has_election_day_in_even_years_only():
    off = holidays_between(date(2026, 1, 1), date(2027, 12, 31), "us-mt")
    assert date(2026, 11, 3) in off
    assert date(2027, 11, 2) not in off
    assert holidays_between(TODAY, TODAY, "mpn") == frozenset()


def test_ending_an_agreement_shows_at_once_to_peer_and_manager(cast, monkeypatch):
    set_clock(monkeypatch)
    assert "Ana" not in gaps(cast)
    assert gaps(cast)["Cleo"] == (TODAY, None, False)  # never had one
    end(cast)
    assert gaps(cast)["Ana"] == (TOMORROW, None, False)
    assert "You have no supervisor from Nov 21" in sign_in(cast, "ana").get("/").content.decode()
    assert "Ana has no supervisor from Nov 21" in sign_in(cast, "faye").get("/").content.decode()
    for name in ("ana", "faye"):
        body = sign_in(cast, name).get("/supervision/cover/").content.decode()
        assert "No agreement is in force" in body
    assert "Name cover" in sign_in(cast, "faye").get("/supervision/cover/").content.decode()
    with scope_of(cast.faye):
        peer = get_peer(cast.faye, cast.ana.engagement_id, TODAY)
    assert decide_agreement(peer, TODAY, "us-mt")[1].allowed
    agreement, supervisor = decide_agreement(peer, TOMORROW, "us-mt")  # what the scrub holds claims by
    assert (agreement, supervisor.allowed) == (None, False)


def test_claims_after_the_last_day_are_held_and_those_before_are_not(cast):
    papers(cast)
    with scope_of(cast.faye):
        SupervisionAgreement.objects.update(ends_on=day(-3), ended_because="moved")
    for days_ago in (3, 2):
        bill(cast, (10,), 60, days_ago=days_ago)
    with scope_of(cast.jun):
        month = list_month(cast.jun, TODAY.replace(day=1), TODAY, NOW)
    assert [line.service_on for line in month.clean] == [day(-3)]
    assert [(line.service_on, line.fixes) for line in month.held] == [(day(-2), ("Supervisor on the day",))]


def test_deactivating_a_supervisor_leaves_nobody_silently_uncovered(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.faye):
        hire_more(cast, 3)
        end_engagement(actor=cast.faye, engagement_id=cast.ben.engagement_id, now=NOW)
    found = gaps(cast, on=TOMORROW)
    assert len(found) == 5
    assert all(gap == (TOMORROW, None, False) for gap in found.values())
    assert {row.due_on for row in changes_of(cast)} == {date(2026, 12, 21)}
    home = sign_in(cast, "faye").get("/").content.decode()
    assert "Tell the board: supervisor of Ana" in home
    assert "Tell the board: supervisor of Ana" in sign_in(cast, "ana").get("/").content.decode()


def test_an_absence_shows_until_cover_is_agreed_by_both(cast):
    away(cast)
    for actor in (cast.ana, cast.ben, cast.faye):
        assert gaps(cast, actor)["Ana"] == (TOMORROW, day(5), True)
    cover(cast)
    for actor in (cast.ana, cast.faye):
        assert "Ana" not in gaps(cast, actor)
    assert changes_of(cast) == ()


def test_an_absence_is_said_once_and_taken_back(cast):
    absence_id = away(cast, cast.ben)
    assert away(cast, cast.ben, absence_id) == absence_id
    with pytest.raises(Conflict):
        away(cast, cast.ben, absence_id, ends_on=day(6))
    with scope_of(cast.ben):
        for _ in range(2):
            withdraw_absence(actor=cast.ben, absence_id=absence_id, now=NOW)
        assert LedgerEntry.objects.count() == 2
    assert "Ana" not in gaps(cast)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"supervisor_id": None}, "supervisor"),
        ({"supervisor_id": new_id()}, "supervisor"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": TODAY}, "ends_on"),
        ({"starts_on": day(-9), "ends_on": day(-1)}, "ends_on"),
        ({"ends_on": day(400)}, "ends_on"),
    ],
)
def test_an_absence_that_cannot_be_names_the_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        away(cast, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.faye):
        assert not Absence.objects.exists()


def test_absences_are_said_by_the_supervisor_for_themselves_or_by_the_manager(cast):
    with scope_of(cast.faye):
        greta = engage(cast, "greta", Role.CLINICAL_SUPERVISOR, cast.organization, cast.program)
    with pytest.raises(BadInput):
        away(cast, greta)  # Ben's days are not hers
    for name in ("ana", "jun", "dov"):
        with pytest.raises(NotPermitted):
            away(cast, cast.actors[name])
    absence_id = away(cast)
    with scope_of(greta), pytest.raises(NotFound):
        withdraw_absence(actor=greta, absence_id=absence_id, now=NOW)


def test_the_notice_is_due_after_twenty_business_days_and_telling_ends_it(cast):
    end(cast)
    (change,) = changes_of(cast)
    assert (change.due_on, change.told, change.new) == (date(2026, 12, 21), (), None)  # Thanksgiving is between
    assert tell(cast) == tell(cast)
    with pytest.raises(BadInput):
        tell(cast, how="phone")
    (change,) = changes_of(cast)
    assert change.told_board_on == TODAY
    with scope_of(cast.faye):
        assert LedgerEntry.objects.filter(action="supervision.change.told").count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            Telling.objects.update(told_on=TOMORROW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"whom": "press"}, "whom"),
        ({"how": "pigeon"}, "how"),
        ({"told_on": None}, "told_on"),
        ({"told_on": TOMORROW}, "told_on"),
        ({"told_on": day(-400)}, "told_on"),
    ],
)
def test_a_telling_that_cannot_be_names_the_field(cast, changes, field):
    end(cast)
    with pytest.raises(BadInput) as error:
        tell(cast, **changes)
    assert set(error.value.problems) == {field}


def test_who_may_see_and_tell_of_a_change(cast):
    with pytest.raises(NotFound):  # nothing ended
        tell(cast)
    end(cast)
    for name in ("cleo", "dov"):
        with pytest.raises(NotFound):
            tell(cast, cast.actors[name])
    with pytest.raises(NotPermitted):
        tell(cast, cast.jun)
    tell(cast, cast.ana, whom="new_supervisor", how="phone")
    with scope_of(cast.ana):
        assert get_change(cast.ana, cast.agreement.id, TODAY).told[0].whom == "new_supervisor"


def test_pages_draft_the_notice_and_set_it_as_an_accessible_paper(cast, monkeypatch):
    set_clock(monkeypatch)
    end(cast)
    faye, address = sign_in(cast, "faye"), f"/supervision/changes/{cast.agreement.id}/"
    body = faye.get(address).content.decode()
    for words in ("December 21, 2026", "LAC-1", "not named yet", "Who was told"):
        assert words in body, words
    assert faye.post(address, {"whom": "board", "how": "", "told_on": ""}).status_code == 400
    assert faye.post(address, {"whom": "board", "how": "portal", "told_on": TODAY.isoformat()}).status_code == 302
    assert "The board was told on November 20, 2026" in faye.get(address).content.decode()
    paper = faye.get(f"{address}notice/")
    assert paper["Content-Type"] == "application/pdf"
    assert "Ana" not in paper["Content-Disposition"]
    with pikepdf.open(io.BytesIO(paper.content)) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    for name, status in (("ana", 200), ("cleo", 404), ("dov", 404), ("jun", 403)):
        assert sign_in(cast, name).get(f"{address}notice/").status_code == status, name


def test_absences_through_the_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    ben = sign_in(cast, "ben")
    sent = {"id": str(new_form_id(cast.organization.id)), "starts_on": TOMORROW.isoformat(), "ends_on": ""}
    assert ben.post("/supervision/cover/away/", sent).status_code == 400
    assert ben.post("/supervision/cover/away/", {**sent, "ends_on": day(5).isoformat()}).status_code == 302
    assert "The supervisor is away until November 25, 2026" in ben.get("/supervision/cover/").content.decode()
    assert "Ana has no supervisor from Nov 21" in ben.get("/").content.decode()
    assert ben.post(f"/supervision/cover/away/{sent['id']}/withdraw/").status_code == 302
    assert "Nobody has said" in ben.get("/supervision/cover/").content.decode()
    assert "Supervisor away" in sign_in(cast, "faye").get("/supervision/cover/away/").content.decode()
    assert sign_in(cast, "ana").get("/supervision/cover/away/").status_code == 403


def test_the_page_costs_the_same_for_five_and_fifty(cast, monkeypatch):
    set_clock(monkeypatch)
    costs = []
    for more in (5, 45):
        with scope_of(cast.faye):
            hire_more(cast, more)
            SupervisionAgreement.objects.filter(kind="regular").update(ends_on=TODAY)
        faye = sign_in(cast, "faye")
        with counted() as count:
            assert faye.get("/supervision/cover/").status_code == 200
        costs.append(len(count))
    assert costs[0] == costs[1] <= 4
