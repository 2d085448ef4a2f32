"""Signing in: two steps, lock-out, nothing told about who has an account, nothing written that names anybody."""

from __future__ import annotations

import logging
import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of_installation
from tests.architecture.test_addresses import ADDRESSES
from tests.conftest import just_signed_in
from tests.identity.doors import SECRET, actions, code_for, enter_password, give_app, secret_on, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_password_then_code_opens_the_home(cast):
    browser = sign_in(cast.accounts["noor"])
    response = browser.get("/", follow=True)
    assert response.status_code == 200
    assert "High Divide" in response.content.decode()
    assert actions() == ["identity.account.signed_in"]


def test_a_password_alone_opens_nothing(cast):
    give_app(cast.accounts["noor"])
    browser = Browser()
    enter_password(browser, "noor@example.org")
    assert browser.get("/people-at-work/")["Location"].startswith("/sign-in/")
    assert "_auth_user_id" not in browser.session


def test_a_code_opens_once(cast):
    account = cast.accounts["noor"]
    give_app(account)
    for accepted in (True, False):
        browser = Browser()
        enter_password(browser, account.email)
        response = browser.post("/sign-in/second/", {"code": code_for(SECRET)})
        assert (response.status_code == 302) is accepted
    assert actions()[-1] == "identity.second_step.failed"


def test_first_second_step_with_an_app_and_codes_shown_once(cast):
    browser = Browser()
    assert enter_password(browser, "noor@example.org").status_code == 302
    assert browser.get("/", follow=True).redirect_chain[-1][0] == "/sign-in/yours/"
    page = browser.get("/sign-in/yours/app/")
    assert page.status_code == 200
    done = browser.post("/sign-in/yours/app/", {"code": code_for(secret_on(page.content))})
    assert done["Location"] == "/sign-in/yours/codes/"
    first, again = browser.get(done["Location"]), browser.get(done["Location"])
    assert first.content.count(b"<li>") >= 10
    assert first["Cache-Control"] == "no-store"
    assert b"shown only once" in again.content
    assert browser.get("/", follow=True).status_code == 200
    assert browser.get("/people-at-work/").status_code == 200
    code = first.content.decode().split('<ul class="codes" role="list"><li>')[1].split("<")[0]
    other = Browser()
    enter_password(other, "noor@example.org")
    assert other.post("/sign-in/second/", {"code": code}).status_code == 302
    third = Browser()
    enter_password(third, "noor@example.org")
    assert third.post("/sign-in/second/", {"code": code}).status_code == 200, "a recovery code opens once"


def test_the_secret_of_the_app_is_sealed(cast):
    from allauth.mfa.models import Authenticator

    give_app(cast.accounts["noor"])
    assert SECRET not in str(Authenticator.objects.get().data)


def addresses_to_try() -> list[str]:
    from cairn.platform.ids import new_id

    filled = ("/" + re.sub(r"<uuid:\w+>", str(new_id()), route) for route, _ in ADDRESSES)
    return [
        path.replace("<str:token>", "x").replace("<int:pk>", "1")
        for path in filled
        if "<" not in path.replace("<str:token>", "").replace("<int:pk>", "")
    ]


