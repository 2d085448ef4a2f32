"""Being without a supervisor, and the notice that a supervisor ceased, as lines of the homes of those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from cairn.front.pages.homes.lines import Line
from cairn.supervision.queries.cover import ChangeRow, Uncovered


def gap_lines(gaps: Iterable[Uncovered], on: date, *, is_own: bool = False) -> Iterator[Line]:
    """Above every day while it lasts; before that by the day on which it begins."""
    for one in gaps:
        since, until = one.gap.since, one.gap.until
        end = f" until {until:%b} {until.day}" if until else ""
        why = (
            f"The supervisor is away{end} and nobody stands in."
            if one.gap.is_away
            else f"No agreement is in force{end}."
        )
        is_now = since <= on
        whom = "You have" if is_own else f"{one.peer.name} has"
        when = "" if is_now else f" from {since:%b} {since.day}"
        held = (
            "Somebody is needed for these days." if one.gap.is_away else "Contacts of these days are held from billing."
        )
        act = "Ask the program manager for cover." if is_own else held
        yield Line(
            f"{whom} no supervisor{when}", f"{why} {act}", "See cover", reverse("list_cover"), (since - on).days, is_now
        )


def change_lines(changes: Iterable[ChangeRow], on: date) -> Iterator[Line]:
    """Until the board was told."""
    for one in changes:
        if one.due_on is None or one.told_board_on is not None:
            continue
        text = f"{one.former.supervisor_name} ceased on {one.ceased_on:%b} {one.ceased_on.day}. The notice is drafted."
        href = reverse("get_change", kwargs={"agreement_id": one.former.id})
        yield Line(
            f"Tell the board: supervisor of {one.peer.name}", text, "See the notice", href, (one.due_on - on).days
        )
