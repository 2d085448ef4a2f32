"""From where a request came, for counting tries. Behind a proxy that is what the proxy says, never what a browser claims."""

from __future__ import annotations

import hashlib
import hmac

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest


def caller(request: HttpRequest) -> str:
    """A keyed digest of the caller's network address (32 hexadecimal characters), so that no address is kept anywhere."""
    address = get_adapter().get_client_ip(request)
    return hmac.new(settings.CAIRN_SEAL_KEY, address.encode(), hashlib.sha256).hexdigest()[:32]
