"""The decorator of every page: which permission it needs, which methods it answers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

View = Callable[..., HttpResponse]
Guard = Callable[[HttpRequest, str], HttpResponse | None]

_guard: list[Guard] = []


def set_guard(guard: Guard) -> None:
    """Told once, by the front, how to check a permission: this floor knows no policy."""
    _guard[:] = [guard]


def page(*, permission: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Make a view a page: signed in, permitted, and only by these methods. HEAD goes with GET.

    The permission is checked before the method, the method before anything is read or parsed.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refusal = _guard[0](request, permission)
            if refusal is not None:
                return refusal
            if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
                return HttpResponseNotAllowed(methods)
            return view(request, *args, **kwargs)

        run.permission = permission  # type: ignore[attr-defined]
        run.methods = methods  # type: ignore[attr-defined]
        return run

    return decorate


def public(view: View) -> View:
    """Mark a view that anybody may open, signed in or not."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view
