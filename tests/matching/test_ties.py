"""What the records tell by themselves: one's own earlier people, and names noted for oneself. Never whose it was, never a name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.matching.commands.known_people import remove_known_person
from cairn.matching.domain.names import Noted, PersonNames, may_be, ties_by_name
from cairn.matching.domain.ties import Tie
from cairn.matching.models import ConflictAnswer, KnownPerson, SupervisorWord
from cairn.matching.queries.asked import get_asked
from cairn.matching.queries.disclosures import SHOWN, list_disclosures
from cairn.matching.queries.known_people import list_known_people
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Relationship
from tests.matching.acts import answer, choose, newest_answer, note
from tests.people import NOW, TODAY

GIL = PersonNames("Gil", "Gilbert", "Marsh")


@pytest.mark.parametrize(
    ("given", "family", "fits"),
    [
        ("Gilbert", "Marsh", True),
        ("gil", "MARSH", True),
        ("Gílbert", "Marsh", True),
        ("Gil\u200bbert", "\u202eMarsh\u00ad", True),  # signs that nobody sees hide nobody
        ("Gilbert", "Marshall", False),
        ("Bert", "Marsh", False),
        ("", "Marsh", False),
        ("Gil", "", False),
    ],
)
def test_a_full_name_fits_however_it_is_written(given, family, fits):
    assert may_be(GIL, Noted(given, family, Tie.KIN)) is fits


def test_a_person_known_by_one_full_name_is_found_too():
    assert may_be(PersonNames("Rosa O’Neil"), Noted("Rosa", "O'Neil", Tie.KIN))
    assert not may_be(PersonNames("Rosa"), Noted("Rosa", "Rosa", Tie.KIN))


def test_what_a_supervisor_noted_is_told_without_its_kind():
    noted = [Noted("Gil", "Marsh", Tie.INTIMATE, date(2020, 1, 1), is_own=False), Noted("Gil", "Marsh", Tie.KIN)]
    assert [(one.tie, one.ended_on) for one in ties_by_name(GIL, noted)] == [(Tie.ELSEWHERE, None), (Tie.KIN, None)]


def asked(actor, client):
    with scope_of(actor):
        return get_asked(actor, client.id, TODAY)


@pytest.mark.django_db
def test_kin_noted_beforehand_is_a_possible_conflict_before_any_answer(cast):
    note(cast.cleo, "Gilbert", "Marsh")
    choose(cast.faye, cast.gil, cast.cleo)
    found = asked(cast.cleo, cast.gil)
    assert [one.tie for one in found.records] == [Tie.KIN]
    assert (found.decision.outcome, found.name) == ("ask", "Gil")
    answer(cast.cleo, cast.gil)
    assert newest_answer().outcome == "possible"


@pytest.mark.django_db
def test_what_her_supervisor_noted_asks_for_a_talk_and_does_not_say_why(cast):
    note(cast.ben, "Gilbert", "Marsh", Tie.INTIMATE)
    (one,) = asked(cast.ana, cast.gil).records
    assert (one.tie, one.from_records) == (Tie.ELSEWHERE, True)
    answer(cast.ana, cast.gil)
    assert newest_answer().outcome == "possible"
    with scope_of(cast.ben):
        (told,) = list_disclosures(cast.ben, TODAY)
    assert (told.walk_already, [tie.tie for tie in told.ties]) == (True, [Tie.ELSEWHERE])


@pytest.mark.django_db
def test_what_a_colleague_noted_changes_nothing(cast):
    note(cast.cleo, "Gilbert", "Marsh")
    assert asked(cast.ana, cast.gil).records == ()


@pytest.mark.django_db
def test_somebody_served_before_is_known_from_the_records_with_the_day(cast):
    with scope_of_installation():
        Relationship.objects.filter(id=cast.hal_and_cleo.id).update(ended_on=date(2025, 3, 1))
    choose(cast.faye, cast.hal, cast.cleo)
    (one,) = asked(cast.cleo, cast.hal).records
    assert (one.tie, one.ended_on) == (Tie.FORMER_CLIENT, date(2025, 3, 1))
    assert asked(cast.cleo, cast.hal).decision.figures["gifts_until"] == date(2027, 3, 1)


@pytest.mark.django_db
def test_the_list_is_ones_own_and_can_be_emptied(cast):
    first = new_id()
    for _ in range(2):
        note(cast.ana, " Rosa ", "Silva  Reyes", id=first)
    with pytest.raises(Conflict):
        note(cast.ana, "Other", "Silva Reyes", id=first)
    for other in (cast.cleo, cast.ben):
        with scope_of(other):
            assert list_known_people(other, TODAY) == ()
            with pytest.raises(NotFound):
                remove_known_person(actor=other, known_person_id=first, now=NOW)
    with scope_of(cast.ana):
        assert [one.name for one in list_known_people(cast.ana, TODAY)] == ["Rosa Silva Reyes"]
        for _ in range(2):
            remove_known_person(actor=cast.ana, known_person_id=first, now=NOW)
        assert list_known_people(cast.ana, TODAY) == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "family", "more", "field"),
    [
        ("", "Marsh", {}, "given"),
        ("Gil", " ", {}, "family"),
        ("G" * 81, "Marsh", {}, "given"),
        ("Gil", "Marsh", {"tie": Tie.ELSEWHERE}, "tie"),
        ("Gil", "Marsh", {"ended_on": date(2026, 11, 21)}, "ended_on"),
    ],
)
def test_who_cannot_be_noted_names_the_field(cast, given, family, more, field):
    with pytest.raises(BadInput) as raised:
        note(cast.ana, given, family, **more)
    assert field in raised.value.problems


@pytest.mark.django_db
def test_an_answer_with_an_end_still_to_come_is_refused(cast):
    from cairn.matching.domain.conflicts import Known

    with pytest.raises(BadInput) as raised:
        answer(cast.ana, cast.gil, Known(Tie.FORMER_CLIENT, date(2026, 11, 21)))
    assert "former_client-ended_on" in raised.value.problems


@pytest.mark.django_db
def test_what_was_answered_stays(cast):
    answer(cast.ana, cast.gil, "knew")
    with scope_of_installation():
        with pytest.raises(DatabaseError), transaction.atomic():
            ConflictAnswer.objects.update(outcome="none")
        assert KnownPerson.objects.count() == 0


@pytest.mark.django_db
def test_what_waits_for_the_supervisor_is_on_the_list_however_much_was_answered_since(cast):
    """More was disclosed and answered since than the list holds: the one that waits is not among what is left out."""
    own, ana = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    told = {"peer_id": ana, "ties": [], "records": [], "outcome": "possible", "cited": "", **own}
    with scope_of_installation():
        waits = ConflictAnswer.objects.create(client=cast.gil, answered_at=NOW - timedelta(days=90), **told)
        people = Client.objects.bulk_create(
            Client(name=f"P{n}", program=cast.program, started_on=TODAY, created_at=NOW, created_by_id=ana, **own)
            for n in range(SHOWN)
        )
        answers = ConflictAnswer.objects.bulk_create(
            ConflictAnswer(client=one, answered_at=NOW, **told) for one in people
        )
        SupervisorWord.objects.bulk_create(
            SupervisorWord(answer=one, verdict="go_on", said_at=NOW, said_by_id=cast.ben.engagement_id, **own)
            for one in answers
        )
    with scope_of(cast.ben):
        found = list_disclosures(cast.ben, TODAY)
    assert len(found) == SHOWN
    assert found[0].id == waits.id
