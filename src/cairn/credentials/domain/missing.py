"""What is missing of continuing education, by when, in one sentence."""

from __future__ import annotations

from datetime import date

from cairn.kernel.decisions import Decision
from cairn.kernel.durations import in_hours
from cairn.kernel.instants import in_words


def say_missing(ce: Decision) -> str:
    """The sentence for a decision of `decide_ce`. What is owed in a later year is named with its own day."""
    figures = ce.figures
    short, suicide = int(figures["short_minutes"]), int(figures["suicide_short_minutes"])
    due, suicide_due = figures["due_on"], figures["suicide_due_on"]
    within = suicide and suicide_due == due
    if short and within:
        rest = f", {in_hours(suicide)} of them on suicide prevention" if suicide < short else ", on suicide prevention"
        return f"{in_hours(max(short, suicide))} more by {in_words(due)}{rest}."
    if short:
        later = f" {_later(suicide, suicide_due)}" if suicide else ""
        return f"{in_hours(short)} more by {in_words(due)}.{later}"
    if within:
        return f"The hours are whole; {in_hours(suicide)} on suicide prevention are still missing by {in_words(due)}."
    done = (
        f"All of {due.year} is done."
        if figures["owed_minutes"]
        else f"Nothing is owed in {due.year}; the first hours are owed from {in_words(figures['first_owed_on'])}."
    )
    return f"{done} {_later(suicide, suicide_due)}" if suicide else done


def _later(minutes: int, due: date) -> str:
    return f"By {in_words(due)}: {in_hours(minutes)} on suicide prevention, within the hours of those years."
