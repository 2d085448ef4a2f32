"""Error pages: what is wrong, what to do, and nothing about what was being handled."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput, CairnError, Conflict, NotFound, NotPermitted, Refused
from cairn.privacy import policy

STATUS = {NotFound: 404, NotPermitted: 403, Refused: 409, BadInput: 400, Conflict: 409}


def for_cairn_error(request: HttpRequest, error: CairnError) -> HttpResponse:
    for kind, status in STATUS.items():
        if isinstance(error, kind):
            return render(request, f"errors/{status}.html", {"error": error}, status=status)
    return render(request, "errors/500.html", status=500)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", {"error": None}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database cannot take or give anything just now (full disk, lost server): said plainly, and nothing was half-done."""
    response = render(request, "errors/503.html", status=503)
    response["Retry-After"] = "30"
    return response


def guard(request: HttpRequest, permission: str) -> HttpResponse | None:
    """Nobody signed in goes to the sign-in page; a role without the permission gets the 403 page, whatever was asked for."""
    actor = getattr(request, "actor", None)
    if actor is None:
        if (
            request.method == "POST"
        ):  # the session ended while somebody was writing: their words come back, nothing was saved
            return form_expired(request)
        if request.user.is_authenticated:
            return redirect("choose_hat")
        return redirect("account_login")
    policy.grant_for(actor, permission)
    return None


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent with an outdated token: what was typed is shown again, ready to be sent, and nothing was saved."""
    return render(request, "errors/form_expired.html", {"fields": kept_fields(request)}, status=403)


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
