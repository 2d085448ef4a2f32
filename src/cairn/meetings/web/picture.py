"""The picture of a week: a column a day, an hour a step, a block for each meeting. All that it says stands in the list too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from cairn.meetings.domain.appointments import State
from cairn.meetings.queries.calendar import Meeting
from cairn.platform.drawing import drawing, ground, line, text

LEFT, TOP, COLUMN, HOUR = 50, 28, 98, 24
EARLIEST, LATEST = 8, 18  # shown at least; a week with earlier or later meetings is taller
LONG = 9  # letters of a name that fit a block


def week_picture(found: Sequence[Meeting], days: Sequence[date], zone: str) -> Markup:
    """Blocks by the clock of the place. What was called off is drawn dashed."""
    if not found:
        return Markup("")
    times = [(one, one.span.start.astimezone(ZoneInfo(zone)), one.span.end.astimezone(ZoneInfo(zone))) for one in found]
    first = min([EARLIEST, *(start.hour for _, start, _ in times)])
    last = max([LATEST, *(_until(start, end) for _, start, end in times)])
    width, height = LEFT + COLUMN * len(days), TOP + HOUR * (last - first) + 6
    parts = [*_frame(days, first, last, width, height)]
    for n, day in enumerate(days):
        own = [(one, start, end) for one, start, end in times if start.date() == day]
        for (one, start, end), lane in zip(own, _lanes(own), strict=True):
            parts += _block(one, start, end, (n, lane), (first, last))
    words = f"{len(found)} in {'a day' if len(days) == 1 else 'a week'}, each of them in the list."
    return drawing("week", width, height, "The week as a picture", words, parts)


def _until(start: datetime, end: datetime) -> int:
    """The hour at which a block ends, midnight at the latest."""
    return 24 if end.date() > start.date() else end.hour + (1 if end.minute else 0)


def _frame(days: Sequence[date], first: int, last: int, width: int, height: int) -> list[str]:
    parts = [
        text(LEFT + COLUMN * n + COLUMN / 2, 18, f"{each:%a} {each.day}", "small strong", "middle")
        for n, each in enumerate(days)
    ]
    for hour in range(first, last + 1):
        y = TOP + HOUR * (hour - first)
        parts.append(line(LEFT, y, width, y, "axis"))
        if hour % 2 == 0:
            parts.append(text(LEFT - 8, y + 5, f"{hour % 12 or 12} {'am' if hour % 24 < 12 else 'pm'}", "small", "end"))
    parts += [line(LEFT + COLUMN * n, TOP, LEFT + COLUMN * n, height - 6, "axis") for n in range(1, len(days))]
    return parts


def _lanes(own: Sequence[tuple[Meeting, datetime, datetime]]) -> list[tuple[int, int]]:
    """For each meeting of a day its place beside those that share its time, and among how many."""
    ends: list[datetime] = []
    places = []
    for _, start, end in own:
        free = next((n for n, until in enumerate(ends) if until <= start), len(ends))
        ends[free : free + 1] = [end]
        places.append(free)
    shares = [sum(a[0].span.overlaps(b[0].span) for b in own) > 1 for a in own]
    return [(place, len(ends)) if is_shared else (0, 1) for place, is_shared in zip(places, shares, strict=True)]


def _block(
    one: Meeting, start: datetime, end: datetime, at: tuple[int, tuple[int, int]], between: tuple[int, int]
) -> list[str]:
    (column, (lane, lanes)), (first, last) = at, between
    begin = start.hour + start.minute / 60 - first
    midnight = (start + timedelta(days=1)).replace(hour=0, minute=0)
    stop = last - first if end > midnight else begin + (end - start) / timedelta(hours=1)
    width = (COLUMN - 4) / lanes
    x, y, tall = LEFT + COLUMN * column + 2 + width * lane, TOP + HOUR * begin + 1, max(HOUR * (stop - begin) - 2, 12)
    kind = "todo" if one.state in (State.CALLED_OFF, State.NOT_MET) else "pale"
    label = (one.name or "Busy")[: LONG // lanes]
    return [ground(x, y, width, round(tall), kind), text(x + 7, y + min(tall / 2 + 5, 16), label, "small")]
