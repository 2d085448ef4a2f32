"""Worked time from overlapping records: a group is one stretch of work, however many clients came."""

from __future__ import annotations

from collections.abc import Iterable

from cairn.kernel.instants import Span


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The time covered by at least one span, in order, no minute twice. Spans that touch become one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
