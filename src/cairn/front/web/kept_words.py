"""What the words are called that come back when a form could not be sent: by its page's own labels. Pure.

Choices and numbers of the form go back too, unseen: they are sent again with the words.
"""

from __future__ import annotations

from dataclasses import dataclass

CONTACT_PAGES = "/contacts/"
CONTACT_LABELS = {
    "data": "What happened",
    "assessment": "What I noticed",
    "plan": "What’s next",
    "their_words": "What they add, in their own words",
    "promise": "What was promised",
    "promise_due": "By when",
    "length": "Minutes",
    "day": "Day",
    "start": "Start",
    "stop": "Stop",
    "text": "What you add",
    "reason": "Why you add it",
}
CONTACT_CODES = frozenset(
    {
        "act", "activity", "amendment", "dimension", "kind", "minutes", "past_midnight", "phase", "place", "principle", "service",
        "support", "template", "version", "which_start", "which_stop", "with_client",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptField:
    """One field that comes back. Without a label it is a code: sent again, not shown."""

    name: str
    value: str
    label: str


def label_of(path: str, name: str) -> str:
    """What a field is called on its page; empty for what nobody typed."""
    if path.startswith(CONTACT_PAGES):
        if name in CONTACT_CODES:
            return ""
        if name in CONTACT_LABELS:
            return CONTACT_LABELS[name]
    return name.replace("_", " ").capitalize()


def labeled(path: str, fields: list[tuple[str, str]]) -> list[KeptField]:
    return [KeptField(name, value, label_of(path, name)) for name, value in fields]
