"""What a person served sees when something does not work: in their language, in the portal's own frame, naming no kind of place."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.kernel.actors import Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import read_id
from cairn.portal.domain.choices import Language, Tab, language_of
from cairn.portal.domain.words import told
from cairn.portal.queries.access import get_own_access
from cairn.portal.web.visits import LANGUAGE, language_here, show, unkept

OWN = ("/mine/", "/join/")
PAGES = {
    400: ("failed", "failed.title"),
    403: ("not_yours", "not_yours.title"),
    404: ("gone", "gone.title"),
    409: ("changed", "changed.title"),
    429: ("many", "many.title"),
}
BROKEN = {500: ("broken.title", "broken.text"), 503: ("resting.title", "resting.text")}
WHY = {
    "signed_out": "kept.signed_out",
    "role": "kept.role",
    "second_step": "kept.second_step",
    "old_form": "kept.old_form",
}
LABELS = {  # what a person types on these pages, by the field's name; everything else is a choice or a code
    "words": "words.label",
    "wish": "meetings.wish",
    "recipient": "give.name",
    "purpose": "give.why",
    "expires_on": "give.until",
    "name": "app.name",
}
WAYS = {"role": "portal_home", "second_step": "portal_set_up"}


def is_own(request: HttpRequest) -> bool:
    """Whether an error is one of a person served: they are signed in, or nobody is and the address is of their pages."""
    actor = getattr(request, "actor", None)
    return actor.role is Role.CLIENT if actor is not None else request.path_info.startswith(OWN)


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of one of `PAGES`."""
    template, title = PAGES[status]
    return unkept(show(request, template, title, _language(request), Tab.NOTES, status))


def broken_page(request: HttpRequest, status: int) -> HttpResponse:
    """Something broke (500), or rests for a moment (503): asks the database nothing, and says it in both languages when it cannot know."""
    title, text = BROKEN[status]
    known = _language_without_asking(request)
    languages = (known,) if known else tuple(Language)
    context = {
        "lang": languages[0].value,
        "tab_title": told(languages[0], f"tab.{Tab.NOTES.value}"),
        "said": [
            {
                "lang": one.value,
                "title": told(one, title),
                "text": told(one, text),
                "start": told(one, "frame.home"),
                "help": told(one, "frame.help"),
            }
            for one in languages
        ],
    }
    return unkept(render(request, "portal/broken.html", context, status=status))


def _language(request: HttpRequest) -> Language:
    """The language of whoever is there: of their pages when they are signed in, also when an error is the first that they open."""
    actor = getattr(request, "actor", None)
    if actor is not None and LANGUAGE not in request.session:
        try:
            return get_own_access(actor, local_date(clock.now(), actor.zone)).language
        except NotFound:
            pass  # the sign-in was ended meanwhile
    return language_here(request)


def _language_without_asking(request: HttpRequest) -> Language | None:
    """The language of their visit, where it can be read; None where not even that can."""
    try:
        known = request.session.get(LANGUAGE, "")
    except (AttributeError, DatabaseError):  # broken before there was a session, or because of it
        return None
    return language_of(known) if known else None


def kept_page(request: HttpRequest, why: str, fields: list[tuple[str, str]], status: int) -> HttpResponse:
    """Nothing was saved and nothing typed is lost: a form that can be sent again."""
    typed = [(name, value) for name, value in fields if value and name in LABELS and not read_id(value)]
    context = {
        "why": WHY[why],
        "typed": typed,
        "codes": [pair for pair in fields if pair not in typed],
        "labels": LABELS,
        "way": WAYS.get(why, "portal_door"),
        "asks_in": why != "old_form" or not request.user.is_authenticated,
        "path": request.get_full_path(),
        "cookie": settings.CSRF_COOKIE_NAME,
    }
    return unkept(show(request, "kept", "kept.title", language_here(request), Tab.NOTES, status, **context))
