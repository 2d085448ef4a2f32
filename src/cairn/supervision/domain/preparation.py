"""What to bring up in the next session: the topics that were not talked about lately."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from cairn.supervision.domain.sessions import Topic

STANDING_EVERY = 2  # sessions: the standing topics come up in at least one of the last two
LATELY = 4  # sessions: what was talked about in these is not suggested again
SUGGESTED = 4


def suggest_topics(held: Sequence[tuple[date, Collection[str]]], standing: Sequence[str]) -> tuple[Topic, ...]:
    """Up to four. `held`: day and topics of each session, oldest first. `standing`: the codes that the place wants often.

    Standing topics come first when the last two sessions left them out; then what was never or longest not talked about.
    """
    recent = {code for _, topics in held[-STANDING_EVERY:] for code in topics}
    lately = {code for _, topics in held[-LATELY:] for code in topics}
    last_on = {code: on for on, topics in held for code in topics}
    often = [topic for topic in Topic if topic in standing and topic not in recent]
    others = [topic for topic in Topic if topic not in lately and topic not in often]
    return tuple((often + sorted(others, key=lambda topic: last_on.get(topic, date.min)))[:SUGGESTED])
