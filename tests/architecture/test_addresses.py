"""Every address has a permission that some role holds, or is marked as open to anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from cairn.privacy import policy


def addresses(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


ADDRESSES = list(addresses(get_resolver().url_patterns))


@pytest.mark.parametrize(("route", "view"), ADDRESSES, ids=[route or "(root)" for route, _ in ADDRESSES])
def test_every_address_has_a_permission(route: str, view: Any) -> None:
    permission = getattr(view, "permission", None)
    assert permission is not None, f"/{route} has no permission"
    assert permission == "public" or policy.is_declared(permission), f"/{route}: nobody is granted {permission}"


def test_no_address_takes_a_name() -> None:
    for route, _ in ADDRESSES:
        assert "<str:" not in route or route.startswith(("s/", "sign-in/", "join/")), f"/{route} could carry a name"
