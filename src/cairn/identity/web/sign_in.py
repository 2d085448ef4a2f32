"""The door: sign in by passkey or by e-mail and password, then the second step; lock-out; sign out."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.identity.commands.sign_ins import note_sign_in
from cairn.platform import clock


class SecondStep(mfa.AuthenticateView):
    def form_invalid(self, form: Any) -> HttpResponse:
        note_sign_in("identity.second_step.failed", account_id=self.stage.login.user.pk, now=clock.now())
        return super().form_invalid(form)


class PasskeySignIn(webauthn.LoginWebAuthnView):
    """Without script there is no passkey: the page for e-mail and password is the answer."""

    def form_invalid(self, form: Any) -> HttpResponse:
        note_sign_in("identity.second_step.failed", account_id=None, now=clock.now())
        return render(self.request, "identity/passkey_unknown.html", status=400)


class ChangePassword(account.PasswordChangeView):
    def form_valid(self, form: Any) -> HttpResponse:
        note_sign_in("identity.password.changed", account_id=self.request.user.pk, now=clock.now())
        return super().form_valid(form)


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """Too many wrong passwords for one address from one place: a pause, said the same way whether the account exists or not."""
    note_sign_in("identity.account.locked_out", account_id=None, now=clock.now())
    return too_many(request)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    answer = render(request, "identity/too_many.html", status=429)
    answer["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME * 3600))
    return answer


def blind_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """What the lock remembers of the address that was typed: a keyed digest, from which nobody reads it."""
    given = credentials or {}
    typed = given.get("email") or given.get("login") or given.get("username") or request.POST.get("login") or ""
    return hmac.new(settings.CAIRN_SEAL_KEY, str(typed).strip().lower().encode(), hashlib.sha256).hexdigest()[:32]
