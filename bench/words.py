"""Looking at the words of a note: the whole request on the server over a constant view's, in turns, in one process."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure
from bench.houses import build
from bench.inside import Child

# About three times what a peer supporter writes on a phone, with something to point at in each field. Made up.
NOTE = {
    "data": " ".join(
        (
            "Met at the park and walked two loops. We talked about the week and what was hard about the weekend.",
            "Rode along to the county office, filled out the housing form together and made a copy for the folder.",
            "Another resident was shouting in the hallway, and an addict from the camp asked us for a cigarette.",
            "Coffee afterwards. Mostly listened. There is worry about the letter from the landlord and about the rent.",
            "His sister Dana came by with the dog, and we sat on the steps until the bus came round the corner.",
        )
    ),
    "assessment": "Steadier than last week, tired, and said so. Flat affect at first, then quick to joke. More hope in how "
    "tomorrow was talked about, and ready to try the phone call alone next time. “I am not crazy,” he said twice.",
    "plan": "Walk again on Thursday. Call the landlord together on Monday. Told him to skip the evening dose if it keeps him up. "
    "Bring the bus schedule, look at the plan again in two weeks, and try the Wednesday group once.",
}
GOAL = 12.0  # a constant view takes one to two milliseconds on a small machine, and a note may take twenty


def measure(folder: Path, size: Any) -> list[Figure]:
    child = Child(*build(folder, "words", people=2, contacts=4))
    letters = sum(len(text) for text in NOTE.values())
    method = f"p50 of {size.repeats} requests with a note of {letters:,} letters over p50 of the constant view; whole stack in process"
    figure = Figure("words of a note, of constant", method, GOAL)
    try:
        for what in ("words", "constant"):
            child.times(what, 10)
        for _ in range(size.rounds):
            p50 = {what: median(child.times(what, size.repeats)) for what in ("words", "constant")}
            figure.rounds.append(p50["words"] / p50["constant"])
            figure.notes.append(f"{p50['words']:.2f} ms, {p50['constant']:.2f} ms")
    finally:
        child.close()
    return [figure]
