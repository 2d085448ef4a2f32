"""How sign-in behaves where the library asks: nobody signs up, nobody is mailed, nothing tells who has an account."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from cairn.identity.commands.sign_ins import note_failed_sign_in, note_sign_in
from cairn.identity.domain.client_names import APP_SHOWS, name_of
from cairn.identity.queries.invitations import is_recovery_open
from cairn.identity.queries.second_steps import get_second_steps, has_second_step
from cairn.platform import clock

JUST_NOW = 300  # seconds

SOMEBODY_ASKED = (
    "A new sign-in link was made for you. If you did not ask for it in person, "
    "stop it under “Your sign-in” and tell your organization."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "incorrect_password": "That is not your password. Try again.",
        "enter_current_password": "That is not your password now. Try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "rate_limited": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The library's own remarks name the e-mail address; our pages say what happened."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Cairn sends no mail."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A closed account is answered like a wrong password."""
        account = super().authenticate(request, **credentials)
        if account is not None and not account.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return account

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        if not getattr(request, "axes_locked_out", False):
            note_failed_sign_in(email=str(credentials.get("email", "")), now=clock.now())

    def reauthenticate(self, user: Any, password: str) -> bool:
        account = self.authenticate(context.request, email=user.email, password=password)
        return account is not None and account.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in just now, with both steps or before having a second one, need not say it all again.

        Whoever used a code handed over in person has nothing that they could say again, and may need a while to find an app.
        """
        records = get_authentication_records(context.request, context.request.user)
        if records and records[-1]["method"] == "code":
            return has_second_step(context.request.user.pk)
        if not records or time.time() - records[-1]["at"] > JUST_NOW:
            return True
        return records[-1]["method"] != "mfa" and has_second_step(context.request.user.pk)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        now = clock.now()
        records = get_authentication_records(request, user)
        by = [str(record.get("type") or record["method"]) for record in records]
        note_sign_in("identity.account.signed_in", account_id=user.pk, now=now, by="+".join(by) or "unknown")
        if is_recovery_open(user.pk, now):
            messages.warning(request, SOMEBODY_ASKED)
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        note_sign_in("identity.account.signed_out", account_id=request.user.pk, now=clock.now())
        super().logout(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code does not fit. Take the newest one and type it again.",
        "cannot_delete_authenticator": "This is your only second step. Set up another one first.",
    }

    def encrypt(self, text: str) -> str:
        """The secrets behind codes are sealed with a key that is not in the database."""
        return self._seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._seal().decrypt(encrypted_text.encode()).decode()

    def _seal(self) -> Fernet:
        return Fernet(settings.CAIRN_SECOND_STEP_KEY)

    def build_totp_url(self, user: Any, secret: str) -> str:
        """What the app is told. For a person served it names neither Cairn nor anybody."""
        name = name_of(user.email)
        if not name:
            return super().build_totp_url(user, secret)
        return f"otpauth://totp/{APP_SHOWS}:{name}?{urlencode({'secret': secret, 'issuer': APP_SHOWS})}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        steps = get_second_steps(authenticator.user_id)
        return int(steps.has_app) + steps.passkeys > 1

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - the library's name
        return f"Passkey {get_second_steps(user.pk).passkeys + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Cairn"}
