"""How the pages look to others, a lost device, and closing one's own pages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.portal.commands.access import choose_appearance, end_access
from cairn.portal.domain.choices import Language, Tab
from cairn.portal.domain.words import told
from cairn.portal.queries.access import list_openings
from cairn.portal.web.visits import Visit, own_page

BOTH = ("GET", "POST")


@own_page(methods=BOTH)
def choices(visit: Visit) -> HttpResponse:
    """The language and the word on the browser's tab."""
    if visit.request.method == "POST":
        sent, asked = visit.request.POST.get("tab", ""), visit.request.POST.get("language", "")
        language = Language(asked) if asked in set(Language) else visit.language
        choose_appearance(
            actor=visit.actor,
            language=language,
            tab=Tab(sent) if sent in set(Tab) else visit.tab,
            now=visit.now,
        )
        messages.success(visit.request, told(language, "frame.saved"))
        return redirect("portal_choices")
    tabs = [(tab.value, visit.told(f"tab.{tab.value}")) for tab in Tab]
    openings = list_openings(visit.actor, visit.client_id, visit.on)
    languages = [(one.value, one.own_name) for one in Language]
    return visit.show("choices", "home.choices", tabs=tabs, languages=languages, openings=openings)


@own_page(methods=BOTH)
def close(visit: Visit) -> HttpResponse:
    """Asked once; then nobody can sign in as this person until they are handed a new code."""
    if visit.request.method == "POST":
        end_access(actor=visit.actor, client_id=visit.client_id, now=visit.now)
        logout(visit.request)
        return redirect("portal_door")
    return visit.show("close", "choices.close")
