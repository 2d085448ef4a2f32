"""Rows of the portal."""

from cairn.portal.models.access import Access, AccessCode, WayOut
from cairn.portal.models.words import OwnWords, PeerWish

__all__ = ["Access", "AccessCode", "OwnWords", "PeerWish", "WayOut"]
