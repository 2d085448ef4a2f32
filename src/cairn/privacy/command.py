"""The shape of every write: permission first, one transaction, a ledger row or nothing."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.privacy import ledger, policy

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Registered:
    """A command as the tests see it."""

    name: str
    module: str
    permission: str


registered: dict[str, Registered] = {}


def command(*, permission: str) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Make a keyword-only function `(*, actor, now, …)` a command.

    The permission must have been declared by the room's policy before; the function must call `ledger.record` (or
    `ledger.unchanged` when a repeated send changes nothing), else its transaction is rolled back.
    """

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        name = function.__name__
        if not policy.is_declared(permission):
            raise LookupError(f"{name}: no role is granted {permission!r}; declare it in the room's policy.")
        if name in registered and registered[name].module != function.__module__:
            raise ValueError(f"Two commands are called {name}.")
        registered[name] = Registered(name, function.__module__, permission)

        @functools.wraps(function)
        def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            if args:
                raise TypeError(f"{name} takes keyword arguments only.")
            actor, now = kwargs["actor"], kwargs["now"]
            if not isinstance(actor, Actor):
                raise TypeError(f"{name} needs an Actor.")
            policy.grant_for(actor, permission)
            with ledger.acting(actor, Instant(now), name):  # type: ignore[arg-type]
                return function(*args, **kwargs)

        return run

    return decorate
