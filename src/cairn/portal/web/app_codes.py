"""The way in without a passkey: an authenticator app's six digits, set up after the code that was handed over, and asked at the door."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import get_totp_secret
from django import forms
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cairn.identity.commands.client_codes import check_client_code
from cairn.identity.commands.sign_ins import note_sign_in
from cairn.identity.domain.client_names import address_as_typed, name_of
from cairn.kernel.actors import Role
from cairn.platform import clock
from cairn.portal.web.door import BACKEND, is_ours, show_closed_door
from cairn.portal.web.tries import forget_tries, may_try_here, may_try_name

SENT_LENGTH = 80


class KeptKey(ActivateTOTPForm):
    """The same key when the page is opened again, in the other language for instance: the app may have read the square already."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        forms.Form.__init__(self, *args, **kwargs)
        self.secret = get_totp_secret()


class SetUpApp(totp.ActivateTOTPView):
    """The square for the app, and its key as text; then one code, to see that it works."""

    def get_form_class(self) -> type[KeptKey]:
        return KeptKey

    def render_to_response(self, context: dict[str, Any], **details: Any) -> HttpResponse:
        form = context["form"]
        problem = "" if not form.errors else "app.many" if form.has_error("code", "rate_limited") else "app.not_yet"
        return show_closed_door(
            self.request,
            "set_up_app",
            "app.set_up_title",
            429 if problem == "app.many" else 400 if problem else 200,
            square=context["totp_svg_data_uri"],
            key=_in_fours(form.secret),
            name=name_of(self.request.user.email),  # type: ignore[union-attr]
            problem=problem,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        note_sign_in("identity.second_step.added", account_id=self.request.user.pk, now=clock.now(), kind="totp")
        self.request.session.pop("set_up_at", None)
        return redirect("portal_home")


def set_up_app(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated or request.session.get("set_up_at") != "portal_set_up":
        return redirect("portal_door")
    return SetUpApp.as_view()(request)


@require_http_methods(["GET", "HEAD", "POST"])
def app_door(request: HttpRequest) -> HttpResponse:
    """The name and the six digits. What is wrong is not said: a name that nobody has is answered like a wrong code."""
    actor = getattr(request, "actor", None)
    if actor is not None and actor.role is Role.CLIENT:
        return redirect("portal_home")
    asked = request.POST.get("next", request.GET.get("next", ""))
    onward = asked if is_ours(request, asked) else reverse("portal_home")
    name, code = request.POST.get("name", "")[:SENT_LENGTH], request.POST.get("code", "")[:SENT_LENGTH]
    if request.method != "POST":
        return _door(request, onward, "", "")
    if not may_try_here(request, "app") or not may_try_name(address_as_typed(name)):
        return _door(request, onward, name, "app.many", 429)
    account_id = check_client_code(name=name, code=code, now=clock.now())
    if account_id is None:
        return _door(request, onward, name, "app.wrong", 400)
    forget_tries(address_as_typed(name))
    account = get_user_model().objects.get(pk=account_id)
    login(request, account, backend=BACKEND)
    record_authentication(request, account, "mfa", type="totp")
    return redirect(onward)


def _door(request: HttpRequest, onward: str, typed: str, problem: str, status: int = 200) -> HttpResponse:
    return show_closed_door(request, "app_door", "app.title", status, onward=onward, typed=typed, problem=problem)


def _in_fours(secret: str) -> str:
    """Four letters at a time: as one reads it from one screen to another."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
