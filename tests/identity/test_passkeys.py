"""A passkey made and used in a real Chromium, under the strict policy, with a virtual authenticator."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from tests.conftest import just_signed_in
from tests.identity.doors import actions

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chromium(monkeypatch):
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def test_make_a_passkey_then_sign_in_with_nothing_else(cast, live_server, chromium, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the test server has no certificate
    cache.clear()
    home = live_server.url.replace("127.0.0.1", "localhost")
    place = chromium.new_context()
    page = place.new_page()
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    tools = place.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    def sign_out():
        page.goto(f"{home}/sign-in/out/")
        with page.expect_navigation():
            page.click("button:has-text('Sign out')")

    page.goto(f"{home}/sign-in/")
    page.fill("#login", "noor@example.org")
    page.fill("#password", "a long walk up the ridge")
    page.click("text=Sign in >> nth=-1")
    page.wait_for_url("**/sign-in/yours/")
    page.click("text=Set up a passkey")
    page.click("button:has-text('Set up a passkey here')")
    page.wait_for_url("**/sign-in/yours/codes/")
    assert page.locator(".codes li").count() == 10
    page.click("text=I have them on paper")
    page.wait_for_url(f"{home}/")

    sign_out()
    page.goto(f"{home}/sign-in/")
    page.click("button:has-text('Use my passkey')")
    page.wait_for_url(f"{home}/")
    assert "Noor" in page.locator("h1").first.inner_text()

    def come_back_to(wanted):
        sign_out()
        page.goto(wanted)
        page.click("button:has-text('Use my passkey')")
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page.url

    assert come_back_to(f"{home}/people-at-work/?left") == f"{home}/people-at-work/?left"
    assert come_back_to(f"{home}/sign-in/?next=https://elsewhere.example/") == f"{home}/"
    assert not refused
    place.close()
    assert actions().count("identity.account.signed_in") == 4
    assert "identity.second_step.added" in actions()


def test_a_passkey_that_nobody_has_is_told_kindly(cast):
    answer = Browser().post(
        "/sign-in/passkey/", {"credential": '{"id": "x", "rawId": "eA", "response": {}, "type": "public-key"}'}
    )
    assert answer.status_code == 400
    assert b"does not open Cairn" in answer.content


def test_the_only_passkey_stays(cast):
    from allauth.mfa.models import Authenticator

    account = cast.accounts["noor"]
    only = Authenticator.objects.create(user=account, type="webauthn", data={"name": "my phone", "credential": {}})
    browser = Browser()
    just_signed_in(browser, account, "allauth.account.auth_backends.AuthenticationBackend")
    browser.force_login(account)
    session = browser.session
    records = session["account_authentication_methods"]
    records[0]["at"] = 9_999_999_999
    session["account_authentication_methods"] = records
    session.save()
    assert browser.post(f"/sign-in/yours/passkeys/{only.pk}/off/").status_code == 302
    assert Authenticator.objects.filter(pk=only.pk).exists()
