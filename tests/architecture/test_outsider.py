"""Dov works elsewhere. Whatever he asks for by whatever method, he cannot tell what exists at High Divide from what does not."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client as Browser

from cairn.kernel.actors import Role
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from tests import people
from tests.architecture.test_addresses import ADDRESSES
from tests.whole_house import CANARY, fill

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
WITH_ID = [route for route, _ in ADDRESSES if "<uuid:" in route]
CHANGING = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*|(nonce=")[^"]*|(nonce-)[^\']*')
CHANGING_HEADERS = {"Date", "Set-Cookie", "Content-Length"}


def sign_in(cast: people.Cast, name: str) -> Browser:
    browser = Browser(raise_request_exception=False)
    browser.force_login(cast.accounts[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["engagement_id"] = str(cast.actors[name].engagement_id)
    session.save()
    return browser


def address(route: str, value: UUID) -> str:
    return "/" + re.sub(r"<uuid:\w+>", str(value), route)


def answer(browser: Browser, method: str, route: str, value: UUID, fields: dict[str, str]) -> tuple[Any, ...]:
    """Status, headers and body with everything taken out that changes by itself, and the id that was sent."""
    data = {name: text.replace("ID", str(value)) for name, text in fields.items()}
    response = getattr(browser, method)(address(route, value), data=data if method in ("get", "post") else None)
    body = CHANGING.sub(b"", b"".join(response)).replace(str(value).encode(), b"ID").replace(value.hex.encode(), b"ID")
    headers = {name: text.replace(str(value), "ID") for name, text in response.items() if name not in CHANGING_HEADERS}
    assert CANARY.encode() not in body
    return response.status_code, headers, body


@pytest.mark.django_db
@pytest.mark.parametrize("walls", ["both", "only the first", "only the second"])
@pytest.mark.parametrize("route", WITH_ID)
def test_dov_cannot_tell_what_exists(cast, settings, route, walls):
    settings.CAIRN_WALL_ONE = walls != "only the second"
    settings.CAIRN_WALL_TWO = walls != "only the first"
    ids = fill(cast)
    dov = sign_in(cast, "dov")
    for method in METHODS:
        nonexistent = answer(dov, method, route, new_id(), {"id": "ID"})
        for label, value in ids.items():
            assert answer(dov, method, route, value, {"id": "ID"}) == nonexistent, (
                f"{method.upper()} /{route} tells Dov that a {label} exists"
            )


@pytest.mark.django_db
@pytest.mark.parametrize("route", WITH_ID)
def test_no_role_of_another_organization_can_tell(cast, route):
    ids = fill(cast)
    for role in Role:
        with scope_of_installation():
        people.engage(cast, f"other-{role.value}", role, cast.other_organization, cast.other_program)
        browser = sign_in(cast, f"other-{role.value}")
        nonexistent = answer(browser, "get", route, new_id(), {})
        for label, value in ids.items():
            assert answer(browser, "get", route, value, {}) == nonexistent, f"{role.value}: /{route} tells of a {label}"
