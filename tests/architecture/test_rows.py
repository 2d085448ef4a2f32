"""Every column has a privacy class, every row an owner, no row a verb."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from cairn.platform.models import OrganizationRow, Privacy

ROWS = [model for model in apps.get_models() if model.__module__.startswith("cairn.")]
SHARED = {"Person", "Account"}  # belong to a human being, not to an organization; reached only through engagements


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label)
def test_every_column_has_a_privacy_class(model: type[models.Model]) -> None:
    columns = {field.name for field in model._meta.local_fields} | {
        field.attname for field in model._meta.local_fields if field.name not in model.privacy
    } & set(model.privacy)
    named = set(model.privacy)
    missing = {field.name for field in model._meta.local_fields if not {field.name, field.attname} & named}
    assert not missing, f"{model._meta.label}: no privacy class for {sorted(missing)}"
    assert named <= columns, f"{model._meta.label}: a privacy class for no column: {sorted(named - columns)}"
    assert all(isinstance(privacy, Privacy) for privacy in model.privacy.values())


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label)
def test_every_row_belongs_to_an_organization(model: type[models.Model]) -> None:
    if model.__name__ in SHARED:
        return
    assert getattr(model, "ORGANIZATION_COLUMN", None) == "organization_id"
    assert any(field.attname == "organization_id" for field in model._meta.local_fields)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label)
def test_rows_have_no_verbs(model: type[models.Model]) -> None:
    own = {
        name
        for kind in model.__mro__
        if kind.__module__.startswith("cairn.") and kind not in (models.Model, OrganizationRow)
        for name in vars(kind)
    }
    assert not own & {"save", "delete", "clean", "full_clean"}
