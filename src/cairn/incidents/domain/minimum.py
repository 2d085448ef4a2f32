"""The least that is told: a list by what happened, and whether the person is named. Pure.

The code of ethics asks for the minimum that is necessary (ARM 24.219.2301(4)(a)(iv)); what is not on the list of a report is not told.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from cairn.incidents.domain.kinds import Kind


class Told(StrEnum):
    """One thing that a report may tell, in the order in which it is told."""

    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    DANGER = "danger"
    NAME = "name"
    WHO_DID = "who_did"
    REPORTER = "reporter"

    @property
    def label(self) -> str:
        return {
            "what": "What was seen or heard",
            "when": "When",
            "where": "Where",
            "danger": "Whether somebody is in danger now",
            "name": "Who is or may be hurt, by name",
            "who_did": "Who is said to have done it",
            "reporter": "Who reports, and how to call back",
        }[self.value]


class How(StrEnum):
    """How it was told."""

    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"
    ONLINE = "online"

    @property
    def label(self) -> str:
        return {"phone": "By phone", "letter": "By letter", "in_person": "In person", "online": "By their form online"}[
            self
        ]


ABUSE = (Told.WHAT, Told.WHEN, Told.WHERE, Told.DANGER, Told.NAME, Told.WHO_DID, Told.REPORTER)
MINIMUM: dict[Kind, tuple[Told, ...]] = {
    Kind.CHILD_ABUSE: ABUSE,
    Kind.ADULT_ABUSE: ABUSE,
    Kind.IMMINENT_HARM: (Told.WHAT, Told.WHERE, Told.DANGER, Told.NAME, Told.REPORTER),
    Kind.CRIME: (Told.WHAT, Told.WHEN, Told.WHERE, Told.DANGER, Told.WHO_DID, Told.REPORTER),
    Kind.INJURY: (Told.WHAT, Told.WHERE, Told.DANGER, Told.NAME),
    Kind.OTHER: (Told.WHAT, Told.WHEN, Told.WHERE, Told.REPORTER),
    Kind.RETURN_TO_USE: (),
}  # fmt: skip
POINTS_AT_SOMEBODY = frozenset({Told.NAME})


def minimum_of(kind: Kind, *, names_client: bool) -> tuple[Told, ...]:
    """What a report about this may tell."""
    return tuple(one for one in MINIMUM[kind] if names_client or one not in POINTS_AT_SOMEBODY)


def check_items(kind: Kind, items: Iterable[Told], *, names_client: bool) -> dict[str, str]:
    """What is wrong with the list of what was told."""
    told, allowed = set(items), minimum_of(kind, names_client=names_client)
    if not told:
        return {"items": "Choose what you told: the least that was needed."}
    beyond = [one.label for one in Told if one in told and one not in allowed]
    if beyond:
        return {
            "items": f"Not part of the least for this: {', '.join(beyond)}. Leave it out, or say that the person is named."
        }
    return {}
