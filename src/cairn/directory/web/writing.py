"""Writing an entry down, and everything that can be said about one: still right, room or none, off the list and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.directory import policy
from cairn.directory.commands.listings import (
    bring_back_listing,
    change_listing,
    confirm_listing,
    end_listing,
    say_capacity,
    write_listing,
)
from cairn.directory.commands.merging import merge_listings
from cairn.directory.domain.entries import Capacity, Entry, Kind, find_problems, read_degrees, read_phones, show_phones
from cairn.directory.domain.hours import read_hours, show_hours
from cairn.directory.domain.settings import Setting
from cairn.directory.queries.doubles import Double, find_doubles
from cairn.directory.queries.listings import get_listing
from cairn.directory.web.listings import KINDS, SETTINGS, show_one
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, sent_choice, sent_id, sent_text, sent_texts
from cairn.platform.pages import page

BOTH, POST = ("GET", "POST"), ("POST",)
PLAIN = (
    "organization_name", "service_name", "description", "eligibility", "cost", "languages", "web", "street", "city", "state",
    "zip_code",
)  # fmt: skip
FIELDS = (*PLAIN, "kind", "setting", "phones", "hours", "latitude", "longitude")
Read = TypeVar("Read")


@page(permission=policy.WRITE, methods=BOTH)
def new_page(request: HttpRequest) -> HttpResponse:
    """A new entry. The day of writing counts as the day when somebody looked. What may be on the list already is shown first."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int, doubles: tuple[Double, ...] = ()) -> HttpResponse:
        typed = {field: request.POST.get(field, "") for field in FIELDS}
        context = {
            "typed": typed,
            "kinds": KINDS,
            "problems": problems,
            "id": sent_id(request, "id"),
            "one": None,
            "settings": SETTINGS,
            "doubles": doubles,
        }
        return render(request, "directory/write.html", context, status=status)

    def act() -> HttpResponse:
        entry, made_id = _sent(request), sent_id(request, "id")
        doubles = () if "apart" in request.POST else find_doubles(actor, entry, on, except_id=made_id)
        if doubles:
            return again({}, 409, doubles)
        listing_id = write_listing(actor=actor, listing_id=made_id, entry=entry, now=clock.now())
        messages.success(request, "On the list, as checked today.")
        return redirect("get_listing", listing_id=listing_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.WRITE, methods=BOTH)
def change_page(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Other words for the same place. The day when somebody last looked stays as it was."""
    actor, _ = acting(request)
    one = get_listing(actor, listing_id, clock.now())

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        stored = _typed(one.card.entry)
        typed = {field: request.POST.get(field, stored[field]) for field in FIELDS}
        context = {
            "typed": typed,
            "kinds": KINDS,
            "problems": problems,
            "id": listing_id,
            "one": one,
            "settings": SETTINGS,
            "doubles": (),
        }
        return render(request, "directory/write.html", context, status=status)

    def act() -> HttpResponse:
        version = request.POST.get("version", "")
        number = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
        change_listing(actor=actor, listing_id=listing_id, entry=_sent(request), version=number, now=clock.now())
        messages.success(request, "Changed. If you also checked it today, say so below.")
        return redirect("get_listing", listing_id=listing_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.CONFIRM, methods=POST)
def confirm(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Still right, I checked today."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        confirm_listing(actor=actor, listing_id=listing_id, now=clock.now())
        messages.success(request, "Checked today. Thank you: the next person can rely on it.")
        return redirect("get_listing", listing_id=listing_id)

    return attempt(act, lambda problems, status: show_one(request, listing_id, problems, status))


@page(permission=policy.CONFIRM, methods=POST)
def say_room(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Whether there is room, as of today."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        capacity = sent_choice(request, "capacity", Capacity, "Choose what they said.")
        say_capacity(actor=actor, listing_id=listing_id, capacity=capacity, now=clock.now())
        return redirect("get_listing", listing_id=listing_id)

    return attempt(act, lambda problems, status: show_one(request, listing_id, problems, status))


@page(permission=policy.WRITE, methods=POST)
def end(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Off the list, with the reason. It stays readable."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        end_listing(actor=actor, listing_id=listing_id, because=sent_text(request, "because"), now=clock.now())
        messages.success(request, "Taken off the list. It can be brought back here.")
        return redirect("get_listing", listing_id=listing_id)

    return attempt(act, lambda problems, status: show_one(request, listing_id, problems, status))


@page(permission=policy.WRITE, methods=POST)
def merge(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """This one stands for the other too."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        merge_listings(actor=actor, keep_id=listing_id, away_id=named_id(request, "away"), now=clock.now())
        messages.success(request, "One place now. Files that name either of the two reach this one.")
        return redirect("get_listing", listing_id=listing_id)

    return attempt(act, lambda problems, status: show_one(request, listing_id, problems, status))


@page(permission=policy.WRITE, methods=POST)
def bring_back(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """On the list again."""
    actor, _ = acting(request)
    bring_back_listing(actor=actor, listing_id=listing_id, now=clock.now())
    messages.success(request, "On the list again. Check it before you send anybody there.")
    return redirect("get_listing", listing_id=listing_id)


def _sent(request: HttpRequest) -> Entry:
    """The form as an entry; raises BadInput with every problem at once."""
    problems: dict[str, str] = {}

    def read(field: str, reader: Callable[[str], Read], otherwise: Read) -> Read:
        try:
            return reader(sent_text(request, field))
        except ValueError as error:
            problems[field] = str(error)
            return otherwise

    kind, setting = request.POST.get("kind", ""), request.POST.get("setting", "") or Setting.NOT_SAID
    if kind not in set(Kind):
        problems["kind"] = "Choose what comes closest."
    if setting not in set(Setting):
        problems["setting"] = "Choose one of the list, or leave it open."
    entry = Entry(
        **sent_texts(request, *PLAIN),
        kind=Kind(kind) if kind in set(Kind) else Kind.OTHER,
        setting=Setting(setting) if setting in set(Setting) else Setting.NOT_SAID,
        phones=read("phones", read_phones, ()),
        hours=read("hours", read_hours, ()),
        latitude=read("latitude", read_degrees, None),
        longitude=read("longitude", read_degrees, None),
    )
    if problems:
        raise BadInput({**find_problems(entry), **problems})
    return entry


def _typed(entry: Entry) -> dict[str, str]:
    return {
        **{field: getattr(entry, field) for field in PLAIN},
        "kind": entry.kind.value,
        "setting": entry.setting.value,
        "phones": show_phones(entry.phones),
        "hours": show_hours(entry.hours),
        "latitude": "" if entry.latitude is None else str(entry.latitude),
        "longitude": "" if entry.longitude is None else str(entry.longitude),
    }
