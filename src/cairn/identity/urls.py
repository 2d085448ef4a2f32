"""Signing in, second steps, invitations, and who works here. The library's other pages (sign up, reset by mail) are not routed."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.urls import path

from cairn.identity.web import agreements, join, licenses, people_at_work, programs, second_steps, sign_in
from cairn.platform.pages import public

urlpatterns = [
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-in/passkey/", public(sign_in.PasskeySignIn.as_view()), name="mfa_login_webauthn"),
    path("sign-in/second/", public(sign_in.SecondStep.as_view()), name="mfa_authenticate"),
    path("sign-in/join/<str:token>/", public(join.join), name="join"),
    path("sign-in/out/", public(account.logout), name="account_logout"),
    # for whoever is signed in; each asks for that itself, since no hat need be worn
    path("sign-in/again/", public(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", public(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", public(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sign-in/yours/", public(second_steps.your_sign_in), name="mfa_index"),
    path(
        "sign-in/yours/password/",
        public(login_required(sign_in.ChangePassword.as_view())),
        name="account_change_password",
    ),
    path("sign-in/yours/elsewhere/", public(second_steps.sign_out_everywhere_else), name="sign_out_everywhere_else"),
    path("sign-in/yours/stay/", public(second_steps.stay_signed_in), name="stay_signed_in"),
    path("sign-in/yours/link/", public(second_steps.stop_new_link), name="stop_new_link"),
    path("sign-in/yours/app/", public(login_required(second_steps.AddApp.as_view())), name="mfa_activate_totp"),
    path(
        "sign-in/yours/app/off/", public(login_required(second_steps.RemoveApp.as_view())), name="mfa_deactivate_totp"
    ),
    path(
        "sign-in/yours/codes/", public(login_required(second_steps.SeeCodes.as_view())), name="mfa_view_recovery_codes"
    ),
    path(
        "sign-in/yours/codes/new/",
        public(login_required(second_steps.MakeCodes.as_view())),
        name="mfa_generate_recovery_codes",
    ),
    path("sign-in/yours/passkeys/", public(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path(
        "sign-in/yours/passkeys/new/",
        public(login_required(second_steps.AddPasskey.as_view())),
        name="mfa_add_webauthn",
    ),
    path(
        "sign-in/yours/passkeys/<int:pk>/off/",
        public(login_required(second_steps.RemovePasskey.as_view())),
        name="mfa_remove_webauthn",
    ),
    path("people-at-work/", people_at_work.people_at_work, name="people_at_work"),
    path("people-at-work/invite/", people_at_work.invite, name="invite_person"),
    path("people-at-work/<uuid:engagement_id>/link/", people_at_work.new_link, name="reissue_invitation"),
    path("people-at-work/<uuid:engagement_id>/end/", people_at_work.end_role, name="end_engagement"),
    path("programs/", programs.programs, name="list_programs"),
    path("programs/new/", programs.new_program, name="add_program"),
    path("programs/<uuid:program_id>/", programs.edit_program, name="change_program"),
    path("programs/<uuid:program_id>/site/", programs.new_site, name="add_site"),
    path("agreements/", agreements.agreements, name="list_agreements"),
    path("agreements/new/", agreements.new_agreement, name="make_agreement"),
    path("agreements/<uuid:agreement_id>/", agreements.read, name="read_agreement"),
    path("agreements/<uuid:agreement_id>/version/", agreements.new_version, name="revise_agreement"),
    path("agreements/<uuid:agreement_id>/sign/", agreements.sign, name="sign_agreement"),
    path("agreements/<uuid:agreement_id>/end/", agreements.end, name="end_agreement"),
    path("licenses/", licenses.licenses, name="list_licenses"),
    path("licenses/<uuid:license_id>/take-back/", licenses.take_back, name="take_back_license"),
    path("licenses/new/", licenses.new_license, name="record_license"),
]
