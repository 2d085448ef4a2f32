"""Dov works elsewhere. Whatever he asks for by whatever method, he cannot tell what exists at High Divide from what does not."""

from __future__ import annotations

import logging
import re
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser

from cairn.kernel.actors import Role
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from tests import people
from tests.architecture.test_addresses import ADDRESSES
from tests.browsers import set_clock
from tests.whole_house import CANARY, fill

ROUTES = [route for route, _ in ADDRESSES]
VIEWS = dict(ADDRESSES)
WITH_ID = [route for route in ROUTES if "<uuid:" in route]
FORM_FIELDS = ("id", "person", "engagement", "client", "peer", "encounter", "relationship")  # ids that forms carry
IN_FORMS = ("identity.Engagement", "support.Client", "support.Encounter", "support.Relationship")
CHANGING = re.compile(
    rb'(name="csrfmiddlewaretoken" value=")[^"]*|(X-CSRFToken": ")[^"]*|(nonce=")[^"]*|(feeds/)[\w-]+(?=\.ics)'
)
CHANGING_HEADERS = {"Date", "Expires", "Set-Cookie", "Content-Length"}
IDS = re.compile(
    rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
)  # fresh ids that forms are made with


def sign_in(cast: people.Cast, name: str) -> Browser:
    browser = Browser(raise_request_exception=False)
    browser.force_login(cast.accounts[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["engagement_id"] = str(cast.actors[name].engagement_id)
    session["demo_entry"] = True
    session.save()
    return browser


def answer(browser: Browser, method: str, route: str, value: UUID) -> tuple[Any, ...]:
    """Status, headers and body with everything taken out that changes by itself, and the id that was sent."""
    cache.clear()  # tries are counted there; too many are answered otherwise, whatever was asked for
    where = "/" + re.sub(r"<uuid:\w+>", str(value), route)
    data = dict.fromkeys(FORM_FIELDS, str(value)) if method in ("get", "post") else None
    response = getattr(browser, method)(where, data=data)
    raw = b"".join(response)
    assert CANARY.encode() not in raw, f"{method} /{route} shows what is High Divide's"
    body = IDS.sub(b"ID", CHANGING.sub(b"", raw.replace(str(value).encode(), b"ID").replace(value.hex.encode(), b"ID")))
    headers = {
        name: IDS.sub(b"ID", text.replace(str(value), "ID").encode())
        for name, text in response.items()
        if name not in CHANGING_HEADERS
    }
    return response.status_code, headers, body


def differing(
    browser: Browser, method: str, routes: list[str], ids: dict[str, UUID], *, every_kind: bool = False
) -> list[str]:
    """Every place where an id of High Divide is answered otherwise than one of nobody's.

    Every kind at every address is rooms times rooms: asked once, signed in with both walls. Elsewhere an address is asked for the
    kinds that its own name says, that forms carry or that its room keeps, and for one other, in turns.
    """
    found = []
    for number, route in enumerate(routes):
        answer(
            browser, method, route, new_id()
        )  # shows what the last address said at its end, and makes what is made once
        nonexistent = answer(browser, method, route, new_id())
        labels = list(ids) if every_kind else sorted({*kinds_of(route, ids), list(ids)[number % len(ids)]})
        found += [
            f"{method.upper()} /{route} tells that a {label} exists"
            for label in labels
            if answer(browser, method, route, ids[label]) != nonexistent
        ]
    return found


OTHER_NAMES = {
    "peer": "Engagement",
    "license": "SupervisorQualification",
    "public": "Position",
    "entry": "Renewal",
    "goal": "PlanRevision",
    "report": "OutsideReport",
}  # what an address calls by the part that somebody plays


def kinds_of(route: str, ids: dict[str, UUID]) -> list[str]:
    """The models that the ids in an address stand for: `session_id` is a SupervisionSession. No match is an error."""
    if "<uuid:" not in route:
        room = VIEWS[route].__module__.split(".")[1]
        return [label for label in ids if label in IN_FORMS or label.startswith(f"{room}.")]
    kinds = []
    for name in re.findall(r"<uuid:(\w+)_id>", route):
        model = OTHER_NAMES.get(name, name.title().replace("_", ""))
        found = [label for label in ids if label.endswith(model)]
        assert found, f"/{route}: no model is called …{model}; say in OTHER_NAMES what it is"
        kinds += found
    return kinds


def test_every_id_in_an_address_has_a_name() -> None:
    assert [route for route in WITH_ID if "_id>" not in route] == []


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    set_clock(monkeypatch)  # a page that tells the minute is another one a minute later
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


SHARES = 4  # of every kind at every address, rooms times rooms: so that processes divide it among them
ASKED = [
    *(("get", "both", share, SHARES) for share in range(SHARES)),
    *(("get", wall, 0, 1) for wall in ("only the first", "only the second")),
    *(("post", walls, 0, 1) for walls in ("both", "only the first", "only the second")),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "walls", "share", "shares"), ASKED)
def test_dov_cannot_tell_what_exists(cast, settings, method, walls, share, shares):
    ids = fill(cast)
    settings.CAIRN_WALL_ONE = walls != "only the second"
    settings.CAIRN_WALL_TWO = walls != "only the first"
    every_kind = shares > 1 and connection.vendor == "sqlite"  # on one engine
    found = differing(sign_in(cast, "dov"), method, WITH_ID[share::shares], ids, every_kind=every_kind)
    assert not found, "\n".join(found)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_ids_in_forms_and_questions_tell_nothing_either(cast, method):
    ids = fill(cast)
    plain = [route for route in ROUTES if "<" not in route and not route.startswith(("sign-in/", "hats/", "demo/"))]
    found = differing(sign_in(cast, "dov"), method, plain, ids)
    assert not found, "\n".join(found)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["head", "put", "patch", "delete", "options"])
def test_no_other_method_tells(cast, method):
    assert differing(sign_in(cast, "dov"), method, WITH_ID, fill(cast)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_no_role_of_another_organization_can_tell(cast, role):
    ids = fill(cast)
    with scope_of_installation():
        people.engage(cast, f"other-{role.value}", role, cast.other_organization, cast.other_program)
    assert differing(sign_in(cast, f"other-{role.value}"), "get", WITH_ID, ids) == []
