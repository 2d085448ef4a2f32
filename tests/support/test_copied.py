"""Words that a writer used before: found, shown on the signed note, and never in the way of a signature."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from cairn.kernel.instants import as_instant
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.domain.copied import (
    RUN,
    WORD,
    CopiedRun,
    Earlier,
    as_kept,
    copied_runs,
    may_repeat,
    pieces,
    runs_kept,
)
from cairn.support.domain.notes import NoteTexts, content_hash
from cairn.support.models import Encounter, Note
from cairn.support.queries.notes import get_note
from tests.people import NOW, TODAY, at
from tests.support.contact_drafts import draft_for, record, statements

OLD, NEW = date(2026, 10, 1), date(2026, 11, 1)
LONG = "We walked to the river and talked about the landlord and the dog"


def found(text, *earlier):
    return copied_runs([("data", text)], [Earlier(on, (said,)) for on, said in earlier])


def test_a_run_is_found_in_other_words_and_cut_out_exactly():
    text = f"Rain today. {LONG.upper()}, again. Then home."
    runs = found(text, (OLD, LONG))
    assert [text[run.start : run.end] for run in runs] == [LONG.upper()]
    assert [(piece.on, piece.text) for piece in pieces(text, "data", runs)] == [
        (None, "Rain today. "),
        (OLD, LONG.upper()),
        (None, ", again. Then home."),
    ]


def test_everyday_phrases_are_left_alone():
    words = LONG.split()
    assert found(" ".join(words[: RUN - 1]), (OLD, LONG)) == ()
    assert len(found(" ".join(words[:RUN]), (OLD, LONG))) == 1


def test_the_newest_day_that_holds_the_whole_run_is_named():
    half = " ".join(LONG.split()[:9])
    assert found(LONG, (OLD, LONG), (NEW, LONG))[0].on == NEW
    assert [run.on for run in found(LONG, (OLD, LONG), (NEW, half))] == [OLD]


def test_two_runs_of_two_notes_are_told_apart():
    other = "she wants to call her sister before the week is over"
    runs = found(f"{LONG}. New here! {other}", (OLD, LONG), (NEW, other))
    assert [run.on for run in runs] == [OLD, NEW]


def slow_runs(field, text, earlier):
    """The same said plainly: go on from each word as long as some day's words stand in that order."""
    days = {}
    for note in earlier:
        for said in note.texts:
            words = [word.casefold() for word in WORD.findall(said)]
            for first in range(len(words) - RUN + 1):
                days.setdefault(tuple(words[first : first + RUN]), set()).add(note.on)
    matches = list(WORD.finditer(text))
    words = [match.group().casefold() for match in matches]
    first, runs = 0, []
    while first + RUN <= len(words):
        on = days.get(tuple(words[first : first + RUN]))
        if not on:
            first += 1
            continue
        last = first + RUN
        while last < len(words) and (both := on & days.get(tuple(words[last - RUN + 1 : last + 1]), set())):
            on, last = both, last + 1
        runs.append(CopiedRun(field, matches[first].start(), matches[last - 1].end(), max(on)))
        first = last
    return runs


FEW = ("A", "a", "it's", "it’s", "Straße", "STRASSE", "İ", "x_y", "—", "b.\n")  # so that runs come often


def test_runs_are_those_that_plain_comparing_finds():
    chance, number = random.Random(8), 0
    for _ in range(400):
        parts = [" ".join(chance.choices(FEW, k=chance.randrange(1, 13))) for _ in range(5)]
        texts = [" ".join(chance.choices(parts, k=chance.randrange(5))) for _ in range(12)]
        earlier = [Earlier(chance.choice((OLD, NEW)), tuple(texts[at : at + 2])) for at in range(2, 12, 2)]
        fields = [("data", texts[0]), ("plan", texts[1])]
        plain = [run for field, text in fields for run in slow_runs(field, text, earlier)]
        assert list(copied_runs(fields, earlier)) == plain
        number += len(plain)
    assert number > 200


