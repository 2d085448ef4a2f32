"""The list, one entry, and the sheet that can be handed out."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.directory import policy
from cairn.directory.domain.entries import ZIP, Capacity, Kind
from cairn.directory.domain.settings import Setting
from cairn.directory.queries.doubles import find_doubles
from cairn.directory.queries.listings import Found, ListingCard, Search, find_listings, get_listing
from cairn.directory.web.drawing import drawn_places
from cairn.platform import clock
from cairn.platform.downloads import HTML, download
from cairn.platform.forms import acting
from cairn.platform.pages import page
from cairn.privacy.policy import may

SETTINGS = [(setting.value, setting.label) for setting in Setting if setting is not Setting.NOT_SAID]
KINDS = [(kind.value, kind.label) for kind in Kind]
PRINTED = 200  # entries on one sheet to hand out


@page(permission=policy.SEE)
def list_page(request: HttpRequest) -> HttpResponse:
    """What was found, forty at a time, with a drawing of those whose coordinates are known."""
    actor, _ = acting(request)
    search, problem = _search(request)
    found = find_listings(actor, clock.now(), search)
    context = {
        **_context(request, search, found),
        "problem": problem,
        "next": _query(search, after=found.older) if found.older else "",
        "map": drawn_places(found.cards),
        "may_write": may(actor, policy.WRITE),
        "may_import": may(actor, policy.IMPORT),
    }
    return render(request, "directory/listings.html", context)


@page(permission=policy.SEE)
def print_page(request: HttpRequest) -> HttpResponse:
    """The same search as a sheet of paper: by kind, with numbers, hours and the day when somebody last looked."""
    actor, on = acting(request)
    search, _ = _search(request)
    found = find_listings(actor, clock.now(), search, size=PRINTED)
    context = {**_context(request, search, found), "groups": _by_kind(found), "on": on}
    return render(request, "directory/print.html", context)


@page(permission=policy.SEE)
def pocket_page(request: HttpRequest) -> HttpResponse:
    """The same search as one small file that a phone keeps and opens without signal, and that prints on few sheets."""
    actor, on = acting(request)
    search, _ = _search(request)
    found = find_listings(actor, clock.now(), search, size=PRINTED)
    context = {"found": found, "groups": _by_kind(found), "on": on}
    return download("places-that-help.html", render(request, "directory/pocket.html", context).content, HTML)


def _by_kind(found: Found) -> list[tuple[str, list[ListingCard]]]:
    """What was found under the name of its kind; a kind of which there is nothing is left out."""
    groups = [(kind.label, [card for card in found.cards if card.entry.kind is kind]) for kind in Kind]
    return [(label, cards) for label, cards in groups if cards]


@page(permission=policy.SEE)
def one_page(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Everything about one service at one place."""
    return show_one(request, listing_id, {}, 200)


def show_one(request: HttpRequest, listing_id: UUID, problems: dict[str, str], status: int) -> HttpResponse:
    """The page of one entry, also with what could not be taken."""
    actor, on = acting(request)
    one = get_listing(actor, listing_id, clock.now())
    may_merge = may(actor, policy.WRITE) and not one.card.is_ended
    context = {
        "one": one,
        "card": one.card,
        "entry": one.card.entry,
        "on": on,
        "problems": problems,
        "typed": request.POST.get("because", ""),
        "capacities": [(capacity.value, capacity.label) for capacity in Capacity],
        "may_confirm": may(actor, policy.CONFIRM) and not one.card.is_ended,
        "may_write": may(actor, policy.WRITE),
        "doubles": find_doubles(actor, one.card.entry, on, except_id=listing_id) if may_merge else (),
    }
    return render(request, "directory/listing.html", context, status=status)


def _search(request: HttpRequest) -> tuple[Search, str]:
    """What was asked, and what of it cannot be: the rest is still looked for."""
    asked = request.GET
    kind, setting, zip_code = asked.get("kind", ""), asked.get("setting", ""), asked.get("zip", "").strip()
    is_zip = bool(ZIP.match(zip_code))
    search = Search(
        asked.get("word", "").strip()[:80],
        Kind(kind) if kind in set(Kind) else None,
        asked.get("open") == "yes",
        asked.get("room") == "yes",
        zip_code if is_zip else "",
        asked.get("ended") == "yes",
        asked.get("after", "")[:36],
        Setting(setting) if setting in set(Setting) else None,
    )
    return search, "Write the ZIP as five digits, for example 59601." if zip_code and not is_zip else ""


def _context(request: HttpRequest, search: Search, found: Found) -> dict[str, object]:
    return {
        "found": found,
        "search": search,
        "zip_typed": request.GET.get("zip", ""),
        "kinds": KINDS,
        "settings": SETTINGS,
        "query": _query(search),
        "is_searched": bool(
            search.word or search.kind or search.setting or search.is_open_now or search.has_room or search.zip_code
        ),
    }


def _query(search: Search, after: str = "") -> str:
    parts = {
        "word": search.word,
        "kind": search.kind.value if search.kind else "",
        "setting": search.setting.value if search.setting else "",
        "open": "yes" if search.is_open_now else "",
        "room": "yes" if search.has_room else "",
        "zip": search.zip_code,
        "ended": "yes" if search.is_ended else "",
        "after": after,
    }
    return urlencode({name: value for name, value in parts.items() if value})
