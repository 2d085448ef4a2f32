"""Taking down a contact: whole or not at all, the same twice, and only by whoever was there."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Span, from_local
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.support.commands.encounters import mark_in_error, record_contact
from cairn.support.commands.notes import save_draft
from cairn.support.domain.encounters import Kind, PromiseMade
from cairn.support.domain.notes import DraftConflict, NoteTexts
from cairn.support.domain.phases import Phase
from cairn.support.models import ContactDraft, Encounter, EncounterMark, Note, PhaseChange, Promise
from cairn.support.queries.encounters import get_contact, list_contacts_between
from cairn.support.queries.story import list_story
from cairn.work.queries.worked import list_worked
from tests import people
from tests.support.contact_drafts import MARKS, TEXTS, draft_for, record, statements

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_contact_is_saved_whole_in_ten_statements_and_one_ledger_row(cast):
    draft = draft_for(cast.gil, phase=Phase.CONNECTING)
    with scope_of(cast.ana):
        version = save_draft(
            actor=cast.ana, encounter_id=draft.id, fields={"person": [str(cast.gil.id)]}, version=0, now=people.NOW
        )
        before = LedgerEntry.objects.count()
        with statements() as made:
            done = record_contact(
                actor=cast.ana,
                draft=draft,
                texts=TEXTS,
                sign=True,
                promise=PromiseMade("Bring the bus card", people.TODAY + timedelta(days=2)),
                version=version,
                now=people.NOW,
            )
        assert len(made) == 10
        assert done.is_signed
        assert done.warnings == ()
        assert LedgerEntry.objects.count() == before + 1
        assert ContactDraft.objects.count() == 0
        encounter = Encounter.objects.get(id=draft.id)
        assert (encounter.minutes, encounter.started_on, encounter.phase) == (45, people.TODAY, "connecting")
        assert EncounterMark.objects.filter(encounter=encounter).count() == len(MARKS)
        assert Note.objects.get(encounter=encounter).content_hash
        assert Promise.objects.get(encounter_id=draft.id).text == "Bring the bus card"
        assert PhaseChange.objects.get(encounter_id=draft.id).phase == "connecting"
        cast.gil_and_ana.refresh_from_db()
        assert cast.gil_and_ana.phase == "connecting"


def test_saving_costs_the_same_with_two_hundred_contacts(cast):
    for n in range(200):
        record(cast, draft_for(cast.gil, people.at(8, 0, days_ago=n + 2), people.at(8, 30, days_ago=n + 2)))
    with statements() as made:
        record(cast)
    assert len(made) == 6  # facts, contact, marks, note, and the ledger's two


def test_the_same_form_twice_is_one_contact(cast):
    draft = draft_for(cast.gil, ended_just_now=True)
    record(cast, draft)
    later = draft_for(
        cast.gil, people.at(14, 1), people.at(14, 46), id=draft.id, ended_just_now=True
    )  # sent again a minute later
    with scope_of(cast.ana):
        before = LedgerEntry.objects.count()
    assert record(cast, later).encounter_id == draft.id
    with scope_of(cast.ana):
        assert Encounter.objects.count() == 1
        assert LedgerEntry.objects.count() == before


def test_the_same_form_with_other_words_shows_both(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    other = NoteTexts("Something else.")
    with pytest.raises(DraftConflict) as raised:
        record(cast, draft, other)
    assert (raised.value.stored, raised.value.sent) == (TEXTS, other)


def test_the_same_form_with_another_length_is_a_conflict(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    with pytest.raises(Conflict):
        record(cast, draft_for(cast.gil, people.at(14, 0), people.at(14, 30), id=draft.id))


@pytest.mark.parametrize("who", ["hal", "zoe"])
def test_nobody_writes_up_somebody_else_s_person(cast, who):
    with pytest.raises(NotFound):
        record(cast, draft_for(getattr(cast, who)))
    with scope_of(cast.ana), pytest.raises(NotFound):
        record_contact(actor=cast.ana, draft=draft_for(cast.gil, client_id=new_id()), texts=TEXTS, now=people.NOW)


@pytest.mark.parametrize("who", ["ben", "faye", "jun", "lee", "noor"])
def test_only_peer_supporters_write_up_contacts(cast, who):
    with pytest.raises(NotPermitted):
        record(cast, actor=getattr(cast, who))


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (people.at(14, 0), people.at(13, 0), "stop"),
        (people.at(14, 0), people.at(14, 0), "stop"),
        (people.at(14, 0), people.at(15, 6), "stop"),
        (people.at(14, 0, days_ago=2), people.at(14, 1, days_ago=1), "minutes"),
    ],
)
def test_times_that_cannot_be_are_refused_and_nothing_is_left(cast, start, end, field):
    with pytest.raises(BadInput) as raised:
        record(cast, draft_for(cast.gil, start, end))
    assert list(raised.value.problems) == [field]
    with scope_of(cast.ana):
        assert Encounter.objects.count() == 0
        assert LedgerEntry.objects.count() == 0


def test_a_clock_that_runs_a_little_ahead_is_no_reason_to_lose_a_contact(cast):
    assert record(cast, draft_for(cast.gil, people.at(14, 0), people.at(15, 5))).is_signed


def test_signing_without_words_saves_the_contact_and_leaves_the_note_open(cast):
    assert not record(cast, texts=NoteTexts(" \n")).is_signed


def worked(actor, start):
    """Minutes with people by day, as the day sheet counts them."""
    return {day.on: day.contact_minutes for day in list_worked(actor, start, people.TODAY)}


def test_a_contact_over_midnight_is_one_contact_of_two_service_dates(cast):
    draft = draft_for(cast.gil, people.at(23, 40, days_ago=2), people.at(0, 35, days_ago=1))
    record(cast, draft)
    with scope_of(cast.ana):
        contact = get_contact(cast.ana, draft.id, people.TODAY)
        assert [(day, span.minutes) for day, span in contact.spans_by_day] == [
            (people.TODAY - timedelta(days=2), 20),
            (people.TODAY - timedelta(days=1), 35),
        ]
        assert worked(cast.ana, people.TODAY - timedelta(days=1)) == {people.TODAY - timedelta(days=1): 35}


def test_minutes_are_those_that_passed_when_the_clocks_change(cast):
    spring = date(2026, 3, 8)
    span = Span(
        from_local(spring, time(1, 30), people.ZONE), from_local(spring, time(3, 30), people.ZONE)
    )  # one hour really
    assert draft_for(cast.gil, span.start, span.end).span.minutes == 60
    draft = draft_for(cast.gil, span.start, span.end)
    record(cast, draft)
    with scope_of(cast.ana):
        assert Encounter.objects.get(id=draft.id).minutes == 60


def test_two_places_at_once_is_saved_and_marked(cast):
    first = draft_for(cast.gil)
    record(cast, first)
    second = draft_for(cast.gil, people.at(14, 30), people.at(15, 0))
    assert set(record(cast, second).warnings) == {"encounter.peer_overlap", "encounter.client_overlap"}
    with scope_of(cast.ana):
        contact = get_contact(cast.ana, first.id, people.TODAY)
    assert contact.peer_overlaps
    assert contact.client_overlaps


def test_contacts_that_touch_do_not_overlap(cast):
    record(cast, draft_for(cast.gil, people.at(10, 0), people.at(10, 30)))
    touching = draft_for(cast.gil, people.at(10, 30), people.at(11, 0))
    assert record(cast, touching).warnings == ()
    with scope_of(cast.ana):
        contact = get_contact(cast.ana, touching.id, people.TODAY)
    assert not contact.peer_overlaps
    assert not contact.client_overlaps


def test_a_group_is_one_sitting_with_many_people(cast):
    with scope_of(cast.ana):
        other, _ = people.serve("Kit", cast.ana, cast.program)
    session = new_id()
    first = draft_for(cast.gil, kind=Kind.GROUP, session_id=session)
    second = draft_for(other, kind=Kind.GROUP, session_id=session)
    record(cast, first)
    assert record(cast, second).warnings == ()
    with scope_of(cast.ana):
        contact = get_contact(cast.ana, first.id, people.TODAY)
        assert not contact.peer_overlaps
        assert worked(cast.ana, people.TODAY) == {people.TODAY: 45}
    assert record(cast, draft_for(other, people.at(14, 15), people.at(14, 20))).warnings == (
        "encounter.peer_overlap",
        "encounter.client_overlap",
    )


@pytest.mark.parametrize(("hours", "late"), [(72, 0), (73, 73)])
def test_a_late_entry_is_said_to_be_late(cast, hours, late):
    end = people.NOW - timedelta(hours=hours)
    draft = draft_for(cast.gil, end - timedelta(minutes=30), end)
    done = record(cast, draft)
    assert ("encounter.late" in done.warnings) == bool(late)
    with scope_of(cast.ana):
        assert get_contact(cast.ana, draft.id, people.TODAY).late_by_hours == late


def test_a_late_entry_does_not_undo_a_later_step(cast):
    record(cast, draft_for(cast.gil, phase=Phase.CONNECTING))
    record(cast, draft_for(cast.gil, people.at(9, 0, days_ago=3), people.at(9, 30, days_ago=3), phase=Phase.SUPPORTING))
    with scope_of(cast.ana):
        cast.gil_and_ana.refresh_from_db()
    assert cast.gil_and_ana.phase == "connecting"


def test_a_step_back_is_a_step(cast):
    record(cast, draft_for(cast.gil, people.at(9), people.at(10), phase=Phase.SUPPORTING))
    record(cast, draft_for(cast.gil, people.at(11), people.at(12), phase=Phase.ENGAGING))
    with scope_of(cast.ana):
        assert [step.phase for step in PhaseChange.objects.order_by("recorded_at", "id")] == ["supporting", "engaging"]


def test_who_sees_a_contact(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    for who in ("ana", "ben", "faye", "jun"):
        actor = getattr(cast, who)
        with scope_of(actor):
            assert get_contact(actor, draft.id, people.TODAY).minutes == 45
            assert len(list_contacts_between(actor, people.TODAY, people.TODAY, on=people.TODAY)) == 1
    for who in ("cleo", "dov"):
        actor = getattr(cast, who)
        with scope_of(actor):
            for wanted in (draft.id, new_id()):
                with pytest.raises(NotFound):
                    get_contact(actor, wanted, people.TODAY)
            assert list_contacts_between(actor, people.TODAY, people.TODAY, on=people.TODAY) == []
    with scope_of(cast.lee), pytest.raises(NotPermitted):
        get_contact(cast.lee, draft.id, people.TODAY)


def test_a_contact_in_error_stays_and_counts_no_more(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    with scope_of(cast.ana):
        mark_in_error(actor=cast.ana, encounter_id=draft.id, because="Wrong person", now=people.NOW)
        before = LedgerEntry.objects.count()
        mark_in_error(actor=cast.ana, encounter_id=draft.id, because="Wrong person", now=people.NOW)
        assert LedgerEntry.objects.count() == before
        assert get_contact(cast.ana, draft.id, people.TODAY).is_in_error
        assert list_contacts_between(cast.ana, people.TODAY, people.TODAY, on=people.TODAY) == []
        assert worked(cast.ana, people.TODAY) == {}


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_only_one_s_own_contact_is_marked_in_error(cast, who):
    draft = draft_for(cast.gil)
    record(cast, draft)
    actor = getattr(cast, who)
    for wanted in (draft.id, new_id()):
        with scope_of(actor), pytest.raises(NotFound):
            mark_in_error(actor=actor, encounter_id=wanted, because="Mine now", now=people.NOW)


def test_marking_in_error_needs_a_reason(cast):
    draft = draft_for(cast.gil)
    record(cast, draft)
    with scope_of(cast.ana), pytest.raises(BadInput) as raised:
        mark_in_error(actor=cast.ana, encounter_id=draft.id, because=" ", now=people.NOW)
    assert list(raised.value.problems) == ["because"]


def test_a_month_of_contacts_is_read_in_pages_of_one_statement(cast):
    for n in range(5):
        record(cast, draft_for(cast.gil, people.at(8, 0, days_ago=n), people.at(8, 30, days_ago=n)))
    start = people.TODAY - timedelta(days=30)
    with scope_of(cast.jun):
        with statements() as made:
            first = list_contacts_between(cast.jun, start, people.TODAY, on=people.TODAY, limit=3)
        assert len(made) == 1
        last = (first[-1].started_on, first[-1].id)
        rest = list_contacts_between(cast.jun, start, people.TODAY, on=people.TODAY, after=last)
    assert [len(first), len(rest)] == [3, 2]
    assert first[0].started_on < rest[-1].started_on
    assert first[0].note_signed_at == people.NOW


def test_the_id_of_somebody_else_s_contact_is_no_page_of_a_story(cast):
    record(cast, draft_for(cast.gil, people.at(9), people.at(10)))
    later = record(cast, draft_for(cast.hal, people.at(11), people.at(12)), actor=cast.cleo).encounter_id
    with scope_of(cast.ana):
        told = list_story(cast.ana, cast.gil.id, people.TODAY)
        assert len(told.contacts) == 1
        assert list_story(cast.ana, cast.gil.id, people.TODAY, new_id()).contacts == ()
        assert list_story(cast.ana, cast.gil.id, people.TODAY, later).contacts == ()
