"""What a person typed when their sign-in had ended meanwhile: kept in the page, to be sent again; said as discreetly as any page here."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cairn.portal.domain.choices import Tab
from cairn.portal.web.visits import language_here, show, unkept


def is_own(request: HttpRequest) -> bool:
    """Whether what was sent was sent to a page of the person themselves."""
    return request.path.startswith(reverse("portal_home"))


def show_again(request: HttpRequest, fields: Sequence[tuple[str, str]], status: int) -> HttpResponse:
    """The words wait out of sight: whoever holds the phone now need not be who typed them."""
    more = {"fields": fields, "path": request.get_full_path(), "cookie": settings.CSRF_COOKIE_NAME}
    return unkept(show(request, "again", "again.title", language_here(request), Tab.NOTES, status, **more))
