"""From where a request came, for counting tries. Behind a proxy that is what the proxy says, never what a browser claims."""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

IPV6_NETWORK = 64  # bits that are one subscriber's: behind them anybody takes a new address for each try


def caller(request: HttpRequest) -> str:
    """A keyed digest of the caller's network address (32 hexadecimal characters), so that no address is kept anywhere."""
    address = _network(get_adapter().get_client_ip(request))
    return hmac.new(settings.CAIRN_SEAL_KEY, address.encode(), hashlib.sha256).hexdigest()[:32]


def network_of(request: HttpRequest) -> str:
    """The same digest, to ask whether two requests came from one network; empty for this machine itself, which says nothing of where."""
    address = get_adapter().get_client_ip(request)
    return "" if _read(address).is_loopback else caller(request)


def _network(address: str) -> str:
    found = _read(address)
    return str(IPv6Network((found, IPV6_NETWORK), strict=False)) if isinstance(found, IPv6Address) else str(found)


def _read(address: str) -> IPv4Address | IPv6Address:
    found = ip_address(address)
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
