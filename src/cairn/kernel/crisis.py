"""How to reach the crisis line, said once in English and once in Spanish, so that no two pages tell a frightened person two things.

Each is (English, Spanish). Spanish has its own way in: 2 on the phone, and AYUDA as a text. Both were read on the Lifeline's own page of
what to expect (988lifeline.org/get-help/what-to-expect, in a stored copy, November 2026); texts in Spanish are there since July 2023
(SAMHSA, announcement of July 13, 2023).
"""

from __future__ import annotations

LINE = "988"  # for sentences that must open without a pack; pages that read one take `crisis.line`
CALL = ("Call {line}", "Llama al {line} y marca 2")
TEXT = ("Text {line}", "Envía AYUDA al {line}")
CALL_OR_TEXT = ("call or text {line}", "llama al {line} y marca 2, o envía AYUDA al {line}")  # within a sentence


def with_line(sentence: tuple[str, str], line: str = LINE) -> tuple[str, str]:
    """Both languages with the number in its place."""
    return sentence[0].format(line=line), sentence[1].format(line=line)


def then_call(before: tuple[str, str], after: tuple[str, str]) -> tuple[str, str]:
    """Both languages of a sentence whose middle is `CALL_OR_TEXT`."""
    english, spanish = with_line(CALL_OR_TEXT)
    return f"{before[0]}{english}{after[0]}", f"{before[1]}{spanish}{after[1]}"
