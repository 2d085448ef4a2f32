"""Rows of the portal."""

from cairn.portal.models.access import Access, AccessCode, OwnSign, WayOut
from cairn.portal.models.words import OwnWords, PeerWish

__all__ = ["Access", "AccessCode", "OwnSign", "OwnWords", "PeerWish", "WayOut"]
