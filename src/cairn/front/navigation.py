"""The places of each role's bar, in the order of how often they are needed: a phone shows four, and the others in its menu."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.kernel.actors import Actor, Role
from cairn.platform.addresses import address


@dataclass(frozen=True, slots=True)
class Place:
    label: str
    href: str
    icon: str
    current: bool


# (label, URL name, icon) for each role
TODAY, RULES = ("Today", "home", "home"), ("Rules", "rules", "book")
CALENDAR = ("Calendar", "show_calendar", "calendar")
GROUPS = ("Groups", "list_gatherings", "calendar")
COMING_IN = ("Coming in", "list_intakes", "promise")
PLACES_THAT_HELP = ("Places that help", "list_listings", "pin")
WARMLINE, COURT = ("Warmline", "show_warmline", "promise"), ("Court mentors", "list_court_relationships", "shield")
PROGRAM = ("Program", "show_program", "flag")
FINDER = ("Find a trail", "find_trail", "search")
COMPARE, EVERYWHERE = ("Compare places", "compare_places", "table"), ("Every place", "put_everywhere", "pin")
PLACES: dict[Role, tuple[tuple[str, str, str], ...]] = {
    Role.PEER_SUPPORTER: (
        TODAY,
        ("People", "list_caseload", "people"),
        ("Contact", "write_contact", "note"),
        ("My day", "get_day_sheet", "clock"),
        CALENDAR,
        COMING_IN,
        GROUPS,
        WARMLINE,
        COURT,
        PLACES_THAT_HELP,
        ("Choosing", "list_asked", "people"),
    ),
    Role.CLINICAL_SUPERVISOR: (
        TODAY,
        ("Supervision", "list_debts", "clock"),
        ("People", "list_caseload", "people"),
        RULES,
        CALENDAR,
        GROUPS,
        COURT,
        PLACES_THAT_HELP,
        ("They know each other", "list_disclosures", "note"),
    ),
    Role.PROGRAM_MANAGER: (
        TODAY,
        ("Compliance", "list_compliance", "shield"),
        ("People", "list_caseload", "people"),
        ("Outcomes", "show_outcomes", "chart"),
        PROGRAM,
        ("Hiring", "list_positions", "note"),
        CALENDAR,
        COMING_IN,
        ("Choices that wait", "list_choices", "people"),
        ("Phone and video", "list_platforms", "check"),
        GROUPS,
        ("Warmline", "list_shifts", "promise"),
        COURT,
        COMPARE,
        PLACES_THAT_HELP,
    ),
    Role.BILLER: (TODAY, ("Claims", "list_claims", "coins"), RULES),
    Role.BOARD_CLERK: (
        TODAY,
        ("Desk", "list_queue", "note"),
        ("Certificates", "board_credentials", "shield"),
        ("Badges", "list_badges", "check"),
        COMPARE,
    ),
    Role.FUNDER: (TODAY, ("Outcomes", "show_outcomes", "chart"), RULES),
    Role.CANDIDATE: (
        TODAY,
        ("My trail", "show_trail", "flag"),
        ("Classes", "list_open_classes", "calendar"),
        ("Certificates", "list_own_badges", "shield"),
        FINDER,
        COMPARE,
        EVERYWHERE,
    ),
    Role.TRAINING_COORDINATOR: (
        TODAY,
        ("Classes", "list_classes", "calendar"),
        ("Certificates", "list_badges", "shield"),
        ("Report", "report_completions", "table"),
        FINDER,
        COMPARE,
        EVERYWHERE,
    ),
    Role.MENTOR: (
        TODAY,
        ("Mentoring", "list_pairs", "people"),
        ("Sessions", "list_skills_sessions", "clock"),
        RULES,
    ),
    Role.SYSTEM_OWNER: (
        TODAY,
        ("People at work", "people_at_work", "people"),
        ("Looks", "who_looked", "eye"),
        PROGRAM,
    ),
}


def places_for(actor: Actor, path: str) -> list[Place]:
    """The bar for this role, with the place that the current page belongs to marked."""
    places = [(label, address(name), icon) for label, name, icon in PLACES.get(actor.role, (TODAY, RULES))]
    here = max((href for _, href, _ in places if path.startswith(href)), key=len, default="")
    return [Place(label, href, icon, href == here) for label, href, icon in places]
