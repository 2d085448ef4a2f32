"""Each home says what its role needs now, soonest breach first, in a number of statements that does not grow; and no more than it may."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cairn.front.pages.homes import HOMES
from cairn.front.pages.homes.lines import Line, Turn, soonest_first
from cairn.identity.models import Invitation
from cairn.kernel.actors import Role
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Note, Promise, Relationship
from tests.browsers import counted, set_clock, sign_in
from tests.hiring import jobs
from tests.labor import contact, hire_more, worked
from tests.people import LONG_AGO, NOW, TODAY, at, engage, serve

pytestmark = pytest.mark.django_db


def own_reads(count):
    """Without what writing the look costs: the chain's head, earlier looks at the same people, and the rows."""
    ledgers = ("INSERT", "privacy_ledgerhead", "privacy_ledgersubject")
    return [one for one in count.statements if not any(word in one for word in ledgers)]


BUILT = {
    "ana": 24,
    "ben": 19,
    "faye": 24,
    "jun": 9,
    "lee": 6,
    "noor": 3,
    "ivo": 5,
    "kay": 2,
    "hana": 5,
    "mia": 2,
}  # of Noor's four, one asks who has an account, and is not counted


OUT_OF_TURN = re.compile(r"[ap]m with |asks for another time$|\d messages? from |for a word from you$|for your scores$")


def text_of(page) -> str:
    """The page as read: without tags, one blank between words."""
    main = page.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def titles(page) -> list[str]:
    """What the lines of a home are about, in their order."""
    return re.findall(r'<p class="what"><strong>(.*?)</strong>', page.content.decode())


@pytest.mark.parametrize("who", BUILT)
def test_each_role_has_its_home_with_the_same_few_statements(cast, monkeypatch, who):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        contact(cast, at(9), at(9, 40))
    browser = sign_in(cast, who)
    with counted() as count:
        page = browser.get("/")
    assert page.status_code == 200
    nearby = [sql for sql in own_reads(count) if "directory_listing" in sql]  # once for a sign-in of the field
    assert len(nearby) == (who in ("ana", "ben"))
    assert len(own_reads(count)) - len(nearby) == BUILT[who], count
    if nearby:
        with counted() as again:
            browser.get("/")
        assert not [sql for sql in own_reads(again) if "directory_listing" in sql]
    assert browser.post("/").status_code == 405


