"""Notes: drafted quietly, signed once, added to, never changed."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.support.commands.amendments import amend_note
from cairn.support.commands.notes import save_draft, sign_note
from cairn.support.domain.notes import DraftConflict, NoteTexts, amendment_hash, content_hash
from cairn.support.models import Amendment, ContactDraft, Note
from cairn.support.queries.notes import get_note, list_unsigned
from cairn.support.queries.story import list_story
from tests import people
from tests.support.contact_drafts import TEXTS, draft_for, record, statements

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_note(cast):
    """A contact of Ana's with Gil whose note is a draft; gives the contact's id."""
    return record(cast, sign=False).encounter_id


@pytest.fixture
def signed_note(cast):
    return record(cast).encounter_id


def fields(**texts):
    return {name: [text] for name, text in texts.items()}


def test_signing_fixes_the_words_by_their_hash(cast, open_note):
    with scope_of(cast.ana):
        made = sign_note(actor=cast.ana, encounter_id=open_note, version=1, now=people.NOW)
        note = get_note(cast.ana, open_note, people.TODAY)
    assert made == content_hash(
        encounter_id=open_note, author_id=cast.ana.engagement_id, texts=TEXTS, signed_at=note.signed_at
    )
    assert note.content_hash == made


def test_the_hash_is_of_the_words_who_and_when(cast):
    told = {"encounter_id": new_id(), "author_id": new_id(), "texts": TEXTS, "signed_at": people.NOW}
    changed = [
        {"encounter_id": new_id()},
        {"author_id": new_id()},
        {"texts": NoteTexts(TEXTS.data + " ", TEXTS.assessment, TEXTS.plan)},
        {"texts": NoteTexts(TEXTS.assessment, TEXTS.data, TEXTS.plan)},
        {"signed_at": people.at(14, 59)},
    ]
    hashes = {content_hash(**told), *(content_hash(**{**told, **one}) for one in changed)}
    assert len(hashes) == 6


def test_signing_twice_changes_nothing(cast, signed_note):
    with scope_of(cast.ana):
        before = LedgerEntry.objects.count()
        sign_note(actor=cast.ana, encounter_id=signed_note, version=1, now=people.NOW)
        assert LedgerEntry.objects.count() == before


def test_an_empty_note_cannot_be_signed(cast):
    done = record(cast, texts=NoteTexts(), sign=False)
    with scope_of(cast.ana), pytest.raises(Refused) as raised:
        sign_note(actor=cast.ana, encounter_id=done.encounter_id, version=1, now=people.NOW)
    assert raised.value.decision.finding("note.words").remedy == "Write a line, then sign."


def test_signing_what_changed_since_it_was_read_is_a_conflict(cast, open_note):
    with scope_of(cast.ana):
        save_draft(actor=cast.ana, encounter_id=open_note, fields=fields(data="Other"), version=1, now=people.NOW)
        with pytest.raises(Conflict):
            sign_note(actor=cast.ana, encounter_id=open_note, version=1, now=people.NOW)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE support_note SET data = 'other'",
        "UPDATE support_note SET signed_at = NULL, signed_by_id = NULL, content_hash = ''",
        "DELETE FROM support_note",
        "UPDATE support_amendment SET text = 'other'",
        "DELETE FROM support_amendment",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_signed(cast, signed_note, change):
    with scope_of(cast.ana):
        amend_note(
            actor=cast.ana,
            amendment_id=new_id(),
            encounter_id=signed_note,
            reason="More",
            text="Left out",
            now=people.NOW,
        )
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
        assert Note.objects.get().data == TEXTS.data
        assert Amendment.objects.get().text == "Left out"


def test_a_stale_draft_carries_both_texts(cast, open_note):
    with scope_of(cast.ana):
        assert (
            save_draft(actor=cast.ana, encounter_id=open_note, fields=fields(data="One"), version=1, now=people.NOW)
            == 2
        )
        with pytest.raises(DraftConflict) as raised:
            save_draft(actor=cast.ana, encounter_id=open_note, fields=fields(data="Two"), version=1, now=people.NOW)
        assert (raised.value.stored, raised.value.sent) == (NoteTexts("One"), NoteTexts("Two"))
        assert raised.value.current_version == 2
        assert Note.objects.get().data == "One"


def test_the_same_draft_twice_changes_nothing(cast, open_note):
    words = fields(data="One")
    with scope_of(cast.ana):
        save_draft(actor=cast.ana, encounter_id=open_note, fields=words, version=1, now=people.NOW)
        before = LedgerEntry.objects.count()
        assert save_draft(actor=cast.ana, encounter_id=open_note, fields=words, version=1, now=people.NOW) == 2
        assert LedgerEntry.objects.count() == before


def test_a_draft_costs_few_statements(cast):
    with scope_of(cast.ana):
        typed = {"person": [str(cast.gil.id)], "data": ["Half"]}
        save_draft(
            actor=cast.ana, encounter_id=new_id(), fields=typed, version=0, now=people.NOW
        )  # the ledger's first entry
        with statements() as made:
            save_draft(actor=cast.ana, encounter_id=new_id(), fields=typed, version=0, now=people.NOW)
        assert len(made) == 6
        assert ContactDraft.objects.count() == 2


def test_too_long_a_text_is_named(cast, open_note):
    with scope_of(cast.ana), pytest.raises(BadInput) as raised:
        save_draft(
            actor=cast.ana, encounter_id=open_note, fields=fields(assessment="x" * 20_001), version=1, now=people.NOW
        )
    assert list(raised.value.problems) == ["assessment"]


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_somebody_else_s_note_is_not_there(cast, open_note, who):
    actor = getattr(cast, who)
    for wanted in (open_note, new_id()):
        with scope_of(actor):
            with pytest.raises(NotFound):
                sign_note(actor=actor, encounter_id=wanted, version=1, now=people.NOW)
            with pytest.raises(NotFound):
                amend_note(
                    actor=actor, amendment_id=new_id(), encounter_id=wanted, reason="a", text="b", now=people.NOW
                )
            with pytest.raises(NotFound):
                get_note(actor, wanted, people.TODAY)


@pytest.mark.parametrize("who", ["ben", "faye", "jun"])
def test_only_peer_supporters_write_notes(cast, open_note, who):
    actor = getattr(cast, who)
    with scope_of(actor), pytest.raises(NotPermitted):
        sign_note(actor=actor, encounter_id=open_note, version=1, now=people.NOW)


def test_amendments_are_counted_signed_and_chained_to_the_note(cast, signed_note):
    ids = [new_id(), new_id()]
    with scope_of(cast.ana):
        for n, amendment_id in enumerate(ids):
            amend_note(
                actor=cast.ana,
                amendment_id=amendment_id,
                encounter_id=signed_note,
                reason="Left out",
                text=f"Part {n}",
                now=people.NOW,
            )
        note = get_note(cast.ana, signed_note, people.TODAY)
        second = Amendment.objects.get(id=ids[1])
    assert [(one.n, one.text) for one in note.amendments] == [(1, "Part 0"), (2, "Part 1")]
    assert second.content_hash == amendment_hash(
        note_hash=note.content_hash,
        n=2,
        author_id=cast.ana.engagement_id,
        reason="Left out",
        text="Part 1",
        signed_at=people.NOW,
    )


def test_the_same_amendment_twice_is_one_and_other_words_are_a_conflict(cast, signed_note):
    told = {
        "actor": cast.ana,
        "amendment_id": new_id(),
        "encounter_id": signed_note,
        "reason": "Why",
        "now": people.NOW,
    }
    with scope_of(cast.ana):
        amend_note(**told, text="This")
        amend_note(**told, text="This")
        assert Amendment.objects.count() == 1
        with pytest.raises(Conflict):
            amend_note(**told, text="That")


@pytest.mark.parametrize(
    ("reason", "text", "field"), [("", "words", "reason"), ("why", " ", "text"), ("x" * 201, "w", "reason")]
)
def test_an_amendment_says_why_and_what(cast, signed_note, reason, text, field):
    with scope_of(cast.ana), pytest.raises(BadInput) as raised:
        amend_note(
            actor=cast.ana, amendment_id=new_id(), encounter_id=signed_note, reason=reason, text=text, now=people.NOW
        )
    assert list(raised.value.problems) == [field]


def test_an_unsigned_note_is_changed_and_not_amended(cast, open_note):
    with scope_of(cast.ana), pytest.raises(BadInput):
        amend_note(actor=cast.ana, amendment_id=new_id(), encounter_id=open_note, reason="a", text="b", now=people.NOW)


def test_who_is_waiting_for_a_signature(cast, open_note):
    for who, count in (("ana", 1), ("ben", 1), ("cleo", 0), ("dov", 0)):
        actor = getattr(cast, who)
        with scope_of(actor):
            assert len(list_unsigned(actor, people.TODAY)) == count


def test_the_story_is_newest_first_in_three_statements_at_any_length(cast):
    for n in range(6):
        record(cast, draft_for(cast.gil, people.at(8, 0, days_ago=n), people.at(8, 30, days_ago=n)), sign=n > 0)
    with scope_of(cast.ana):
        amended = list_story(cast.ana, cast.gil.id, people.TODAY).contacts[1].id
        amend_note(
            actor=cast.ana, amendment_id=new_id(), encounter_id=amended, reason="More", text="Left out", now=people.NOW
        )
        with statements() as made:
            first = list_story(cast.ana, cast.gil.id, people.TODAY, limit=4)
        assert len(made) == 3
        rest = list_story(cast.ana, cast.gil.id, people.TODAY, before=first.older, limit=4)
    days = [told.started_on for told in (*first.contacts, *rest.contacts)]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == 6
    assert rest.older is None
    assert not first.contacts[0].is_signed
    assert first.contacts[1].note.amendments[0].text == "Left out"


def test_contacts_behind_the_story_come_without_notes_and_come_again_with_them(cast):
    for n in range(6):
        record(cast, draft_for(cast.gil, people.at(8, 0, days_ago=n), people.at(8, 30, days_ago=n)), sign=True)
    with scope_of(cast.ana):
        first = list_story(cast.ana, cast.gil.id, people.TODAY, limit=2, behind=3)
        rest = list_story(cast.ana, cast.gil.id, people.TODAY, before=first.older, limit=4)
    assert [one.note is None for one in (*first.contacts, *first.behind)] == [False, False, True, True, True]
    assert [one.id for one in first.behind] == [one.id for one in rest.contacts[:3]]
    assert [one.note is None for one in rest.contacts] == [False] * 4
    assert rest.older is None


def test_the_story_is_told_only_to_those_whose_duty_it_is(cast, signed_note):
    for who, contacts, reads in (
        ("ana", 1, True),
        ("ben", 1, True),
        ("faye", 1, False),
        ("cleo", 0, False),
        ("dov", 0, False),
    ):
        actor = getattr(cast, who)
        with scope_of(actor):
            story = list_story(actor, cast.gil.id, people.TODAY)
        assert len(story.contacts) == contacts
        assert [told.note is not None for told in story.contacts] == [reads] * contacts


def test_another_peer_supporter_of_the_same_person_reads_what_is_signed(cast, signed_note):
    with scope_of(cast.cleo):
        assert list_story(cast.cleo, cast.gil.id, people.TODAY).contacts == ()
        people.Relationship.objects.create(
            organization_id=cast.cleo.organization_id,
            client=cast.gil,
            peer_id=cast.cleo.engagement_id,
            started_on=people.LONG_AGO,
            phase="engaging",
            phase_since=people.LONG_AGO,
        )
    record(cast, draft_for(cast.gil, people.at(9), people.at(10)), sign=False)
    with scope_of(cast.cleo):
        unsigned, signed = list_story(cast.cleo, cast.gil.id, people.TODAY).contacts[::-1]
        notes = {told.id: told.note for told in (unsigned, signed)}
    assert notes[signed_note].texts == TEXTS
    assert sum(note is not None for note in notes.values()) == 1
