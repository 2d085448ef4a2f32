"""The page of one person in every place: from the own records when there are any, from what is typed for anybody, and kept nowhere."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.apps import apps
from django.test import Client as Browser
from django.urls import reverse

from cairn.credentials.models import ContinuingEducation
from cairn.front.navigation import PLACES, places_for
from cairn.front.pages.everywhere_form import GROUPS, SUBJECT, read_person, subject_questions, typed_of
from cairn.front.pages.everywhere_records import known_of
from cairn.kernel.actors import Role
from cairn.privacy.scope import scope_of_installation
from cairn.trails.domain.person import Learned, Person
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY
from tests.trails import ways
from tests.training.test_completions import OVER, OVER_ON, passed

pytestmark = pytest.mark.django_db
PAGE = "/trail/everywhere/"
QUESTIONS = tuple(question for _, group in GROUPS for question in group)
TYPED = {
    "home": "us-nc", "age": "34", "schooling": "yes", "lived_experience": "yes", "recovery_since": "2021-05-01", "stay_hours": "0",
    "jail_hours": "0", "references": "1", "work_months": "14", "training_hours": "40", "exam_passed": "yes", "exam_correct": "37",
    "exam_items": "50", "practice_hours": "300", "supervised_hours": "15.5", "ce_year": "20", "ce_before": "1", "ce_suicide": "2",
}  # fmt: skip


def text_of(page) -> str:
    main = page.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def row_of(page, place: str) -> str:
    """One place's row of the picture, as read."""
    rows = page.content.decode().split("<tbody", 1)[1].split("</tbody", 1)[0].split("<tr")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", next(row for row in rows if f'"#at-{place}"' in row)))


def test_anybody_may_type_and_sees_every_place_with_its_differences(monkeypatch):
    set_clock(monkeypatch)
    browser = Browser()
    empty = browser.get(PAGE)
    assert (empty.status_code, "at a glance" in text_of(empty)) == (200, False)
    page = browser.post(PAGE, TYPED)
    said = text_of(page)
    assert page.status_code == 200
    for words in ("How the places differ from North Carolina", "Against North Carolina, not met here: training (40 h short, in North Carolina 10 h short)",
                  "1 TAC 354.3151-354.3209", "Not verified", "NAADAC, NCPRSS page"):  # fmt: skip
        assert words in said, words
    assert "references: 1 short" in row_of(page, "us-nc")
    assert "Not asked" in row_of(page, "us-nc")
    assert "mark: 6 points short" in row_of(page, "us-mt")
    assert "200 h short" in row_of(page, "icrc")
    assert "9 h 30 min short" in row_of(page, "icrc")
    assert 'value="15.5"' in page.content.decode()


def test_what_is_typed_is_kept_nowhere(cast, monkeypatch):
    set_clock(monkeypatch)

    def rows() -> dict[str, int]:
        with scope_of_installation():
            return {model.__name__: model._default_manager.count() for model in apps.get_models()}

    browser = sign_in(cast, "ivo")
    browser.get(PAGE)
    before = rows()
    with counted() as count:
        assert browser.post(PAGE, TYPED).status_code == 200
    assert rows() == before
    assert not any(
        statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) for statement in count.statements
    )
    assert browser.get(PAGE).content.decode().count("2021-05-01") == 0


def test_bad_input_is_said_at_the_field_and_nothing_typed_is_lost(monkeypatch):
    set_clock(monkeypatch)
    wrong = {**TYPED, "home": "atlantis", "age": "old", "recovery_since": "2031-01-01", "training_hours": "-1", "references": "1e3",
             "exam_correct": "51", "ce_suicide": "22", "schooling": "perhaps"}  # fmt: skip
    page = Browser().post(PAGE, wrong)
    said = text_of(page)
    assert page.status_code == 400
    for words in ("Choose a place from the list.", "Give a whole number", "not in the future", "Give hours as a number",
                  "More right answers than questions.", "cannot be more than they are", "Choose yes or no.", "Nothing you typed is lost"):  # fmt: skip
        assert words in said, words
    assert "at a glance" not in said
    assert 'value="2031-01-01"' in page.content.decode()
    assert Browser().put(PAGE).status_code == 405


@pytest.mark.parametrize("text", ["nan", "inf", "1e9", "٣", "--1", "1" * 400])
def test_odd_numbers_are_refused_in_words(text):
    for name in ("training_hours", "age"):
        person, problems = read_person({name: text}, QUESTIONS, TODAY)
        assert (person, set(problems)) == (Person(), {name})


