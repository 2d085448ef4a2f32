"""Scope and ethics of the actor's place, and who has acknowledged which version of the code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from cairn.identity.queries.names import list_staff_names
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BrokenRecord
from cairn.kernel.instants import as_instant, local_date
from cairn.platform.pack_documents import read_documents
from cairn.privacy.policy import grant_for, visible
from cairn.program import policy
from cairn.program.domain.practice import Practice, read_practice
from cairn.program.models import EthicsAcknowledgment

FOLDER = "practice"


@dataclass(frozen=True, slots=True)
class OwnAcknowledgment:
    version: str
    on: date


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Whether somebody has acknowledged the present version; else the last one that they did, "" for none."""

    name: str
    has_present: bool
    last_version: str


def find_practice(actor: Actor) -> Practice | None:
    """What is known for the actor's place; None where no pack describes it."""
    grant_for(actor, policy.PRACTICE)
    return practices().get(actor.place)


@cache
def practices() -> dict[str, Practice]:
    """Every pack of practice by its place, read once; raises BrokenRecord naming a pack that is not whole."""
    found = {}
    for name, document in read_documents(FOLDER).items():
        try:
            practice = read_practice(document)
        except (KeyError, TypeError, ValueError) as error:
            raise BrokenRecord(f"packs/{FOLDER}/{name}.toml is not whole: {error}.") from error
        found[practice.place] = practice
    return found


def list_own_acknowledgments(actor: Actor, on: date) -> tuple[OwnAcknowledgment, ...]:
    """The versions that the actor acknowledged, newest first. One statement."""
    rows = visible(EthicsAcknowledgment, actor, policy.ACKNOWLEDGE_ETHICS, on).order_by("-at", "id")
    return tuple(OwnAcknowledgment(row.version, local_date(as_instant(row.at), actor.zone)) for row in rows)


def list_ethics_standing(actor: Actor, version: str, on: date) -> tuple[StaffRow, ...]:
    """Everybody at work, by name: yes or no. Two statements."""
    said: dict[object, list[str]] = {}
    rows = visible(EthicsAcknowledgment, actor, policy.SEE_ETHICS, on).order_by("at", "id")
    for person, which in rows.values_list("person_id", "version"):
        said.setdefault(person, []).append(which)
    return tuple(
        StaffRow(one.name, version in said.get(one.id, ()), said[one.id][-1] if one.id in said else "")
        for one in list_staff_names(actor, on)
    )
