"""Between signing in and doing anything: how long a sign-in lasts, and that it took two steps."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from cairn.identity.queries.second_steps import has_second_step
from cairn.kernel.instants import Instant

SETTING_UP = {  # all that a person without a second step can open
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "account_logout",
    "portal_set_up",
    "portal_set_up_app",
    "portal_language",
    "portal_leave",
}
HELP = {"help_now", "portal_help"}  # whom to call: for everybody, and until then nobody in particular


def end_if_too_long(request: HttpRequest, now: Instant) -> None:
    """Sign out after a quarter of an hour without a request (a session may carry a shorter time), and after twelve hours whatever
    happened."""
    stamp, session = int(now.timestamp()), request.session
    idle = session.get("idle_minutes", settings.CAIRN_IDLE_MINUTES)
    seen, began = session.get("seen_at", stamp), session.get("began_at", stamp)
    if stamp - seen > idle * 60 or stamp - began > settings.CAIRN_LONGEST_HOURS * 3600:
        logout(request)
        return
    if "began_at" not in session:
        session["began_at"] = stamp
    if "seen_at" not in session or stamp - seen > 60:
        session["seen_at"] = stamp


def must_set_up(request: HttpRequest) -> bool:
    """Whether the signed-in person may only set up a second step now. A session that skipped an existing one is ended."""
    if took_two_steps(request):
        return False
    if has_second_step(request.user.pk):  # type: ignore[arg-type]
        logout(request)
        return False
    return _page_of(request) not in SETTING_UP


def is_help(request: HttpRequest) -> bool:
    """Whether the page says whom to call when somebody is in danger: nobody is sent elsewhere before they have read it."""
    return _page_of(request) in HELP


def _page_of(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return None


def took_two_steps(request: HttpRequest) -> bool:
    if settings.CAIRN_DEMO and request.session.get("demo_entry"):
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
