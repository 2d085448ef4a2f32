"""Interview guides: questions in our words, why each is asked, what to listen for, and what may be scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cairn.hiring.domain.sources import read_citation, text_of
from cairn.hiring.domain.words import WordList, decide_question, said_of
from cairn.kernel.citations import Citation
from cairn.kernel.errors import BrokenRecord

LOWEST, HIGHEST = 1, 5
SCORED, YES_NO = "scored", "yes_no"
OWN_THEME = "own"
MOST_OWN, LONGEST = 10, 300
THEMES = {
    "fit": "Fit with the role",
    "practice": "Helping people help themselves",
    "people": "How they see people",
    "team": "Working with others",
    "self": "Looking after oneself",
    "work": "Getting work done",
    "story": "Sharing one’s story",
    "experience": "Knowing what helps",
    "community": "Ties to the community",
    OWN_THEME: "Your own questions",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question. A yes-or-no question is never scored; `note` says where the guide asks otherwise, and why we do not."""

    code: str
    theme: str
    kind: str
    text: str
    why: str = ""
    listen: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_scored(self) -> bool:
        return self.kind == SCORED


@dataclass(frozen=True, slots=True)
class Guide:
    """A set of questions; every applicant of a round is asked the same ones, so that answers can be laid side by side."""

    key: str
    title: str
    version: str
    intro: str
    citation: Citation
    questions: tuple[Question, ...]


def read_guide(document: Mapping[str, Any], source: str) -> Guide:
    """A guide as its file holds it; raises BrokenRecord naming the first line that cannot be used."""
    head = document.get("guide", {})
    questions = tuple(
        _question(row, f"{source} question {number}") for number, row in enumerate(document.get("question", ()), 1)
    )
    if len({question.code for question in questions}) != len(questions):
        raise BrokenRecord(f"{source}: two questions have one code.")
    return Guide(
        text_of(head, "key", source),
        text_of(head, "title", source),
        text_of(head, "version", source),
        text_of(head, "intro", source),
        read_citation(head, source),
        questions,
    )


def own_questions(texts: tuple[str, ...]) -> tuple[Question, ...]:
    """Questions that a program adds: scored, under a theme of their own."""
    return tuple(Question(f"own-{number}", OWN_THEME, SCORED, text) for number, text in enumerate(texts, start=1))


def problem_of_own(texts: tuple[str, ...], words: WordList) -> str:
    """What stops the questions that a program adds, in words; "" when they may be asked."""
    if len(texts) > MOST_OWN or any(len(text) > LONGEST for text in texts):
        return f"At most {MOST_OWN} questions of your own, each at most {LONGEST} letters."
    decided = {text: decide_question(text, words) for text in texts}
    return " ".join(f"“{text}”: {said_of(decision)}" for text, decision in decided.items() if not decision.allowed)


def _question(row: Mapping[str, Any], key: str) -> Question:
    theme, kind = text_of(row, "theme", key), row.get("kind", SCORED)
    if theme not in THEMES or kind not in (SCORED, YES_NO):
        raise BrokenRecord(f"{key}: {theme!r} and {kind!r} are not a theme and a kind.")
    return Question(
        text_of(row, "code", key),
        theme,
        kind,
        text_of(row, "text", key),
        text_of(row, "why", key),
        tuple(row.get("listen", ())),
        row.get("note", ""),
    )
