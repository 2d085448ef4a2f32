"""The base of every row: a client-made id, a privacy class for each column, an owner organization.

Rows have no verbs: `save` and `delete` are called by commands only, and nothing overrides them.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from cairn.platform.ids import new_id


class Privacy(StrEnum):
    """How a column must be treated in logs, exports, the phone and the warehouse."""

    NONE = "none"  # says nothing about a person
    PERSONAL = "personal"  # names or reaches a person
    HEALTH = "health"  # health information under HIPAA
    PART2 = "part2"  # may identify someone as having, or having had, a substance use disorder (42 CFR Part 2)
    WORKFORCE = "workforce"  # about a worker; an employer's colleague does not need it
    SECRET = "secret"  # keys and tokens


class Row(models.Model):
    """Anything stored. `privacy` names the class of every column; a test fails when one is missing."""

    privacy: dict[str, Privacy] = {}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class OrganizationRow(Row):
    """A row that belongs to one organization: both walls stand on `organization_id`."""

    ORGANIZATION_COLUMN = "organization_id"

    organization_id = models.UUIDField()

    class Meta:
        abstract = True


class TakenBackRow(OrganizationRow):
    """An entry that may turn out wrong: it is marked once, with a reason, stays readable, and no decision counts it from then on."""

    taken_back_at = models.DateTimeField(null=True)
    taken_back_by_id = models.UUIDField(null=True)
    taken_back_because = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


def classify(**columns: str) -> dict[str, Privacy]:
    """Turn `none="id organization_id", health="goal"` into a class for each column."""
    classes: dict[str, Privacy] = {}
    for privacy, names in columns.items():
        for name in names.split():
            if name in classes:
                raise ValueError(f"Column {name} has two privacy classes.")
            classes[name] = Privacy(privacy)
    return classes
