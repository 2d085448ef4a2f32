"""The at most four places of each role's bar, in the order of how often they are needed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from cairn.kernel.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class Place:
    label: str
    href: str
    icon: str
    current: bool


# (label, URL name, icon) for each role
PLACES: dict[Role, tuple[tuple[str, str, str], ...]] = {
    Role.SYSTEM_OWNER: (("Today", "home", "home"), ("People at work", "people_at_work", "people")),
}


def places_for(actor: Actor, path: str) -> list[Place]:
    """The bar for this role, with the place that the current page belongs to marked."""
    places = [
        (label, reverse(name), icon) for label, name, icon in PLACES.get(actor.role, (("Today", "home", "home"),))
    ]
    here = max((href for _, href, _ in places if path.startswith(href)), key=len, default="")
    return [Place(label, href, icon, href == here) for label, href, icon in places]
