"""Setting up and looking after the second step: an authenticator app, passkeys, recovery codes on paper."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cairn.identity.commands.joining import stop_recovery
from cairn.identity.commands.sign_ins import end_other_sessions, note_sign_in
from cairn.identity.queries.invitations import is_recovery_open
from cairn.identity.queries.second_steps import get_second_steps
from cairn.identity.queries.sessions import list_sessions
from cairn.platform import clock


def _note(request: HttpRequest, action: str, **codes: str) -> None:
    note_sign_in(f"identity.second_step.{action}", account_id=request.user.pk, now=clock.now(), **codes)


class AddApp(totp.ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        _note(self.request, "added", kind="totp")
        return response


class RemoveApp(totp.DeactivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _note(self.request, "removed", kind="totp")
        return response


class AddPasskey(webauthn.AddWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        _note(self.request, "added", kind="webauthn")
        return response


class RemovePasskey(webauthn.RemoveWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            return redirect("mfa_index")
        response = super().form_valid(form)
        _note(self.request, "removed", kind="webauthn")
        return response


class MakeCodes(recovery_codes.GenerateRecoveryCodesView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _note(self.request, "codes_made")
        return response


class SeeCodes(recovery_codes.ViewRecoveryCodesView):
    def render_to_response(self, context: dict[str, Any], **details: Any) -> HttpResponse:
        response = super().render_to_response(context, **details)
        response["Cache-Control"] = "no-store"
        return response


@require_safe
@never_cache
def your_sign_in(request: HttpRequest) -> HttpResponse:
    """Second steps, passwords and places where one is signed in; before any second step exists, choosing the first."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    now, account_id = clock.now(), request.user.pk
    steps = get_second_steps(account_id)
    template = "mfa/index.html" if steps.is_set_up else "identity/first_second_step.html"
    here = request.session.session_key or ""
    sessions = list_sessions(account_id, here=here, now=now) if steps.is_set_up else []
    asked = steps.is_set_up and is_recovery_open(account_id, now)
    zone = request.actor.zone if getattr(request, "actor", None) else "UTC"  # type: ignore[attr-defined]
    return render(request, template, {"steps": steps, "sessions": sessions, "asked": asked, "zone": zone})


@require_POST
def sign_out_everywhere_else(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        here = request.session.session_key or ""
        end_other_sessions(account_id=request.user.pk, keep=here, now=clock.now())
    return redirect(reverse("mfa_index"))


@require_POST
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """Somebody still sits there: being asked was the request that keeps the session. 401 when it had ended before."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)


@require_POST
def stop_new_link(request: HttpRequest) -> HttpResponse:
    """ "I did not ask for a new link": it stops working."""
    if request.user.is_authenticated:
        stop_recovery(account_id=request.user.pk, now=clock.now())
    return redirect(reverse("mfa_index"))
