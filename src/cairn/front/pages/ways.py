"""Pages found by a word in the search: what each is called, and other words that people use for it. No statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from django.urls import resolve

from cairn.front.navigation import PLACES
from cairn.kernel.actors import Actor
from cairn.platform.addresses import address
from cairn.privacy.policy import may

SHORTEST, SHOWN = 3, 8
# The page's name, what it is called, what it holds, and other words for it.
WAYS = (
    ("list_platforms", "Phone and video", "which platforms are approved", "telehealth virtual zoom telephone calls online remote meeting"),
    ("list_intakes", "Coming in", "who is on the way in", "waiting waits waitlist intake new people taken enroll door"),
    ("list_choices", "Choices that wait", "who chose whom, and what each waits for", "waiting waits waitlist matching match start"),
    ("list_asking", "Asked by themselves", "who wrote, and where anybody can ask", "waiting web request self referral public address"),
    ("list_intake_checks", "Are they here already?", "taken in, and not compared yet", "who waits waiting double duplicate same merge"),
    ("list_record_requests", "They ask for their record", "until when each is answered", "access request copy hipaa accounting"),
    ("list_breaches", "Information that went astray", "the log, and who is told until when", "breach leak privacy incident hipaa log"),
    ("list_peer_wishes", "Would like somebody else", "who asked for another peer supporter", "change wish waits waiting"),
    ("choose_way_out", "The quick way out", "where the button on people’s own pages leads", "exit leave safety weather portal"),
    ("set_intake_fee", "What it costs people", "what is read to everybody before it begins", "fee price money pay"),
    ("count_heads", "Count people met", "without a name", "outreach street anonymous"),
    ("list_shifts", "Who answers the warmline", "the next two weeks", "shift desk plan phone call"),
    ("list_listings", "Places that help", "shelters, food, clinics", "directory resource referral hsds"),
    ("list_departures", "People who leave", "summaries that wait", "discharge transfer goodbye"),
    ("people_at_work", "People at work", "who may come in", "staff hire role access invite invitation"),
    ("list_agreements", "Supervision agreements", "signed by both", "supervisor sign"),
    ("list_cover", "Cover and changes of supervisor", "who is away, who ceased", "absence vacation supervisor"),
    ("list_licenses", "Supervisors’ licenses", "who may supervise", "license qualification"),
    ("list_policies", "Policies", "which version holds, who has read it", "policy document acknowledge"),
    ("list_programs", "Programs and sites", "payer, Part 2, monthly cost", "program site"),
    ("list_readiness_rounds", "Readiness", "what the house says", "assessment self"),
    ("list_disclosures", "They know each other", "ties that wait for your answer", "conflict tie disclosure waiting"),
    ("help_now", "Help now", "when somebody may be in danger", "crisis suicide danger emergency 988"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    sub: str
    href: str


def find_ways(actor: Actor, text: str) -> list[Way]:
    """The pages of which every typed word begins a word, those only that the role may open."""
    typed = _words(text)
    if not typed or len(max(typed, key=len)) < SHORTEST:
        return []
    found = []
    for name, label, sub, more in _ways():
        words = _words(f"{label} {sub} {more}")
        if all(any(word.startswith(one) for word in words) for one in typed) and opens(actor, address(name)):
            found.append(Way(label, sub, address(name)))
    return found[:SHOWN]


@cache
def _ways() -> tuple[tuple[str, str, str, str], ...]:
    """Those above, and every other place of any bar."""
    named = {name for name, *_ in WAYS}
    bars = {name: label for places in PLACES.values() for label, name, _ in places if name not in named}
    return WAYS + tuple((name, label, "", "") for name, label in bars.items())


def opens(actor: Actor, href: str) -> bool:
    """Whether the role may open the page at an address. What the page then shows is its own matter."""
    permission = getattr(resolve(href).func, "permission", "")
    return permission == "public" or (bool(permission) and may(actor, permission))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
