"""The draft of the notice to the board: names, numbers, days. The page shows it and the paper is set from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cairn.credentials.queries.standing import get_holder
from cairn.identity.queries.peers import Agreement
from cairn.kernel.actors import Actor
from cairn.kernel.instants import in_words
from cairn.platform.packs import rules_on
from cairn.supervision.queries.cover import ChangeRow


@dataclass(frozen=True, slots=True)
class Notice:
    """`facts` are pairs of label and words, in the order of the letter."""

    opening: str
    facts: tuple[tuple[str, str], ...]
    closing: str


def draft_notice(actor: Actor, change: ChangeRow, on: date) -> Notice:
    """From the facts as they stand. Two statements."""
    holder = get_holder(actor, change.peer.id, on)
    numbers = ", ".join(each.number for each in holder.held) or "not on record"
    required = rules_on(on, actor.place).find("supervision.required_to_practice")
    new = f"{change.new.supervisor_name}, license {_number(change.new)}" if change.new else "not named yet"
    facts = (
        ("Peer supporter", change.peer.name),
        ("Certificate", numbers),
        ("Supervisor until then", f"{change.former.supervisor_name}, license {_number(change.former)}"),
        ("Last day of supervision", in_words(change.ceased_on)),
        ("Supervisor from then on", new),
        *((("First day of supervision", in_words(change.new.starts_on)),) if change.new else ()),
    )
    practice = (
        "" if change.new or not required else " Until a new supervisor is agreed the peer supporter does not practice."
    )
    return Notice(
        opening=f"This is to tell you that the supervision of {change.peer.name} has changed.{practice}",
        facts=facts,
        closing="Records of supervision under the former supervisor are kept for the time that your rule sets.",
    )


def as_document(notice: Notice, sender: str, role: str) -> dict[str, Any]:
    """The data of `documents/change_notice.typ`."""
    return {
        "title": "Change of supervisor",
        "sender": sender,
        "opening": notice.opening,
        "facts": [list(pair) for pair in notice.facts],
        "closing": notice.closing,
        "role": role,
    }


def _number(agreement: Agreement) -> str:
    newest = max(agreement.licenses, key=lambda each: each.licensed_on, default=None)
    return newest.number if newest and newest.number else "not on record"
