"""What people said about a class: counts by question, and only when enough of them answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.platform.instruments import instrument
from cairn.privacy.policy import visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.models import EvaluationAnswer

INSTRUMENT = "class-evaluation"
FEWEST = 5  # people; with fewer, a coordinator who knows the class could tell who said what


@dataclass(frozen=True, slots=True)
class Said:
    """One question: how many chose each answer, of `n` who did."""

    text: str
    n: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`people` answered; `said` is empty while they are too few to be shown."""

    people: int
    said: tuple[Said, ...]


def summarize_evaluation(actor: Actor, class_id: UUID, on: date) -> Evaluation:
    """What was said about one class. One statement. A question that fewer than five answered is left out."""
    rows = visible(EvaluationAnswer, actor, "training.evaluation.see", on).filter(course_class_id=class_id)
    answers = list(rows.values_list("response", "link_id", "code"))
    people = len({response for response, _, _ in answers})
    if people < FEWEST:
        return Evaluation(people, ())
    counted = Counter((link_id, code) for _, link_id, code in answers)
    said = []
    for question in instrument(INSTRUMENT).questions:
        counts = tuple((option.words, counted[question.link_id, option.code]) for option in question.options)
        n = sum(count for _, count in counts)
        if n >= FEWEST:
            said.append(Said(question.text, n, counts))
    return Evaluation(people, tuple(said))
