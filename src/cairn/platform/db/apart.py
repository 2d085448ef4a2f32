"""The break: records that a person keeps apart are not there for whoever was not named, whatever the statement.

A record is kept apart by a row; each who may see it is a row too. Both are kept by `support`, and read here by the database itself: each
table that is about a person served passes over the rows of those that the viewer is kept from. Who looks is the hat that is open
(`OpenScope.viewer`); whoever shall never see a record is kept from it as a person, by each hat of theirs, later ones too. Work without a
viewer (reminders, backups, what a person asks of their own record) is kept from nobody.

Which tables are about whom is read from the models, so that none is forgotten: one names its person in `client_id`, or says in
`SUBJECT_COLUMN` where else; one that hangs on such a table goes with it; one that tells of two people says so in `SUBJECTS_BESIDE`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.db.models import ForeignKey, Model

RECORDS, KEEPERS, KEPT_OUT = "support_keptapart", "support_keeper", "support_keptout"  # the tables that the break reads
TABLES = frozenset({RECORDS, KEEPERS, KEPT_OUT})
HIDDEN = """
SELECT k.client_id FROM {schema}support_keptapart k
WHERE {viewer} IS NOT NULL AND k.organization_id = {organization} AND k.ended_at IS NULL
AND NOT EXISTS (SELECT 1 FROM {schema}support_keeper p WHERE p.organization_id = k.organization_id AND p.client_id = k.client_id
 AND p.engagement_id = {viewer} AND p.ended_at IS NULL AND (p.until IS NULL OR p.until > {moment}))
UNION ALL
SELECT o.client_id FROM {schema}identity_engagement v JOIN {schema}identity_engagement h ON h.person_id = v.person_id
JOIN {schema}support_keptout o ON o.engagement_id = h.id
WHERE v.id = {viewer} AND o.organization_id = {organization} AND o.ended_at IS NULL"""


@dataclass(frozen=True, slots=True)
class About:
    """How a table tells of whom it is: by a column of its own, or by rows of other tables that it hangs on."""

    column: str = ""
    parents: tuple[tuple[str, str], ...] = ()  # (own column, table that it names)


@lru_cache(maxsize=1)
def tables_about_people() -> dict[str, About]:
    """Each table that is about a person served. One with a column of its own needs no other's; the rest go with what they hang on."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    models = [model for model in models if model._meta.db_table not in TABLES]
    found = {model._meta.db_table: About(column) for model in models if (column := _subject_column(model))}
    waiting = [model for model in models if model._meta.db_table not in found]
    beside = {model._meta.db_table: names for model in models if (names := getattr(model, "SUBJECTS_BESIDE", ()))}
    while layer := {
        model._meta.db_table: About(parents=parents) for model in waiting if (parents := _parents(model, found))
    }:
        found |= layer
        waiting = [model for model in waiting if model._meta.db_table not in found]
    for model in models:
        if names := beside.get(table := model._meta.db_table):
            more = tuple(one for one in _parents(model, found) if one[0] in names)
            found[table] = About(found[table].column, more)
    return found


def _subject_column(model: type[Model]) -> str:
    named: str = getattr(model, "SUBJECT_COLUMN", "")
    return named or next((field.column or "" for field in model._meta.local_fields if field.attname == "client_id"), "")


def _parents(model: type[Model], found: dict[str, About]) -> tuple[tuple[str, str], ...]:
    keys = [field for field in model._meta.local_fields if isinstance(field, ForeignKey)]
    return tuple(
        (field.column, field.related_model._meta.db_table)
        for field in keys
        if field.related_model._meta.db_table in found
    )


def condition(about: About, *, own: str, hidden: str) -> str:
    """What must hold of a row to be shown. `own` is how the row's table is named, `hidden` the ids that the viewer is kept from.

    Where nobody is kept from the viewer, a table that hangs on others is not asked about them.
    """
    stands = []
    if about.column:
        column = f'{own}."{about.column}"'
        stands.append(f"({column} IS NULL OR {column} NOT IN (SELECT client_id FROM ({hidden}) AS h))")  # noqa: S608 - names of our models
    if about.parents:
        each = " AND ".join(
            f'({own}."{column}" IS NULL OR EXISTS (SELECT 1 FROM "{parent}" AS p WHERE p."id" = {own}."{column}"))'  # noqa: S608
            for column, parent in about.parents
        )
        stands.append(f"((SELECT NOT EXISTS (SELECT 1 FROM ({hidden}) AS h)) OR ({each}))")  # noqa: S608
    return " AND ".join(stands)
