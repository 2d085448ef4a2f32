"""The decorator of every page: which permission it needs, which methods it answers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from cairn.kernel.hooks import Hook

View = Callable[..., HttpResponse]
Guard = Callable[[HttpRequest, str], HttpResponse | None]

GUARD = Hook[Guard]("may whoever sends this request open a page of this permission")  # this floor knows no policy


def page(*, permission: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Make a view a page: signed in, permitted, and only by these methods. HEAD goes with GET.

    The permission is checked before the method, the method before anything is read or parsed.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refusal = GUARD.ask(request, permission)
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
