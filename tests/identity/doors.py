"""What the tests of the door share: a browser that walks through it as a person would."""

from __future__ import annotations

import re
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client as Browser

from tests import people

SECRET = "JBSWY3DPEHPK3PXP"


def code_for(secret: str) -> str:
    """The six digits that an app would show now: of the half minutes that fit the one in the middle."""
    fitting = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, fitting[len(fitting) // 2]))


def give_app(account: Any) -> None:
    """As if the account had set up an authenticator app some day before."""
    Authenticator.objects.create(user=account, type="totp", data={"secret": get_adapter().encrypt(SECRET)})


def enter_password(browser: Browser, email: str, password: str = people.PASSWORD, **more: Any) -> Any:
    return browser.post("/sign-in/", {"login": email, "password": password}, **more)


def sign_in(account: Any, **settings: Any) -> Browser:
    """Through both steps, as a person does it."""
    give_app(account)
    browser = Browser(**settings)
    response = enter_password(browser, account.email)
    assert response.status_code == 302, response.content
    assert response["Location"] == "/sign-in/second/"
    cache.clear()  # the same half minute may be used again in a test
    response = browser.post("/sign-in/second/", {"code": code_for(SECRET)})
    assert response.status_code == 302, response.content
    return browser


def secret_on(page: bytes) -> str:
    return re.search(rb'class="secret">([A-Z2-7]+)<', page)[1].decode()


def actions() -> list[str]:
    """What the installation's own chain says, oldest first."""
    from cairn.privacy.models import LedgerEntry
    from cairn.privacy.scope import scope_of_installation

    with scope_of_installation():
        rows = LedgerEntry.objects.filter(organization_id="00000000-0000-0000-0000-000000000000").order_by("n")
        return list(rows.values_list("action", flat=True))
