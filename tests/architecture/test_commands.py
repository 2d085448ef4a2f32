"""Every command names a permission that a role holds, takes actor and now, and says why each grant exists."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import cairn
from cairn.privacy import policy
from cairn.privacy.command import registered


def load_all_commands() -> None:
    for module in pkgutil.walk_packages(cairn.__path__, "cairn."):
        if ".commands." in module.name:
            importlib.import_module(module.name)


def test_commands_are_keyword_only_and_take_actor_and_now() -> None:
    load_all_commands()
    for entry in registered.values():
        if not entry.module.startswith("cairn."):
            continue
        function = getattr(importlib.import_module(entry.module), entry.name)
        parameters = inspect.signature(function).parameters
        assert {"actor", "now"} <= set(parameters), f"{entry.name} must take actor and now"
        assert all(parameter.kind is parameter.KEYWORD_ONLY for parameter in parameters.values()), entry.name
        assert entry.name.split("_")[0] not in {"get", "list", "count", "is", "has", "may", "must", "decide"}, (
            entry.name
        )


def test_every_grant_says_why() -> None:
    load_all_commands()
    for grant in policy.all_grants():
        assert grant.why.endswith("."), f"{grant.permission} for {grant.role} does not say why"
        assert len(grant.permission.split(".")) == 3, grant.permission
