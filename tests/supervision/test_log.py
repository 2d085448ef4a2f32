"""The board's log: the guide's field order, nobody served in it, kept for years from the day the supervisor ceased."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf
import pytest

from cairn.identity.models import SupervisionAgreement, SupervisorQualification
from cairn.identity.queries.peers import get_peer
from cairn.kernel.errors import NotFound, NotPermitted
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.supervision.domain.log import COLUMNS, LEFT_OUT, fit_to_leave, signed_off_by_session
from cairn.supervision.models import SignOff
from cairn.supervision.queries.log import as_document, get_log, list_kept
from tests.browsers import counted, set_clock, sign_in, steady
from tests.labor import certify, contact, session
from tests.people import LONG_AGO, NOW, TODAY, at
from tests.supervision.test_sign_offs import note

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)


def log_of(cast, actor=None, first=FIRST, last=TODAY):
    actor = actor or cast.ben
    with scope_of(actor):
        return get_log(actor, cast.ana.engagement_id, first, last, TODAY)


def address(cast, tail="log/"):
    return f"/supervision/{cast.ana.engagement_id}/{tail}"


def test_each_session_stands_in_the_guides_field_order(cast):
    with scope_of(cast.ben):
        certify(cast, LONG_AGO)
        session(cast, at(9), at(9, 45), summary="Saying no", commitments="One role-play", scenario="late-night-texts")
    log = log_of(cast)
    assert (log.peer_name, log.certificates, log.minutes) == ("Ana", "BH-1", 45)
    (part,) = log.parts
    assert part.supervisor == "Ben, license LAC-1"
    cells = dict(zip(COLUMNS, part.rows[0].cells, strict=True))
    assert list(cells)[:4] == [
        "Date",
        "Start and stop",
        "Sign-off on assessments, interpretations, referrals",
        "Sign-off on interventions, results, planning",
    ]
    assert (cells["Date"], cells["Start and stop"], cells["Length"]) == (
        "Nov 20, 2026",
        "9:00\u00a0am to 9:45\u00a0am",
        "45 min",
    )
    for words in ("Ethics, Boundaries", "Scenario: Eleven at night", "Saying no", "Agreed: One role-play"):
        assert words in cells["What it was about"], words
    assert cells["Signed by"] == "Ana, Nov 20, 2026; Ben, Nov 20, 2026"


def test_the_period_the_kind_and_what_was_taken_back(cast):
    with scope_of(cast.ben):
        session(cast, at(9, days_ago=30), at(10, days_ago=30))
        session(cast, at(9, days_ago=3), at(10, days_ago=3), peer_signed_at=None)
        session(cast, at(9, days_ago=2), at(10, days_ago=2), kind="administrative")
        session(cast, at(9, days_ago=1), at(10, days_ago=1), cancelled_at=NOW)
    assert sum(len(part.rows) for part in log_of(cast).parts) == 2
    (part,) = log_of(cast, first=TODAY - timedelta(days=9)).parts
    assert "Ana: not signed yet" in part.rows[0].cells[-1]
    assert part.rows[0].cells[4] == "1 h, not counted: not signed by the peer supporter"
    assert (log_of(cast).minutes, log_of(cast).not_counted_minutes) == (60, 60)
    facts = dict(as_document(log_of(cast), "High Divide", TODAY)["facts"])
    assert facts["Time that counts"] == "1 h"
    assert facts["Held, not counted"].startswith("1 h;")
    assert log_of(cast, last=TODAY - timedelta(days=60)).parts == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"ended_at": at(9, 14), "minutes": 14}, "shorter than 15 minutes"),
        ({"supervisor_signed_at": None}, "not signed by the supervisor"),
    ],
)
def test_what_does_not_count_says_why_and_is_not_summed(cast, change, why):
    with scope_of(cast.ben):
        session(cast, at(9), at(10), **change)
    log = log_of(cast)
    assert log.parts[0].rows[0].cells[4].endswith(f"not counted: {why}")
    assert (log.minutes, log.not_counted_minutes) == (0, change.get("minutes", 60))


def test_the_license_is_the_one_that_was_valid_on_the_day(cast):
    with scope_of(cast.ben):
        SupervisorQualification.objects.update(expires_on=TODAY - timedelta(days=10))
        SupervisorQualification.objects.create(
            organization_id=cast.organization.id,
            engagement_id=cast.ben.engagement_id,
            license_type="social_worker",
            license_number="SW-2",
            licensed_on=TODAY - timedelta(days=9),
            recorded_at=NOW,
        )
        session(cast, at(9, days_ago=30), at(10, days_ago=30))
        session(cast, at(9), at(10))
    assert [part.supervisor for part in log_of(cast).parts] == ["Ben, license LAC-1", "Ben, license SW-2"]


def test_sign_offs_are_counted_between_sessions_never_told(cast):
    days = [date(2026, 1, 7), date(2026, 1, 14)]
    signed = [date(2026, 1, 2), date(2026, 1, 7), date(2026, 1, 8), date(2026, 1, 20)]
    assert signed_off_by_session(days, signed) == [2, 1]
    with scope_of(cast.ben):
        session(cast, at(9), at(10))
    one = note(cast, 2, "Gil walked to the clinic")
    with scope_of(cast.ben):
        SignOff.objects.create(
            organization_id=cast.organization.id,
            note=one,
            n=0,
            verdict="signed",
            supervisor_id=cast.ben.engagement_id,
            at=at(8),
        )
    (part,) = log_of(cast).parts
    assert part.rows[0].cells[2:4] == ("1 note", "1 note")
    assert "clinic" not in str(log_of(cast))


def test_no_word_of_the_paper_points_at_anybody_served(cast):
    """Also a name that was no client's when the words were written, and rows that never went through the form."""
    with scope_of(cast.ben):
        contact(cast, at(7), at(8))
        session(cast, at(9), at(10), summary="Gil and his lease", commitments="Call 406 555 0142")
    for actor in (cast.ana, cast.ben, cast.faye):
        said = str(as_document(log_of(cast, actor), "High Divide", TODAY))
        assert said.count(LEFT_OUT) == 2
        assert str(cast.gil.id) not in said
        for word in ("Gil", "Marsh", "555"):
            assert word not in steady(said)
    assert fit_to_leave("A client did well", ["Gil"]) == "A client did well"
    assert fit_to_leave("", ["Gil"]) == ""


