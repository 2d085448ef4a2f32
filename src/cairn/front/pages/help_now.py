"""Help now: the numbers to call, the crisis teams nearby, what each role does and says, and one's own supervisor. No script needed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.directory.domain.entries import ZIP
from cairn.directory.queries.crisis import Nearby, list_numbers_nearby
from cairn.front.pages.numbers import keep_numbers
from cairn.front.pages.rule_topics import SETTINGS_PLACE
from cairn.identity.queries.on_call import list_on_call
from cairn.kernel.actors import Role
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.packs import rules_on, zone_of
from cairn.platform.pages import public
from cairn.portal.web.help_now import help_page

OWN_WORDS = {
    Role.CLINICAL_SUPERVISOR: "Somebody may be calling you from the field. You steady them, and you decide with them.",
    Role.PROGRAM_MANAGER: "You keep people safe by backing those who are there.",
}
FOR_THE_FIELD = "You do not have to carry this alone."  # whoever else opens it may be standing before the person


@public
def show_help(request: HttpRequest) -> HttpResponse:
    """At most three statements. Open to everybody, signed in or not: whoever needs it must never meet a door."""
    actor = getattr(request, "actor", None)
    if actor is not None and actor.role is Role.CLIENT:
        return help_page(request)
    now, typed = clock.now(), request.GET.get("zip", "").strip()
    zip_code = typed if ZIP.match(typed) else ""
    nearby = list_numbers_nearby(actor, now, zip_code) if actor else Nearby()
    if actor and not zip_code:
        keep_numbers(request, actor, nearby)
    on = local_date(now, actor.zone if actor else zone_of(SETTINGS_PLACE))
    rules = rules_on(on, actor.place if actor else SETTINGS_PLACE)
    lines = {name: rules.find(f"crisis.{name}") for name in ("emergency", "line", "local_line")}
    return render(
        request,
        "help_now.html",
        {
            "frame_of": "base.html" if actor else "plain.html",
            "numbers": {name: entry.shown if entry else "" for name, entry in lines.items()},
            "nearby": nearby,
            "zip_typed": typed,
            "is_zip": bool(zip_code),
            "on_call": list_on_call(actor, on) if actor else (),
            "words": actor.role.value if actor and actor.role in OWN_WORDS else Role.PEER_SUPPORTER.value,
            "lead": OWN_WORDS.get(actor.role, FOR_THE_FIELD) if actor else FOR_THE_FIELD,
            "is_field": actor is not None and actor.role is Role.PEER_SUPPORTER,
        },
    )
