"""The fixed words of a paper in English: the original. Pure."""

from __future__ import annotations

from cairn.kernel.instants import in_words
from cairn.privacy.domain.consents import KIND_WORDS, RECIPIENT_WORDS, SCREEN_FORM, SHARE_WORDS, ConsentKind
from cairn.privacy.domain.guardians import Relation
from cairn.privacy.domain.wording import PaperLanguage, Titles, Wording

_ALONE = "This paper is about {} and about nothing else."
_NO_FURTHER = "No other yes of mine reaches that far."
_STILL_SERVED = "I can say no and still get every service here."
_BY_ITSELF = {
    ConsentKind.LEGAL_PROCEEDINGS: f"{_ALONE.format('a court or a legal case')} {_NO_FURTHER}",
    ConsentKind.COUNSELING_NOTES: _ALONE.format("a counselor's own notes") + f" {_NO_FURTHER}",
    ConsentKind.EMPLOYER: _ALONE.format("my employer"),
    ConsentKind.LICENSING_BOARD: _ALONE.format("a licensing board"),
    ConsentKind.RESEARCH: f"{_ALONE.format('research')} {_STILL_SERVED}",
    ConsentKind.RECORDING: f"{_ALONE.format('being recorded or watched')} {_STILL_SERVED}",
}
_STOP = (
    "I can take this back at any time: all of it, or for one receiver alone. I tell anybody here, or I write to {discloser}. "
    "From then on nothing more is shared there. What was shared before stays shared."
)
_CARE = (
    "Care providers, plans and payers that get it for care and payment may pass it on as privacy law allows. It may not be used "
    "in a case against me without my consent or an order of a court.",
    "If I say no to sharing for payment, we talk about how the service can be paid. A no to anything else changes no service here.",
)
_PASSED_ON = (
    "Who receives it is told in writing that 42 CFR Part 2 limits what they may do with it, where that rule applies."
)
_INTERMEDIARY = (
    "An exchange passes it on only to places that treat me. I can ask it in writing for the list of all to whom it passed my "
    "information, also after I took this back."
)
_NO_IS_FINE = "I can say no. A no is written down as a no, and it changes nothing in the support I get here."

ENGLISH = Wording(
    PaperLanguage.ENGLISH,
    SCREEN_FORM,
    is_reviewed=True,
    titles=Titles(
        paper="My permission",
        whose="Whose information",
        who_shares="Who shares it",
        who_gets="Who may get it",
        what="What they may get",
        purpose="What for",
        until="Until",
        stop="How I stop it",
        notes="Good to know",
        who_signs="Who signs",
    ),
    kinds=KIND_WORDS,
    recipients=RECIPIENT_WORDS,
    shares=SHARE_WORDS,
    relations={one: one.label for one in Relation},
    by_itself=_BY_ITSELF,
    stop=_STOP,
    care=_CARE,
    passed_on=_PASSED_ON,
    intermediary=_INTERMEDIARY,
    no_is_fine=_NO_IS_FINE,
    no_end="No end",
    called="{legal}, called {called}",
    or_word="or",
    some_guardian="a parent or guardian",
    day=in_words,
)
