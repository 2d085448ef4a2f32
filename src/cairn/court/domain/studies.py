"""What a study of the treatment court keeps apart: drug tests and graduation, and what of it may be used still. Pure."""

from __future__ import annotations

from enum import StrEnum

from cairn.kernel.citations import Citation
from cairn.rulebook.rules import Rules


class FactKind(StrEnum):
    DRUG_TEST = "drug_test"
    GRADUATION = "graduation"

    @property
    def label(self) -> str:
        return {"drug_test": "Drug test", "graduation": "Graduation"}[self.value]


RESULTS: dict[FactKind, dict[str, str]] = {
    FactKind.DRUG_TEST: {"negative": "Nothing found", "positive": "Something found", "missed": "Not taken"},
    FactKind.GRADUATION: {
        "graduated": "Graduated",
        "still_in": "Still in the court",
        "left": "Left without graduating",
    },
}
CHOICES = tuple(
    (f"{kind.value}:{code}", f"{kind.label}: {words.lower()}") for kind, results in RESULTS.items() for code, words in results.items()
)  # fmt: skip
TITLE_LENGTH = 120


def read_choice(text: str) -> tuple[FactKind, str] | None:
    """A kind and a result of that kind, as the form sends them together; None for anything else."""
    kind, _, code = text.partition(":")
    if kind not in list(FactKind) or code not in RESULTS[FactKind(kind)]:
        return None
    return FactKind(kind), code


KEPT_WHEN_FINISHED = "research.kept_when_finished"


class Use(StrEnum):
    """How a fact stands in its study."""

    USED = "used"
    KEPT = "kept"  # in a result that was finished while the consent stood; in nothing new
    LEFT_OUT = "left_out"


def decide_use(*, stands: bool, stood_when_finished: bool | None, rules: Rules) -> Use:
    """Whether a fact is in what a study shows. `stood_when_finished`: None while the study goes on.

    Taken back means no new use. What was worked out before stays as it was worked out, where the pack says so; a place without an entry
    keeps nothing. A study that was finished without a fact never takes it in later, whatever is agreed to afterwards.
    """
    if stood_when_finished is None:
        return Use.USED if stands else Use.LEFT_OUT
    if not stood_when_finished:
        return Use.LEFT_OUT
    if stands:
        return Use.USED
    return Use.KEPT if keeps_when_finished(rules) else Use.LEFT_OUT


def keeps_when_finished(rules: Rules) -> bool:
    entry = rules.find(KEPT_WHEN_FINISHED)
    return entry is not None and entry.value is True


def kept_source(rules: Rules) -> Citation | None:
    entry = rules.find(KEPT_WHEN_FINISHED)
    return entry.citation if entry else None
