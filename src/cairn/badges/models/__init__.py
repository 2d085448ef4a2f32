from cairn.badges.models.badges import Badge
from cairn.badges.models.issuers import Issuer, IssuerKey

__all__ = ["Badge", "Issuer", "IssuerKey"]