def test_without_a_second_step_every_address_leads_to_setting_one_up(cast):
    from cairn.identity.web.gate import HELP, SETTING_UP

    browser = Browser()
    just_signed_in(browser, cast.accounts["ana"], "allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["engagement_id"] = str(cast.ana.engagement_id)
    session.save()
    free = {reverse(name) for name in SETTING_UP | HELP}
    tried = [path for path in addresses_to_try() if path not in free]
    assert len(tried) > 10
    for path in [*tried, "/no/such/page/"]:
        response = browser.get(path)
        assert response.status_code == 302, path
        assert response["Location"] == "/sign-in/yours/", path
        assert browser.post(path, {"words": "kept"}).status_code == 401, path
    for path in map(
        reverse, HELP
    ):  # the numbers meet no door; whose supervisor is on call is for those who took two steps
        page = browser.get(path)
        assert (page.status_code, b'href="tel:988"' in page.content, b"Ben" in page.content) == (200, True, False), path


def test_a_session_that_skipped_an_existing_second_step_is_ended(cast):
    browser = Browser()
    just_signed_in(browser, cast.accounts["ana"], "allauth.account.auth_backends.AuthenticationBackend")
    give_app(cast.accounts["ana"])
    assert browser.get("/sign-in/yours/")["Location"] == "/sign-in/"
    assert "_auth_user_id" not in browser.session


def test_five_wrong_passwords_lock_and_say_so_the_same_way_for_everybody(cast):
    answers = {}
    for email in ("ana@example.org", "nobody@example.org"):
        for _ in range(5):
            response = enter_password(Browser(), email, "wrong wrong wrong")
        answers[email] = (response.status_code, enter_password(Browser(), email).status_code)
        locked = enter_password(Browser(), email)
        assert locked.status_code == 429
        assert b"Too many tries" in locked.content
        assert int(locked["Retry-After"]) == 900
        cache.clear()
    assert answers["ana@example.org"] == answers["nobody@example.org"]
    assert "identity.account.locked_out" in actions()
    assert "identity.account.sign_in_failed" in actions()


def test_nothing_at_the_door_is_written_with_an_address(cast, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    for _ in range(6):
        enter_password(Browser(), "ana@example.org", "wrong wrong wrong")
    sign_in(cast.accounts["noor"])
    written = caplog.text + "".join(capfd.readouterr())
    written += str(list(AccessAttempt.objects.values("username", "post_data", "get_data", "path_info")))
    with scope_of_installation():
        written += str(list(LedgerEntry.objects.values_list("body", flat=True)))
    assert "example.org" not in written
    assert "wrong wrong" not in written


def test_known_and_unknown_addresses_are_answered_alike(cast, settings, monkeypatch):
    """Byte for byte, and with the same slow work: one hash of the password, whoever it is for."""
    settings.AXES_ENABLED = False
    settings.ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
    hashed: list[str] = []
    for name in ("encode", "verify"):
        slow = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda *given, slow=slow, name=name: hashed.append(name) or slow(*given)
        )
    bodies, work = {}, {}
    for name in ("ana", "eve"):
        hashed.clear()
        response = enter_password(Browser(), f"{name}@example.org", "wrong wrong wrong")
        work[name] = len(hashed)
        body = response.content.replace(f"{name}@example.org".encode(), b"TYPED")
        bodies[name] = (response.status_code, strip_token(body))
    assert bodies["ana"] == bodies["eve"]
    assert work["ana"] == work["eve"] > 0


def strip_token(body: bytes) -> bytes:
    import re

    return re.sub(rb'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[^"]*"', b"", body)


def test_an_account_that_was_closed_is_answered_like_a_wrong_password(cast):
    get_user_model().objects.filter(pk=cast.accounts["ana"].pk).update(is_active=False)
    right, wrong = enter_password(Browser(), "ana@example.org"), enter_password(Browser(), "ana@example.org", "x" * 14)
    assert (right.status_code, strip_token(right.content)) == (wrong.status_code, strip_token(wrong.content))


def test_nobody_signs_up_and_nobody_resets_by_mail(cast):
    names = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    unwanted = {"account_signup", "account_reset_password", "account_request_login_code", "account_email", "mfa_trust"}
    assert not names & unwanted
    for path in ("/sign-in/signup/", "/sign-in/closed/", "/sign-in/password/reset/", "/accounts/signup/"):
        assert Browser().get(path).status_code == 404
        assert Browser().post(path, {"email": "eve@example.org"}).status_code == 404


def test_a_quiet_quarter_of_an_hour_or_a_long_day_ends_the_sign_in(cast, settings):
    for key, seconds in (("seen_at", 16 * 60), ("began_at", 12 * 3600 + 60)):
        browser = Browser()
        browser.force_login(cast.accounts["noor"])
        assert browser.get("/hats/").status_code == 302
        assert browser.get("/people-at-work/").status_code == 200
        session = browser.session
        session[key] -= seconds
        session.save()
        assert browser.get("/people-at-work/")["Location"] == "/sign-in/?next=%2Fpeople-at-work%2F"


def test_an_ended_engagement_loses_access_on_the_next_request(cast):
    browser = sign_in(cast.accounts["ben"])
    assert browser.get("/hats/").status_code == 302
    session = browser.session
    assert session["engagement_id"] == str(cast.ben.engagement_id)
    owner = Browser()
    owner.force_login(cast.accounts["noor"])
    owner.get("/hats/")
    assert owner.post(f"/people-at-work/{cast.ben.engagement_id}/end/").status_code == 302
    assert b"You hold no role today" in browser.get("/", follow=True).content


def test_a_forged_hat_changes_nothing(cast):
    browser = Browser()
    browser.force_login(cast.accounts["ana"])
    browser.get("/hats/")
    for forged in (cast.faye.engagement_id, cast.dov.engagement_id, "nonsense"):
        assert browser.post("/hats/wear/", {"engagement": str(forged)})["Location"] == "/hats/"
        assert browser.session["engagement_id"] == str(cast.ana.engagement_id)
    session = browser.session
    session["engagement_id"] = str(cast.faye.engagement_id)  # even in the session it is worth nothing
    session.save()
    assert browser.get("/people-at-work/").status_code == 302


def test_where_one_goes_afterwards_is_never_another_site(cast):
    browser = Browser()
    browser.force_login(cast.accounts["ana"])
    assert browser.get("/hats/?next=https://elsewhere.example/")["Location"] == "/"
    assert browser.get("/hats/?next=/sign-in/yours/")["Location"] == "/sign-in/yours/"


def test_signing_out_everywhere_else(cast):
    account = cast.accounts["noor"]
    here, there = Browser(), Browser()
    for browser in (here, there):
        browser.force_login(account)
        browser.get("/hats/")
    give_app(account)
    assert b"Somewhere else" in here.get("/sign-in/yours/").content
    here.post("/sign-in/yours/elsewhere/")
    assert here.get("/people-at-work/").status_code == 200
    assert there.get("/people-at-work/").status_code == 302
    assert "identity.account.signed_out_everywhere" in actions()


def test_changing_the_password_ends_other_sessions_and_weak_ones_are_refused(cast):
    account = cast.accounts["noor"]
    here, there = sign_in(account), Browser()
    there.force_login(account)
    fields = {"oldpassword": "a long walk up the ridge", "password1": "password1234", "password2": "password1234"}
    assert here.post("/sign-in/yours/password/", fields).status_code == 200
    better = fields | {"password1": "four stones on a pass", "password2": "four stones on a pass"}
    assert here.post("/sign-in/yours/password/", better).status_code == 302
    assert here.get("/hats/").status_code == 302
    assert there.get("/hats/")["Location"].startswith("/sign-in/")
    assert "identity.password.changed" in actions()


def test_the_only_second_step_stays(cast):
    browser = sign_in(cast.accounts["noor"])
    browser.post("/sign-in/again/", {"password": "a long walk up the ridge"})
    page = browser.post("/sign-in/yours/app/off/")
    assert b"only second step" in page.content