@pytest.mark.parametrize("text", ["", "   ", "…", "🙂 " * 20, "a" * 5000])
def test_odd_texts_hold_no_run(text):
    assert found(text, (OLD, text), (NEW, LONG)) == ()
    assert "".join(piece.text for piece in pieces(text, "data", ())) == text


def test_a_note_too_short_for_a_run_is_not_compared():
    assert not may_repeat(["Rode along to the clinic.", "Calm."])
    assert may_repeat(["Short.", LONG])


def test_runs_survive_being_kept():
    runs = (CopiedRun("data", 3, 60, OLD), CopiedRun("plan", 0, 9, NEW))
    assert runs_kept(as_kept(runs)) == runs


def test_the_mark_of_a_note_without_their_words_is_what_it_always_was():
    told = {"encounter_id": new_id(), "author_id": new_id(), "signed_at": as_instant(NOW)}
    plain = content_hash(texts=NoteTexts("A"), **told)
    assert plain == content_hash(texts=NoteTexts("A", their_words="", with_client=False), **told)
    assert (
        len(
            {
                plain,
                content_hash(texts=NoteTexts("A", their_words="B"), **told),
                content_hash(texts=NoteTexts("A", with_client=True), **told),
            }
        )
        == 3
    )


def _earlier(cast, peer=None, client=None, text=LONG, days_ago=7, signed=True, in_error=False):
    peer, client = peer or cast.ana, client or cast.gil
    with scope_of_installation():
        own = {"organization_id": cast.organization.id}
        wrong = {"in_error_at": NOW, "in_error_by_id": peer.engagement_id} if in_error else {}
        encounter = Encounter.objects.create(
            program=cast.program, client=client, peer_id=peer.engagement_id, kind="one_to_one", place="office",
            started_at=at(9, days_ago=days_ago), ended_at=at(10, days_ago=days_ago), zone="America/Denver",
            started_on=TODAY - timedelta(days=days_ago), minutes=60, recorded_at=NOW, recorded_by_id=peer.engagement_id,
            **wrong, **own,
        )  # fmt: skip
        Note.objects.create(
            encounter=encounter, client_id=client.id, author_id=peer.engagement_id, data=text, drafted_at=NOW, saved_at=NOW,
            signed_at=NOW if signed else None, signed_by_id=peer.engagement_id if signed else None,
            content_hash="0" * 64 if signed else "", **own,
        )  # fmt: skip


def _signed(cast, text):
    done = record(cast, texts=NoteTexts(text), sign=True)
    with scope_of(cast.ana):
        return get_note(cast.ana, done.encounter_id, TODAY)


@pytest.mark.django_db
def test_a_signed_note_shows_what_its_writer_wrote_before(cast):
    _earlier(cast)
    note = _signed(cast, f"Cold. {LONG}.")
    assert [(piece.on, piece.text) for piece in note.pieces("data")] == [
        (None, "Cold. "),
        (TODAY - timedelta(days=7), LONG),
        (None, "."),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"peer": "cleo"}, {"client": "hal"}, {"signed": False}, {"in_error": True}])
def test_only_the_writer_s_own_signed_notes_about_this_person_are_compared(cast, change):
    _earlier(
        cast, **{name: getattr(cast, value) if isinstance(value, str) else value for name, value in change.items()}
    )
    assert _signed(cast, LONG).copied == ()


@pytest.mark.django_db
def test_only_a_note_that_can_repeat_anything_costs_one_statement_more(cast):
    _signed(cast, "Before.")
    with statements() as short:
        record(cast, draft=draft_for(cast.gil, at(8), at(9)), texts=NoteTexts("Rode along."))
    with statements() as long:
        record(cast, draft=draft_for(cast.gil, at(10), at(11)), texts=NoteTexts(LONG))
    assert len(long) == len(short) + 1
