"""How the items do, for whoever keeps the exam: figures of many sittings, never a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.exams.domain.statistics import FEWEST
from cairn.exams.queries.banks import banks
from cairn.exams.queries.sittings import weigh_items
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.lists import page_after
from cairn.platform.pages import page

SHOWN = 40


@page(permission="exams.item.weigh")
def weigh_items_page(request: HttpRequest) -> HttpResponse:
    """Every item that was asked, those to look at first. Two statements."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    name = request.GET.get("bank", next(iter(banks())))
    sittings, items = weigh_items(actor, name, local_date(clock.now(), actor.zone))
    shown, after = page_after(items, lambda one: one.figures.code, request.GET.get("after", ""), SHOWN)
    context = {
        "bank": banks()[name], "sittings": sittings, "items": shown, "after": after, "fewest": FEWEST,
        "asked": len(items), "marked": sum(bool(one.figures.remark) and one.figures.difficulty is not None for one in items),
    }  # fmt: skip
    return render(request, "exams/items.html", context)