def test_who_may_take_whose_log(cast):
    for actor in (cast.cleo, cast.dov):
        with pytest.raises(NotFound):
            log_of(cast, actor)
    for actor in (cast.jun, cast.lee, cast.noor):
        with pytest.raises(NotPermitted):
            log_of(cast, actor)


def test_kept_for_seven_years_from_the_day_the_supervisor_ceased(cast):
    with scope_of(cast.faye):
        (kept,) = list_kept(get_peer(cast.faye, cast.ana.engagement_id, TODAY), TODAY, "us-mt")
        assert (kept.ceased_on, kept.until, kept.decision.allowed) == (None, None, False)
        SupervisionAgreement.objects.update(ends_on=date(2026, 6, 30))
        session(cast, at(9, days_ago=300), at(10, days_ago=300))
        (kept,) = list_kept(get_peer(cast.faye, cast.ana.engagement_id, TODAY), TODAY, "us-mt")
    assert (kept.ceased_on, kept.until) == (date(2026, 6, 30), date(2033, 6, 30))


def test_page_and_paper_for_supervisor_manager_and_the_peer_supporter(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ben):
        session(cast, at(9), at(10), summary="Saying no")
    for name in ("ana", "ben", "faye"):
        browser = sign_in(cast, name)
        body = browser.get(address(cast)).content.decode()
        assert "Saying no" in body
        assert "the years begin when it ends" in body
        paper = browser.get(address(cast, "log/paper/?from=2026-11-01&to=2026-11-30"))
        assert paper["Content-Disposition"] == 'attachment; filename="supervision-log.pdf"'
        with pikepdf.open(io.BytesIO(paper.content)) as pdf, pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert len(pdf.pages) == 1
    assert "No session in these days" in sign_in(cast, "ana").get(address(cast) + "?from=2025-01-01&to=2025-02-01").text
    assert sign_in(cast, "ana").get(address(cast) + "?from=nonsense&to=").status_code == 200
    for name, status in (("cleo", 404), ("dov", 404), ("jun", 403)):
        for tail in ("log/", "log/paper/"):
            assert sign_in(cast, name).get(address(cast, tail)).status_code == status, (name, tail)
    with scope_of(cast.faye):
        assert LedgerEntry.objects.filter(action="supervision.log.taken").count() >= 6


def test_a_year_of_sessions_costs_no_statement_more(cast, monkeypatch):
    set_clock(monkeypatch)
    costs = []
    for more in (2, 50):
        with scope_of(cast.ben):
            for n in range(more):
                begun = 1 + n if more == 2 else 10 + n
                session(cast, at(9, days_ago=begun), at(10, days_ago=begun))
        ben = sign_in(cast, "ben")
        with counted() as count:
            assert ben.get(address(cast)).status_code == 200
        costs.append(len([one for one in count.statements if "privacy_ledger" not in one]))
    assert costs[0] == costs[1] <= 7
