"""The numbers that every page of the field carries along, so that they are there without a signal: everybody's, and those nearby.

Those nearby are read once, when Today or Help now is opened, and kept with the sign-in: a page asks for none of them.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cairn.directory.queries.crisis import Nearby
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.packs import rules_on

IN_THE_FIELD = frozenset({Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR})  # every page of theirs has the red button
KEPT, NEARBY_KEPT = "numbers_nearby", 2  # in the session
HELP_WORDS = (
    ("emergency", "Someone is in danger right now"),
    ("line", "Suicide and crisis, day and night"),
    ("local_line", "The crisis line nearby"),
)


def numbers_without_signal(request: HttpRequest, actor: Actor) -> list[tuple[str, str]] | None:
    """A number and its words each; None for who is not in the field. No statement."""
    if actor.role not in IN_THE_FIELD:
        return None
    rules = rules_on(local_date(clock.now(), actor.zone), actor.place)
    found = ((rules.find(f"crisis.{name}"), words) for name, words in HELP_WORDS)
    kept: dict[str, Any] = request.session.get(KEPT, {})
    nearby = kept.get("numbers", []) if kept.get("of") == str(actor.engagement_id) else []
    return [*((entry.shown, words) for entry, words in found if entry), *((number, words) for number, words in nearby)]


def keep_numbers(request: HttpRequest, actor: Actor, nearby: Nearby) -> None:
    """Keep those nearby for the pages of this sign-in, as this hat may see them."""
    if actor.role not in IN_THE_FIELD:
        return
    numbers = [
        *([one.dial, f"{one.name}, {one.runs_it}"] for one in nearby.crisis[:NEARBY_KEPT]),
        *([one.dial, f"{one.name}: to talk, when nobody is in danger"] for one in nearby.lines),
    ]
    kept = {"of": str(actor.engagement_id), "numbers": numbers}
    if request.session.get(KEPT) != kept:
        request.session[KEPT] = kept


def has_kept(request: HttpRequest, actor: Actor) -> bool:
    """Whether this hat's numbers are kept already, or none are needed."""
    kept: dict[str, Any] = request.session.get(KEPT, {})
    return actor.role not in IN_THE_FIELD or kept.get("of") == str(actor.engagement_id)
