"""The December run: each certificate is told once, by the rule of its own page; stopped anywhere it goes on; forms renew once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cairn.board.commands import renewal_runs
from cairn.board.commands.renewal_runs import continue_renewal_run
from cairn.board.commands.returned import Taken, take_in_returned
from cairn.board.domain.registered import read_number
from cairn.board.domain.renewal_runs import Notice, decide_notice
from cairn.board.domain.returned import Returned, read_returned
from cairn.board.models import CredentialEvent, FeeLine, RenewalNotice, RenewalRun
from cairn.board.queries import book
from cairn.board.queries.credentials import get_credential, list_credentials
from cairn.board.queries.renewal_runs import find_run, list_exceptions, list_to_print, walk_notices
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, NotPermitted, Refused
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.board.test_credentials import issued
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, engage

pytestmark = pytest.mark.django_db
YEAR = TODAY.year + 1


def order(cast, credential_id, kind, on=date(2026, 5, 4), for_year=0):
    with scope_of(cast.hana):
        CredentialEvent.objects.create(
            organization_id=cast.organization.id,
            credential_id=credential_id,
            kind=kind,
            on=on,
            for_year=for_year,
            recorded_at=NOW,
            recorded_by_id=cast.hana.engagement_id,
            recorded_by_name="Hana",
        )


def a_bit_of_everything(cast):
    """One of each kind, in the order of the numbers."""
    made = [
        issued(cast, covered=2026, n=1),
        issued(cast, covered=2026, n=2),
        issued(cast, covered=2025, n=3),
        issued(cast, covered=2026, n=4),
        issued(cast, covered=2026, n=5),
        issued(cast, date(2020, 3, 1), n=6),
        issued(cast, date(2026, 3, 1), n=7),
    ]
    order(cast, made[0], "renewed", date(2026, 11, 10), YEAR)
    order(cast, made[3], "suspended")
    order(cast, made[4], "surrendered")
    return made


WORDS = ["renewed", "due", "late", "stopped", "ended", "ended", "due"]


def run(cast, count=500, actor=None, year=YEAR):
    actor = actor or cast.hana
    with scope_of(actor):
        return continue_renewal_run(actor=actor, year=year, now=NOW, count=count)


def told(cast):
    with scope_of(cast.hana):
        rows = RenewalNotice.objects.order_by("credential__n").values_list("notice", "for_year", "cost_cents")
        return list(rows)


def take_in(cast, number, paid=9300, *, attests=True, actor=None):
    actor = actor or cast.hana
    with scope_of(actor):
        return take_in_returned(actor=actor, returned=Returned(number, paid, attests), year=YEAR, now=NOW)


def test_each_is_told_what_its_own_page_says(cast):
    made = a_bit_of_everything(cast)
    stretch = run(cast)
    assert (stretch.written, stretch.is_last) == (7, True)
    assert [word for word, _, _ in told(cast)] == WORDS
    with scope_of(cast.hana):
        for credential_id, (word, for_year, cost) in zip(made, told(cast), strict=True):
            held = get_credential(cast.hana, credential_id, TODAY)
            noticed = decide_notice(held.registered.standing, held.renewal, YEAR)
            assert (noticed.notice.value, noticed.for_year, noticed.cost_cents) == (word, for_year, cost)
            if word in ("due", "late"):
                assert (for_year, cost) == (held.renewal.figures["for_year"], held.renewal.figures["cost_cents"])


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_stopped_anywhere_it_goes_on_and_tells_nobody_twice(cast, count):
    a_bit_of_everything(cast)
    for _ in range(20):
        if run(cast, count).is_last:
            break
    assert [word for word, _, _ in told(cast)] == WORDS
    assert run(cast).written == 0
    issued(cast, date(2026, 10, 1), n=8)
    assert run(cast).written == 1
    with scope_of(cast.hana):
        assert RenewalRun.objects.count() == 1
        notice = RenewalNotice.objects.first()
        notice.id = new_id()
        with pytest.raises(IntegrityError), transaction.atomic():
            RenewalNotice.objects.bulk_create([notice])


def test_a_stretch_that_fails_leaves_nothing(cast, monkeypatch):
    a_bit_of_everything(cast)
    run(cast, 2)
    monkeypatch.setattr(renewal_runs, "decide_notice", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(cast, 2)
    monkeypatch.undo()
    assert len(told(cast)) == 2
    run(cast)
    assert [word for word, _, _ in told(cast)] == WORDS


def test_the_walk_knows_what_the_whole_reading_knows_at_any_piece(cast):
    a_bit_of_everything(cast)
    with scope_of(cast.hana):
        whole = [(one.number, one.standing.outcome) for one in list_credentials(cast.hana, TODAY)]
        for piece in (1, 3, 7, 50):
            walked = list(book.walk_book(cast.hana, TODAY, piece=piece))
            assert [(one.number, one.outcome) for one in walked] == whole
            assert [one.standing.outcome for one in walked] == [word for _, word in whole]
        assert sum(book.count_book(cast.hana, TODAY).standings.values()) == len(whole)
        for word in ("active", "suspended", "surrendered", "expired", "terminated", "lapsed"):
            opened = book.open_standing(cast.hana, TODAY, word, None)
            assert [one.number for one in opened.shown] == [number for number, said in whole if said == word]


def test_a_count_is_kept_until_the_book_has_an_entry_more(cast):
    first = issued(cast, covered=2026, n=1)
    with scope_of(cast.hana):
        assert book.count_book(cast.hana, TODAY).standings == {"active": 1}
        with counted() as again:
            book.count_book(cast.hana, TODAY)
        assert len(again) == 1
    order(cast, first, "suspended")
    with scope_of(cast.hana):
        assert book.count_book(cast.hana, TODAY).standings == {"suspended": 1}
        assert book.count_book(cast.hana, date(2025, 6, 1)).standings == {"active": 1}


def test_a_look_that_reaches_its_end_can_be_gone_on_with(cast, monkeypatch):
    for n in range(1, 8):
        issued(cast, covered=2026, n=n)
    last = issued(cast, covered=2025, n=8)
    monkeypatch.setattr(book, "MOST_WALKED", 5)
    with scope_of(cast.hana):
        first = book.open_standing(cast.hana, TODAY, "expired", None)
        assert (first.shown, first.has_looked) == ((), True)
        second = book.open_standing(cast.hana, TODAY, "expired", None, after=book.UUID(first.after))
        assert ([one.id for one in second.shown], second.after) == ([last], "")


def test_the_exceptions_and_the_report(cast):
    a_bit_of_everything(cast)
    run(cast)
    with scope_of(cast.hana):
        made = find_run(cast.hana, YEAR, TODAY)
        assert (made.told, made.exceptions, made.is_stopped) == (7, 2, False)
        first, mark = list_exceptions(cast.hana, made.id, TODAY, size=1)
        second, end = list_exceptions(cast.hana, made.id, TODAY, after=mark, size=1)
        assert [one.notice for one in (*first, *second)] == [Notice.LATE, Notice.STOPPED]
        assert end is None
        assert sorted(one.number for one in walk_notices(cast.hana, made.id, TODAY)) == [
            f"BHPS-{n:05d}" for n in range(1, 8)
        ]


def test_a_form_renews_once_however_often_the_file_is_read(cast):
    credential_id = issued(cast, covered=2026, n=1)
    assert [take_in(cast, "BHPS-00001") for _ in range(3)] == [Taken.RENEWED, Taken.BEFORE, Taken.BEFORE]
    with scope_of(cast.hana):
        assert FeeLine.objects.filter(credential_id=credential_id).count() == 1
        ids, older = list_to_print(cast.hana, YEAR, TODAY, size=5)
        assert (len(ids), older) == (1, None)


@pytest.mark.parametrize(
    ("number", "paid", "attests", "error"),
    [
        ("BHPS-00099", 9300, True, BadInput),
        ("nonsense", 9300, True, BadInput),
        ("BHPS-00002", 9200, True, BadInput),
        ("BHPS-00002", 9300, False, Refused),
        ("BHPS-00003", 18600, True, BadInput),  # would renew this year first
        ("BHPS-00004", 9300, True, Refused),
        ("BHPS-00005", 9300, True, Refused),
    ],
)
def test_a_form_that_cannot_renew_waits_for_a_person(cast, number, paid, attests, error):
    a_bit_of_everything(cast)
    with pytest.raises(error):
        take_in(cast, number, paid, attests=attests)
    with scope_of(cast.hana):
        assert not FeeLine.objects.exists()


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"number": "", "paid": "93", "attested": "yes"}, "number"),
        ({"number": "B", "paid": "much", "attested": "yes"}, "paid"),
        ({"number": "B", "paid": "-1", "attested": "yes"}, "paid"),
        ({"number": "B", "paid": "nan", "attested": "yes"}, "paid"),
        ({"number": "B", "paid": "93", "attested": "perhaps"}, "attested"),
        ({"number": "B", "paid": None, "attested": "yes"}, "paid"),
    ],
)
def test_a_line_that_cannot_be_read_names_its_column(line, field):
    with pytest.raises(BadInput) as error:
        read_returned(line)
    assert set(error.value.problems) == {field}
    good = {"number": " bhps-1 ", "paid": "$1,093.00", "attested": "Yes"}
    assert read_returned(good) == Returned("BHPS-1", 109300, attests_ce=True)


def test_a_printed_number_leads_back_to_kind_and_place():
    assert read_number(" bhps-00042 ") == ("behavioral_health_peer", 42)
    assert [read_number(text) for text in ("", "BHPS-", "XX-1", "BHPS-1x", "BHPS-٣", "BHPS-" + "1" * 10)] == [None] * 6


def test_who_may_run(cast):
    issued(cast, covered=2026, n=1)
    with scope_of_installation():
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
    assert run(cast, actor=foreign).written == 0
    with pytest.raises(BadInput):
        take_in(cast, "BHPS-00001", actor=foreign)
    with scope_of(foreign):
        assert find_run(foreign, YEAR, TODAY).told == 0
        assert book.find_volume(foreign, "BHPS-00001", TODAY) is None
    for actor in (cast.ivo, cast.ana, cast.dov, cast.faye):
        with pytest.raises(NotPermitted):
            run(cast, actor=actor)
        with pytest.raises(NotPermitted):
            take_in(cast, "BHPS-00001", actor=actor)
    with pytest.raises(BadInput):
        run(cast, year=YEAR + 1)


def test_the_run_on_its_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    a_bit_of_everything(cast)
    browser = sign_in(cast, "hana")
    assert "Begin the run" in browser.get("/board/renewals/").content.decode()
    assert browser.get(f"/board/renewals/{YEAR}/exceptions/").status_code == 404
    assert browser.post(f"/board/renewals/{YEAR + 3}/tell/").status_code == 400
    for _ in range(2):
        assert browser.post(f"/board/renewals/{YEAR}/tell/").status_code == 302
    page = browser.get("/board/renewals/").content.decode()
    assert "7 certificates told" in page
    assert "2 to look at" in page
    exceptions = browser.get(f"/board/renewals/{YEAR}/exceptions/").content.decode()
    assert "BHPS-00003" in exceptions
    assert "BHPS-00002" not in exceptions
    assert browser.get("/board/credentials/?number=bhps-00003").status_code == 302
    assert browser.get("/board/credentials/?number=BHPS-77777").status_code == 404
    assert "BHPS-00004" in browser.get("/board/credentials/?standing=suspended").content.decode()
    assert "Nobody is renewed" in browser.get("/board/renewals/2031/certificates/").content.decode()


def test_the_pages_cost_the_same_with_many(cast, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "hana"), []
    for numbers in (range(1, 5), range(5, 60)):
        for n in numbers:
            issued(cast, covered=2026, n=n)
        run(cast)
        for path in ("/board/renewals/", f"/board/renewals/{YEAR}/exceptions/", "/board/credentials/"):
            with counted() as made:
                assert browser.get(path).status_code == 200
            costs.append(len(made))
    assert all(more <= few for few, more in zip(costs[:3], costs[3:], strict=True)), costs
    assert costs[0] <= 12


def test_the_new_certificates_are_printed_in_files(cast, monkeypatch):
    set_clock(monkeypatch)
    for n in (1, 2):
        issued(cast, covered=2026, n=n)
        take_in(cast, f"BHPS-0000{n}")
    browser = sign_in(cast, "hana")
    address = f"/board/renewals/{YEAR}/certificates/"
    assert "2 certificates in one file" in browser.get(address).content.decode()
    answer = browser.post(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert "Ivo" not in answer["Content-Disposition"]
    with scope_of(cast.hana):
        first, mark = list_to_print(cast.hana, YEAR, TODAY, size=1)
        second, end = list_to_print(cast.hana, YEAR, TODAY, after=mark, size=1)
        assert (len({*first, *second}), end) == (2, None)
    with scope_of_installation():
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
    with scope_of(foreign):
        assert list_to_print(foreign, YEAR, TODAY, after=mark, size=5) == ([], None)
    assert sign_in(cast, "ana").post(address).status_code in (403, 404)
