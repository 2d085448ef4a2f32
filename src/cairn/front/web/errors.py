"""Error pages: what is wrong, what to do, and nothing about what was being handled."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.front.web.kept_words import labeled
from cairn.identity.web.sign_in import too_many as too_many_at_work
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, CairnError, Conflict, NotFound, NotPermitted, Refused
from cairn.platform.ids import read_id
from cairn.portal.policy import OPEN as OWN_PAGES
from cairn.portal.web import errors as own_errors
from cairn.portal.web.tries import NAME_SECONDS
from cairn.privacy import policy
from cairn.rulebook.rules import NoRule

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
SECRETS = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code", "credential"}
STATUS = {NotFound: 404, NotPermitted: 403, Refused: 409, BadInput: 400, Conflict: 409}


def for_cairn_error(request: HttpRequest, error: CairnError) -> HttpResponse:
    for kind, status in STATUS.items():
        if isinstance(error, kind):
            if own_errors.is_own(request):
                return own_errors.error_page(request, status)
            return render(request, f"errors/{status}.html", {"error": error}, status=status)
    if isinstance(error, NoRule) and not own_errors.is_own(request):
        return render(request, "errors/no_rule.html", {"error": error}, status=409)
    return server_error(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if own_errors.is_own(request):
        return own_errors.error_page(request, 404)
    return render(request, "errors/404.html", {"error": None}, status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many tries at a door: in the words of whoever's door it is."""
    if not own_errors.is_own(request):
        return too_many_at_work(request, exception)
    response = own_errors.error_page(request, 429)
    response["Retry-After"] = str(NAME_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    if own_errors.is_own(request):
        return own_errors.broken_page(request, 500)
    return render(request, "errors/500.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database cannot take or give anything just now (full disk, lost server): said plainly, and nothing was half-done."""
    is_own = own_errors.is_own(request)
    response = own_errors.broken_page(request, 503) if is_own else render(request, "errors/503.html", status=503)
    response["Retry-After"] = "30"
    return response


def guard(request: HttpRequest, permission: str) -> HttpResponse | None:
    """Nobody signed in goes to the sign-in page; a role without the permission gets the 403 page, whatever was asked for.

    What was sent while signed out is not lost: it is shown again, ready to be sent once more.
    """
    actor = getattr(request, "actor", None)
    if actor is not None:
        if actor.role is Role.CLIENT and permission != OWN_PAGES:
            raise NotPermitted(permission)  # a person served opens their own pages, and nobody's workplace
        policy.grant_for(actor, permission)
        return None
    if request.method in SAFE:
        door = "portal_door" if permission == OWN_PAGES else "account_login"
        way = "choose_hat" if request.user.is_authenticated else door
        return redirect(f"{reverse(way)}?{urlencode({'next': request.get_full_path()})}")
    return keep_words(request, "role" if request.user.is_authenticated else "signed_out", status=401)


def second_step_first(request: HttpRequest) -> HttpResponse:
    """Signed in with a password only: set up a second step, and nothing else until then."""
    if request.method in SAFE:
        return redirect(request.session.get("set_up_at", "mfa_index"))
    return keep_words(request, "second_step", status=401)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent with an outdated token: what was typed is shown again, ready to be sent, and nothing was saved."""
    return keep_words(request, "old_form", status=403)


def keep_words(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    """Nothing was saved and nothing typed is lost: every field in a form that can be sent again, never stored anywhere."""
    is_own = own_errors.is_own(request)
    if _is_for_script(request):
        door = reverse("portal_door" if is_own else "account_login")
        response: HttpResponse = JsonResponse({"saved": False, "why": why, "sign_in": door}, status=status)
    elif is_own:
        response = own_errors.kept_page(request, why, kept_fields(request), status)
    else:
        fields, files = labeled(request.path_info, kept_fields(request)), sorted(request.FILES)
        cookie = settings.CSRF_COOKIE_NAME
        context = {
            "why": why,
            "fields": fields,
            "files": files,
            "path": request.get_full_path(),
            "cookie": cookie,
            "is_code": read_id,
        }
        response = render(request, "errors/form_expired.html", context, status=status)
    response.setdefault("Cache-Control", "no-store")
    return response


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """All that was typed, in order; secrets are left out, they must be typed again."""
    return [(name, value) for name, values in request.POST.lists() for value in values if name not in SECRETS]


def _is_for_script(request: HttpRequest) -> bool:
    """Whether a script sent it (saving a draft, HTMX): it keeps the words itself and reads the answer."""
    wants = request.headers.get("Accept", "")
    return request.content_type == "application/json" or "HX-Request" in request.headers or wants == "application/json"
