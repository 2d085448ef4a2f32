"""Around every page of the portal: whose it is, in which language, under which title, never kept in a cache.

An error is said in the person's language, on a page that tells nobody what kind of place this is.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform import clock
from cairn.platform.pages import page
from cairn.portal import policy
from cairn.portal.domain.choices import Language, Tab, clock_in_words, day_in_words, language_of
from cairn.portal.domain.words import told
from cairn.portal.queries.access import get_own_access

IDLE_MINUTES = 10  # shorter than at work: the phone may be shared
LANGUAGE = "portal_language"  # in the session: before anybody is signed in, the page knows no row


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of one person for their own pages."""

    request: HttpRequest
    actor: Actor
    client_id: UUID
    on: date
    now: Instant
    language: Language
    tab: Tab

    def show(self, template: str, title: str, status: int = 200, **context: object) -> HttpResponse:
        """A page; `title` is the key of its heading."""
        return show(self.request, template, title, self.language, self.tab, status, visit=self, **context)

    def day(self, on: date) -> str:
        return day_in_words(on, self.language)

    def moment(self, at: Instant) -> str:
        """The day and the time, where the program is."""
        local = at.astimezone(ZoneInfo(self.actor.zone))
        return f"{day_in_words(local.date(), self.language)}, {clock_in_words(local.hour, local.minute, self.language)}"

    def told(self, key: str, **values: object) -> str:
        return told(self.language, key, **values)


View = Callable[..., HttpResponse]


def own_page(*, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Make `view(visit, …)` a page that only the person themselves opens."""

    def decorate(view: View) -> View:
        @page(permission=policy.OPEN, methods=methods)
        @functools.wraps(view)
        def run(request: HttpRequest, **parts: Any) -> HttpResponse:
            language = language_of(request.session.get(LANGUAGE, ""))
            try:
                visit = visit_of(request)
            except NotFound:  # the sign-in was ended meanwhile
                return unkept(show(request, "closed", "closed.title", language, Tab.NOTES, 404))
            try:
                return unkept(view(visit, **parts))
            except NotFound:
                return unkept(visit.show("gone", "gone.title", 404))

        return run

    return decorate


def visit_of(request: HttpRequest) -> Visit:
    """Whose pages these are; raises NotFound when their sign-in was ended. The session learns how long it may idle, and the language."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    own = get_own_access(actor, on)
    if request.session.get("idle_minutes") != IDLE_MINUTES:
        request.session["idle_minutes"] = IDLE_MINUTES
    if request.session.get(LANGUAGE) != own.language.value:
        request.session[LANGUAGE] = own.language.value
    return Visit(request, actor, own.client_id, on, now, own.language, own.tab)


def show(
    request: HttpRequest,
    template: str,
    title: str,
    language: Language,
    tab: Tab,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """A page of this room, for whoever is there, signed in or not."""
    words = functools.partial(told, language)
    shown = {
        "t": words,
        "lang": language.value,
        "other": language.other,
        "heading": words(title),
        "tab_title": words(title) if tab is Tab.TITLES else words(f"tab.{tab.value}"),
        "here": request.get_full_path(),
        "home": reverse("portal_home"),
        **context,
    }
    return render(request, f"portal/{template}.html", shown, status=status)


def unkept(response: HttpResponse) -> HttpResponse:
    """Nothing of it stays in any cache, and no address of ours goes along to where a link leads."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def language_here(request: HttpRequest) -> Language:
    """The language of somebody who is not signed in: chosen on a page, else what the browser asks for first."""
    chosen = request.session.get(LANGUAGE, "")
    if chosen:
        return language_of(chosen)
    return language_of(request.headers.get("Accept-Language", "")[:2].lower())
