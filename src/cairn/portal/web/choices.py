"""How the pages look to others, a lost device, and closing one's own pages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput
from cairn.platform.forms import sent_text
from cairn.portal.commands.access import choose_appearance, end_access
from cairn.portal.commands.signs import choose_sign
from cairn.portal.domain.choices import Language, Tab
from cairn.portal.domain.words import told
from cairn.portal.queries.access import find_sign_day, list_openings
from cairn.portal.web.visits import Visit, own_page
from cairn.support.queries.clients import get_client_name

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
    return _show(visit)


@own_page(methods=("POST",))
def choose_word(visit: Visit) -> HttpResponse:
    """Another secret word. What was typed wrong is not shown again."""
    name = get_client_name(visit.actor, visit.client_id, visit.on)
    try:
        choose_sign(actor=visit.actor, sign=sent_text(visit.request, "sign"), name=name, now=visit.now)
    except BadInput as error:
        return _show(visit, error.problems["sign"], 400)
    messages.success(visit.request, visit.told("frame.saved"))
    return redirect("portal_choices")


def _show(visit: Visit, problem: str = "", status: int = 200) -> HttpResponse:
    tabs = [(tab.value, visit.told(f"tab.{tab.value}")) for tab in Tab]
    openings = list_openings(visit.actor, visit.client_id, visit.on)
    languages = [(one.value, one.own_name) for one in Language]
    context = {"tabs": tabs, "languages": languages, "openings": openings, "problem": problem}
    since = find_sign_day(visit.actor, visit.on)
    return visit.show("choices", "home.choices", status, **context, sign_since=since)


@own_page(methods=BOTH)
def close(visit: Visit) -> HttpResponse:
    """Asked once; then nobody can sign in as this person until they are handed a new code."""
    if visit.request.method == "POST":
        end_access(actor=visit.actor, client_id=visit.client_id, now=visit.now)
        logout(visit.request)
        return redirect("portal_door")
    return visit.show("close", "choices.close")
