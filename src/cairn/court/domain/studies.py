"""What a study of the treatment court keeps apart: drug tests and graduation. Pure."""

from __future__ import annotations

from enum import StrEnum


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
