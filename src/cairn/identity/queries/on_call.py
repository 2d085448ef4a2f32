"""Whom a peer supporter calls when it is hard: the supervisors of their agreements in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import SupervisionAgreement
from cairn.identity.policy import in_force
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class OnCall:
    """One supervisor; `phone` is "" when none was written down."""

    name: str
    title: str
    phone: str
    is_cover: bool


def list_on_call(actor: Actor, on: date) -> tuple[OnCall, ...]:
    """Those who stand in today come first. Empty for every role but the peer supporter. One statement."""
    if actor.role is not Role.PEER_SUPPORTER:
        return ()
    rows = visible(SupervisionAgreement, actor, "identity.agreement.see", on).filter(in_force(on), supervision=COUNTS)
    found = rows.order_by("kind", "-starts_on", "id").values_list(  # "cover" before "regular"
        "supervisor__name", "supervisor__title", "supervisor__phone", "kind"
    )
    return tuple(OnCall(name, title, phone, kind == "cover") for name, title, phone, kind in found)
