"""A program's own starting questions for a note: one for each of its fields, under a name, versioned."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.kernel.errors import BadInput

NAME_LENGTH, QUESTION_LENGTH = 80, 300


@dataclass(frozen=True, slots=True)
class Questions:
    """What a template asks. The questions are shown beside the fields and never written into a note."""

    name: str
    data: str = ""
    assessment: str = ""
    plan: str = ""
    is_retired: bool = False


def check_questions(asked: Questions) -> None:
    """Raises BadInput naming what cannot be taken."""
    problems = {}
    if not asked.name:
        problems["name"] = "Give it a name, such as “First meeting”."
    elif len(asked.name) > NAME_LENGTH:
        problems["name"] = f"Use at most {NAME_LENGTH} characters; now it is {len(asked.name)}."
    texts = {"data": asked.data, "assessment": asked.assessment, "plan": asked.plan}
    for field, text in texts.items():
        if len(text) > QUESTION_LENGTH:
            problems[field] = f"Use at most {QUESTION_LENGTH} characters; now it is {len(text)}."
    if not problems and not any(texts.values()):
        problems["data"] = "Ask at least one question."
    if problems:
        raise BadInput(problems)
