"""Tries are counted for the caller: for the proxy's word about them where there is a proxy, and for nothing that a browser claims."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from cairn.platform.callers import caller


def asked(forwarded: str = "", address: str = "10.0.0.1"):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return caller(RequestFactory().get("/", headers=headers, REMOTE_ADDR=address))


def test_without_a_proxy_what_a_browser_claims_is_nothing(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert asked("198.51.100.7") == asked() == asked("203.0.113.9")
    assert asked() != asked(address="10.0.0.2")


@pytest.mark.parametrize("claimed", ["", "203.0.113.9, ", "not an address, "])
def test_behind_a_proxy_only_the_address_that_the_proxy_added_counts(settings, claimed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert asked(f"{claimed}198.51.100.7") == asked("198.51.100.7")
    assert asked(f"{claimed}198.51.100.7") != asked(f"{claimed}198.51.100.8")


def test_no_address_can_be_read_from_what_is_kept(settings):
    assert "10.0.0.1" not in asked()
    assert len(asked()) == 32
    before = asked()
    settings.CAIRN_SEAL_KEY = b"another key"
    assert asked() != before