def test_a_candidates_class_exam_and_ledger_stand_in_it_with_their_sources(cast, monkeypatch):
    set_clock(monkeypatch, OVER)
    assert "at a glance" not in text_of(sign_in(cast, "ivo").get(PAGE))
    passed(cast)
    person, sources = known_of(cast.ivo, OVER)
    assert (person.training_minutes, person.exam_passed, person.training_ended_on) == (
        240,
        True,
        OVER_ON - timedelta(days=1),
    )
    assert person.exam_share is not None
    assert person.practice_minutes is None
    assert sources["training_hours"] == "the training body's records"
    page = sign_in(cast, "ivo").get(PAGE)
    assert "36 h short" in row_of(page, "us-mt")
    assert "76 h short" in row_of(page, "us-ca")
    assert "From the training body's records." in text_of(page)


def test_further_training_counts_as_the_ledger_counts_it(cast, monkeypatch):
    set_clock(monkeypatch)
    ways.take(cast.ivo)
    ways.hours(cast.ivo, minutes=1440, on=TODAY - timedelta(days=1))
    ways.say(ways.ask(cast.ivo).token)
    assert known_of(cast.ivo, NOW)[0].further_minutes is None


def test_a_peer_supporters_work_and_courses_stand_in_it(cast, monkeypatch):
    set_clock(monkeypatch)
    person, sources = known_of(cast.ana, NOW)
    with scope_of_installation():
        courses = ContinuingEducation.objects.filter(
            credential__holder_id=cast.ana.engagement_id, taken_back_at__isnull=True
        )
        kept = sorted(courses.values_list("completed_on", "minutes"))
    assert sorted((each.on, each.minutes) for each in person.learned or ()) == kept
    assert person.practice_minutes is not None
    assert sources["practice_hours"] == "your employer's records"
    assert "at a glance" in text_of(sign_in(cast, "ana").get(PAGE))


def test_nobody_elses_records_are_read(cast):
    for name in ("ben", "faye", "hana", "kay", "lee", "mia", "noor", "jun"):
        with counted() as count:
            assert known_of(cast.actors[name], NOW) == (Person(), {})
        assert len(count) == 0
    mine, theirs = known_of(cast.ana, NOW)[0], known_of(cast.cleo, NOW)[0]
    assert mine.learned is not theirs.learned or mine.learned is None


def test_the_page_asks_a_fixed_number_of_statements(cast, monkeypatch):
    set_clock(monkeypatch, OVER)
    passed(cast)
    with counted() as count:
        sign_in(cast, "ivo").get(PAGE)
    assert len(count) <= 16, str(count)
    with counted() as count:
        Browser().post(PAGE, TYPED)
    assert len(count) == 0, str(count)


def test_facts_survive_the_form():
    on = date(2026, 11, 20)
    person = Person(
        training_minutes=2401, training_ended_on=date(2024, 3, 1), further_minutes=61, exam_passed=True, practice_minutes=17,
        supervised_minutes=1, fingerprints_on=date(2026, 1, 1),
        learned=(Learned(date(2026, 1, 5), 400, "ethics"), Learned(date(2025, 3, 5), 90)),
    )  # fmt: skip
    again, problems = read_person(typed_of(person, on), QUESTIONS, on)
    assert not problems
    assert again.training_minutes == 2401
    assert (again.further_minutes, again.practice_minutes, again.supervised_minutes) == (61, 17, 1)
    assert sum(each.minutes for each in again.learned or ()) == 490
    assert sum(each.minutes for each in again.learned or () if each.subject == "ethics") == 400
    subjects = subject_questions(("core",))
    assert read_person({f"{SUBJECT}core": "19.5"}, subjects, on)[0].training_in == {"core": 1170}


def test_the_bars_lead_there(cast):
    in_bar = {role: {name for _, name, _ in places} for role, places in PLACES.items()}
    assert "list_positions" in in_bar[Role.PROGRAM_MANAGER]
    for role in (Role.CANDIDATE, Role.TRAINING_COORDINATOR):
        assert {"find_trail", "compare_places", "put_everywhere"} <= in_bar[role]
    assert "compare_places" in in_bar[Role.BOARD_CLERK] & in_bar[Role.PROGRAM_MANAGER]
    assert reverse("put_everywhere") in sign_in(cast, "ana").get(reverse("get_own_credential")).content.decode()
    here = [place.label for place in places_for(cast.ivo, PAGE) if place.current]
    assert here == ["Every place"]


def test_every_place_of_every_bar_opens(cast, monkeypatch):
    """A door in a bar that answers "not permitted" is worse than none."""
    set_clock(monkeypatch)
    for name, actor in cast.actors.items():
        if actor.role in PLACES:
            browser = sign_in(cast, name)
            for _, address, _ in PLACES[actor.role]:
                assert browser.get(reverse(address)).status_code in (200, 302), (name, address)
