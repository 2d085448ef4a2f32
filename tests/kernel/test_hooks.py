"""A question to a room above: answered by whoever was named, and loud when nobody was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cairn.kernel.hooks import Hook, NobodyAnswers


def test_a_hook_is_answered_by_whoever_was_named() -> None:
    hook: Hook[Callable[[int], int]] = Hook("twice a number")
    hook.answered_by(lambda number: number * 2)
    assert hook.ask(4) == 8


def test_a_hook_that_nobody_answers_is_loud_and_says_where_to_look() -> None:
    hook: Hook[Callable[[int], int]] = Hook("twice a number")
    with pytest.raises(NobodyAnswers, match=r"twice a number.*front/joined\.py"):
        hook.ask(4)
