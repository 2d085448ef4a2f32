"""Making the tables of an empty database, without drawing the whole house anew at each step.

Between two steps Django draws a model again together with every model that can be reached from it. In a house where everything
belongs to an organization that is all of them, at each new table and each new index. Here a new table is drawn alone, since nobody
can know it yet, and an index or a constraint is added to the drawing that there is. The SQL is the same:
`tests/platform/test_migrating.py` makes the tables both ways and compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState

KNOWN_TO_ITS_MODEL_ALONE = ("indexes", "constraints")


@contextmanager
def drawn_once() -> Iterator[None]:
    """Migrations inside the block are quick. Not for two threads at once: it stands for the whole process while it lasts."""
    django_s = vars(ProjectState)["_append_option"]
    with _standing_in("add_model", _add_model), _standing_in("_append_option", _append_option(django_s)):
        yield


@contextmanager
def _standing_in(name: str, method: Callable[..., None]) -> Iterator[None]:
    before = vars(ProjectState)[name]
    setattr(ProjectState, name, method)
    try:
        yield
    finally:
        setattr(ProjectState, name, before)


def _is_drawn(state: ProjectState) -> bool:
    return "apps" in state.__dict__  # asking for the attribute would draw it


def _add_model(state: Any, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if _is_drawn(state):
        state.apps.render_multiple([model])


def _append_option(django_s: Callable[..., None]) -> Callable[..., None]:
    def append(state: Any, app_label: str, model_name: str, option: str, one: Any) -> None:
        if option not in KNOWN_TO_ITS_MODEL_ALONE or not _is_drawn(state):
            django_s(state, app_label, model_name, option, one)
            return
        options = state.models[app_label, model_name].options
        options[option] = [*options[option], one]
        drawn = state.apps.get_model(app_label, model_name)._meta
        setattr(drawn, option, drawn._format_names(options[option]))
        drawn.__dict__.pop("total_unique_constraints", None)  # read from the constraints, and remembered

    return append
