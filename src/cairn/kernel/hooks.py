"""What a room asks of rooms above it, which it must not import: it names the question here, and `front/joined.py` says who answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer", bound=Callable[..., Any])


class NobodyAnswers(LookupError):
    """A room asked, and nobody had been named who answers: a mistake in how the house was put together, never a user's."""


class Hook(Generic[Answer]):
    """One question to a room above: `ask` is the function that answers it."""

    def __init__(self, question: str) -> None:
        self.question = question
        self._answer: Answer | None = None

    def answered_by(self, answer: Answer) -> None:
        """Only `front/joined.py` says this, once at the start."""
        self._answer = answer

    @property
    def ask(self) -> Answer:
        """Whoever answers; raises NobodyAnswers rather than let a page tell less than there is."""
        if self._answer is None:
            raise NobodyAnswers(f"Nobody was named who answers: {self.question}. Name them in front/joined.py.")
        return self._answer
