"""Whether somebody who works here is, or was of late, signed in in this browser: then nobody's code for their own pages is used in it.

A code belongs in the hands of the person served. What a browser keeps can be wiped, and another browser knows nothing: so each opening
is also told to the person and stands in the looks. This only ends the easy way; what the server itself holds stands in `domain/signs.py`.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cairn.kernel.actors import Actor, Role
from cairn.platform.ids import read_id

COOKIE = "__Host-cairn-desk" if settings.SESSION_COOKIE_SECURE else "cairn-desk"
SALT = "portal.at-work"
LASTS, RENEWED = 12 * 3600, 3600  # product's choice: a working day; written anew at most once an hour
FOR_THEMSELVES = {
    Role.CLIENT,
    Role.CANDIDATE,
}  # not at work: somebody who applies for a license may be served here as well


def mark_browser(request: HttpRequest, response: HttpResponse, actor: Actor) -> None:
    """Remember that somebody at work is signed in here. Signing out does not take it away."""
    if actor.role in FOR_THEMSELVES or _marked(request, RENEWED) == actor.engagement_id:
        return
    response.set_signed_cookie(
        COOKIE,
        str(actor.engagement_id),
        salt=SALT,
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def is_at_work(request: HttpRequest) -> bool:
    """Whether somebody at work is signed in in this browser, or was within the last hours."""
    return at_work_now(request) is not None or _marked(request, LASTS) is not None


def at_work_now(request: HttpRequest) -> Actor | None:
    """Who is signed in at work in this browser at this moment."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor if actor is not None and actor.role not in FOR_THEMSELVES else None


def _marked(request: HttpRequest, seconds: int) -> UUID | None:
    return read_id(request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=seconds) or "")
