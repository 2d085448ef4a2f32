"""Signing in, second factors, invitations."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django.urls import path

from cairn.platform.pages import public

urlpatterns = [
    path("", public(account.login), name="account_login"),
    path("out/", public(account.logout), name="account_logout"),
    path("reauthenticate/", public(account.reauthenticate), name="account_reauthenticate"),
    path("closed/", public(account.signup), name="account_signup"),
    path("second/", public(mfa.authenticate), name="mfa_authenticate"),
    path("factors/", public(mfa.index), name="mfa_index"),
    path("factors/app/", public(totp.activate_totp), name="mfa_activate_totp"),
    path("factors/app/off/", public(totp.deactivate_totp), name="mfa_deactivate_totp"),
]