def test_a_person_served_goes_on_to_pages_of_their_own(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of_installation():
        engage(cast, "gus", Role.CLIENT, cast.organization, cast.program)
    browser = sign_in(cast, "gus")
    assert browser.get("/")["Location"] == "/mine/"
    closed = browser.get("/mine/")  # a hat alone opens nobody's record
    assert closed.status_code == 404
    assert "These pages are closed" in text_of(closed)
    assert "Gil" not in text_of(closed)


def grow(cast) -> None:
    """Two hundred more people for Ana, each with a contact, an unsigned note and a promise; twenty more peer supporters."""
    with scope_of(cast.faye):
        hire_more(cast, 20)
        clients = Client.objects.bulk_create(
            Client(
                organization_id=cast.organization.id,
                program=cast.program,
                name=f"Person {n:03}",
                started_on=LONG_AGO,
                created_at=NOW,
                created_by_id=cast.ana.engagement_id,
            )
            for n in range(200)
        )
        for n, client in enumerate(clients):
            relationship = Relationship.objects.create(
                organization_id=cast.organization.id,
                client=client,
                peer_id=cast.ana.engagement_id,
                started_on=LONG_AGO,
                phase="engaging",
                phase_since=LONG_AGO,
            )
            met = contact(cast, at(9, days_ago=n % 25 + 1), at(9, 40, days_ago=n % 25 + 1), client=client)
            Note.objects.create(
                organization_id=cast.organization.id,
                encounter=met,
                client_id=client.id,
                author_id=cast.ana.engagement_id,
                data="Walked",
                drafted_at=NOW,
                saved_at=NOW,
            )
            Promise.objects.create(
                organization_id=cast.organization.id,
                relationship=relationship,
                text="Bring the form",
                due_on=TODAY + timedelta(days=n % 9 - 3),
                made_at=NOW,
                made_by_id=cast.ana.engagement_id,
            )


@pytest.mark.parametrize("who", BUILT)
def test_two_hundred_people_cost_no_statement_more(cast, monkeypatch, who):
    set_clock(monkeypatch)
    grow(cast)
    browser = sign_in(cast, who)
    with counted() as count:
        page = browser.get("/")
    assert page.status_code == 200
    reads = [sql for sql in own_reads(count) if "directory_listing" not in sql]  # asked once for a sign-in, see above
    assert len(reads) == BUILT[who], count


def test_today_puts_what_stops_work_above_every_promise(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        for days_ago in range(1, 8):
            worked(cast, TODAY - timedelta(days=days_ago), 480)
        for days, words in ((1, "Call the clinic"), (-6, "Bring the form")):
            Promise.objects.create(
                organization_id=cast.organization.id,
                relationship=serve(f"With {words}", cast.ana, cast.program)[1],
                text=words,
                due_on=TODAY + timedelta(days=days),
                made_at=NOW,
                made_by_id=cast.ana.engagement_id,
            )
    page = sign_in(cast, "ana").get("/")
    assert titles(page) == [
        "No work before the next supervision",
        "Promised With Bring the form",
        "Promised With Call the clinic",
    ]
    said = text_of(page)
    assert "6 days overdue" in said
    assert "Tomorrow" in said
    assert "My own place" in said  # Gil's goal, in his words
    assert "Write a contact" in said
    assert "Help now" in page.content.decode()


def test_an_empty_day_is_a_good_day(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        Relationship.objects.filter(peer_id=cast.ana.engagement_id).update(ended_on=TODAY)
    said = text_of(sign_in(cast, "ana").get("/"))
    assert "Nothing is overdue" in said
    assert "Nobody walks with you yet" in said


def test_nobody_of_another_team_or_house_is_named(cast, monkeypatch):
    set_clock(monkeypatch)
    theirs = {"cleo": "Hal", "dov": "Zoe"}
    for who, own in theirs.items():
        said = text_of(sign_in(cast, who).get("/"))
        assert own in said
        assert "Gil" not in said
    for who in ("jun", "lee", "noor"):
        assert "Gil" not in text_of(sign_in(cast, who).get("/"))


def test_the_system_owner_sees_whose_link_ran_out(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.noor):
        late = hire_more(cast, 1)[0]
        late.person.account.delete()
        Invitation.objects.create(
            id=new_id(),
            organization_id=cast.organization.id,
            engagement=late,
            email="late@example.org",
            token_digest="0" * 64,
            created_at=at(9, days_ago=9),
            expires_at=at(9, days_ago=7),
        )
    assert f"{late.name}’s link ran out" in titles(sign_in(cast, "noor").get("/"))


def test_hiring_stands_on_the_homes_of_who_runs_it_and_of_who_sits(cast, monkeypatch):
    set_clock(monkeypatch)
    posting = jobs.posted(cast)
    robin = jobs.applied(posting)
    jobs.applied(posting, "Sam")
    assert "2 applicants wait for your panel" in titles(sign_in(cast, "faye").get("/"))
    held = jobs.opened(cast, posting, (cast.ana, cast.ben), robin)
    assert "1 interview waits for your scores" in titles(sign_in(cast, "ana").get("/"))
    for who in (cast.ana, cast.ben):
        jobs.scored(who, jobs.interview_of(cast, held, robin))
    assert "1 applicant waits for your panel" in titles(sign_in(cast, "faye").get("/"))
    for who in ("ana", "ben", "cleo"):
        assert "your scores" not in text_of(sign_in(cast, who).get("/"))
        assert "Sam" not in text_of(sign_in(cast, who).get("/"))


def days_of(badge: str) -> int:
    """When a line is due, from its badge: what stands above every day, then days from today."""
    if badge in ("Now", "Today", "Tomorrow"):
        return {"Now": -10_000, "Today": 0, "Tomorrow": 1}[badge]
    number = int(re.search(r"\d+", badge)[0])
    return -number if "overdue" in badge else number * 30 if "month" in badge else number


def test_no_home_of_the_demo_is_empty_and_each_begins_with_the_soonest_breach(enter):
    for name in ("Ana", "Ben", "Faye", "Jun", "Kay", "Noor"):
        page = enter(name).get("/")
        badges = re.findall(r'<span class="when"><span class="badge[^>]*>.*?<span>(.*?)</span>', page.content.decode())
        when = [days_of(badge) for badge in badges]
        assert when, name
        by_day = [day for title, day in zip(titles(page), when, strict=True) if not OUT_OF_TURN.search(title)]
        assert by_day == sorted(by_day), (name, badges)
        assert len(titles(page)) == len(
            re.findall(r'<a class="button plain small"[^>]*aria-label="[^"]+: ', page.content.decode())
        ), name
    assert titles(enter("Ben").get("/"))[0] == "Marty Quill must stop until a session is held"
    assert "answered the survey" in text_of(enter("Lee").get("/"))


def test_dov_sees_river_bend_only(enter):
    said = text_of(enter("Dov").get("/"))
    assert said.count("River ") >= 5
    for name in ("Lena", "Gil", "Ana", "High Divide"):
        assert not re.search(rf"(?<!River ){name}\b", said), name


def test_lines_stand_by_their_day_and_say_it_in_words():
    lines = [
        Line("d", "", "", "", 90),
        Line("c", "", "", "", 1),
        Line("b", "", "", "", -3),
        Line("a", "", "", "", 5, is_now=True),
    ]
    assert [line.title for line in soonest_first(lines)] == ["a", "b", "c", "d"]
    assert [line.badge for line in soonest_first(lines)] == [
        ("Now", "late"),
        ("3 days overdue", "late"),
        ("Tomorrow", "soon"),
        ("In 3 months", "none"),
    ]


def test_the_hour_of_today_and_those_served_come_before_what_is_overdue_and_hiring_last():
    lines = [
        Line("2 interviews wait for your scores", "", "", "", -9, turn=Turn.LAST),
        Line("Promised Gil", "", "", "", -3),
        Line("Gil asks for another time", "", "", "", 4, turn=Turn.ASKED_BY_THEM),
        Line("1 message from Gil", "", "", "", turn=Turn.ASKED_BY_THEM),
        Line("10:00 am with Gil", "", "", "", turn=Turn.AT_AN_HOUR),
        Line("No work before the next supervision", "", "", "", is_now=True),
    ]
    assert [line.title for line in soonest_first(lines)] == [
        "No work before the next supervision",
        "10:00 am with Gil",
        "1 message from Gil",
        "Gil asks for another time",
        "Promised Gil",
        "2 interviews wait for your scores",
    ]


def test_every_role_with_a_home_is_tested_here(cast):
    assert {cast.actors[who].role for who in BUILT} == set(HOMES) - {Role.CLIENT}
    assert set(HOMES) == set(Role)
