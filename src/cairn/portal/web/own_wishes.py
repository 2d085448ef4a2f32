"""What matters to me in a peer supporter: simple choices and own words. Two places that write at once: both are shown."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput, Conflict
from cairn.matching.commands.wishes import write_wishes
from cairn.matching.domain.facets import Facet
from cairn.matching.domain.wishes import CHOSEN, TYPED, WishRow, rows_of, rows_sent, wishes_in
from cairn.matching.queries.suggestions import get_wishes
from cairn.platform.forms import sent_id, sent_number, sent_text
from cairn.platform.ids import new_form_id
from cairn.portal.domain.words.names_of_choosing import gender_names, lived_names, strength_names
from cairn.portal.web.choosing import names_told
from cairn.portal.web.visits import Visit, own_page


@own_page(methods=("GET", "POST"))
def wishes(visit: Visit) -> HttpResponse:
    """How strongly each thing matters, and which. "Does not matter" is a good answer."""
    if visit.request.method != "POST":
        return _form(visit, {}, 200)
    rows = rows_sent(dict(visit.request.POST.lists()))
    try:
        _write(visit, rows)
    except BadInput as error:
        return _form(visit, {field: visit.told(_wrong(field)) for field in error.problems}, 400, rows)
    except Conflict:
        return _form(visit, {"": visit.told("wishes.both")}, 409, rows)
    messages.success(visit.request, visit.told("wishes.saved"))
    return redirect("portal_choose")


def _write(visit: Visit, rows: tuple[WishRow, ...]) -> None:
    write_wishes(
        actor=visit.actor,
        wishes_id=sent_id(visit.request, "id"),
        client_id=visit.client_id,
        wishes=wishes_in(rows),
        words=sent_text(visit.request, "words"),
        seen=sent_number(visit.request, "seen"),
        now=visit.now,
    )


def _form(visit: Visit, problems: dict[str, str], status: int, sent: tuple[WishRow, ...] | None = None) -> HttpResponse:
    """What stands, or what was sent; after a conflict both, and the next look saves over what stands now."""
    stands = get_wishes(visit.actor, visit.client_id, visit.on)
    is_both = status == 409
    context: dict[str, Any] = {
        "stands": stands,
        "both": is_both,
        "rows": rows_of(stands.wishes) if sent is None else sent,
        "words": stands.words if sent is None else sent_text(visit.request, "words"),
        "seen": stands.number if sent is None or is_both else sent_number(visit.request, "seen"),
        "form_id": new_form_id(visit.actor.organization_id) if is_both else sent_id(visit.request, "id"),
        "problems": problems,
        "strengths": strength_names(visit.language),
        "values": {
            "gender": (("", visit.told("wishes.any")), *gender_names(visit.language)),
            "lived": lived_names(visit.language),
        },
    }
    return visit.show("wishes", "wishes.title", status, **context, **names_told(visit))


def _wrong(field: str) -> str:
    """The key of the sentence for a field."""
    kinds = {**dict.fromkeys(CHOSEN, "wishes.wrong.list"), **dict.fromkeys(TYPED, "wishes.wrong.typed")}
    if field == "words":
        return "wishes.wrong.words"
    return kinds.get(Facet(field), "wishes.wrong.strength")
