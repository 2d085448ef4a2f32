"""What a person served sees when something does not work: in their language, in the portal's own frame, naming no kind of place."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cairn.kernel.actors import Role
from cairn.platform.ids import read_id
from cairn.portal.domain.choices import Tab
from cairn.portal.web.visits import language_here, show, unkept

OWN = ("/mine/", "/join/")
PAGES = {
    400: ("failed", "failed.title"),
    403: ("not_yours", "not_yours.title"),
    404: ("gone", "gone.title"),
    409: ("changed", "changed.title"),
    429: ("many", "many.title"),
}
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
    return unkept(show(request, template, title, language_here(request), Tab.NOTES, status))


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
