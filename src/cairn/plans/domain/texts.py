"""The parts of a plan that are answers to questions: trimmed, checked, and told as changes."""

from __future__ import annotations

from collections.abc import Mapping

from cairn.kernel.errors import BadInput
from cairn.plans.domain.parts import GUIDES, Part

ANSWER_LENGTH = 2000


def checked_answers(part: Part, sent: Mapping[str, str]) -> dict[str, str]:
    """The answers worth keeping, in the order of the questions. Raises BadInput for one that is too long."""
    answers = {code: sent.get(code, "").strip() for code in GUIDES[part].codes}
    problems = {
        code: f"Use at most {ANSWER_LENGTH} characters; now it is {len(text)}. The rest fits into another part."
        for code, text in answers.items()
        if len(text) > ANSWER_LENGTH
    }
    if problems:
        raise BadInput(problems)
    return {code: text for code, text in answers.items() if text}


def changed_codes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Which answers differ between two revisions of a part."""
    return tuple(code for code in dict.fromkeys((*before, *after)) if before.get(code, "") != after.get(code, ""))
