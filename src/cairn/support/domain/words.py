"""Hints on the words of a note: advice outside a peer supporter's scope, words that hurt, clinical words, other people's names.

A pure function from a text to hints with exact places. It never changes a word and never stands in the way. What stands in quotation
marks, what somebody else said or calls themselves, what a sentence denies, and the writer's own story are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from cairn.support.domain.word_lists import Filed, WordEntry, WordList, tokens_of

SENTENCE_END = re.compile(  # it begins with the sign itself, which is quick to look for; what stands before it is asked then
    r"[.!?;\n](?:(?<=[.!?])(?<!\bmr.)(?<!\bms.)(?<!\bmrs.)(?<!\bdr.)(?<!\bst.)[.!?]*(?=[\s\"”’)]|$)|(?<=[;\n])[;\n]*)",
    re.IGNORECASE,
)
QUOTED = re.compile(  # an apostrophe inside a word ends no quotation: ‘He’s an addict,’ she said
    r"“[^”\n]*(?:”|$|(?=\n))|\"[^\"\n]*(?:\"|$|(?=\n))|‘(?:[^‘’\n]|’(?=\w))*’(?!\w)|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w))+'(?!\w)"
    r"|«[^«»\n]*»|„[^„“”\n]*[“”]",
    re.MULTILINE,
)
TELLS = r"(?:says?|said|told|tells|asks|asked|wonders|wondered|calls|called|describes|described|feels|felt|thinks|thought|believes|"
TELLS += r"believed|wrote|admits|admitted|worries|worried|explained|identifies|introduced|recommended|advised|suggested|prescribed|"
TELLS += r"diagnosed|put it|considers|read|heard|argued|insisted|shared|mentioned|jokes|joked|sees|refers to|referred to|labels|labeled|"
TELLS += r"use[sd] the words?)"
TELLING = r"(?:saying|telling|calling|asking|describing|thinking|writing|insisting|referring to|joking)"
LEAD = re.compile(
    rf"([\w'-]+)\s+(?:(?:also|then|often|once|has|have|had|was|just|sometimes|always|used to)\s+)*{TELLS}\b", re.I
)
LEAD_ON = re.compile(
    rf"([\w'-]+)\s+(?:is|are|was|were|keeps?|kept|has been|have been|had been)\s+(?:(?:also|often|always|just)\s+)*{TELLING}\b",
    re.I,
)
TOLD = re.compile(rf"\s(?:{TELLS}|{TELLING})\b", re.I)  # without such a word neither of the two above can be there
BY = re.compile(r"\baccording to\s+(?!me\b|us\b)|\bin (?:his|her|their|[\w-]+'s) (?:own )?words\b", re.I)
TRAIL = re.compile(  # the whole sentence was somebody else's: "He is an addict, his mother said"
    r",\s+(?:(?:his|her|their|the|my|our)\s+)?(?P<who>[\w'-]+)\s+(?:says|said|thinks|thought|wrote|tells me|told me|told us)$|"
    r",\s+(?:says|said|thinks|thought|wrote)\s+(?:(?:his|her|their|the|my|our)\s+)?(?P<after>[\w'-]+)$",
    re.I,
)
OWN_STORY = re.compile(
    r"\bI(?:'m|'ve been| am| was| have been| had been| used to be| also was| too was| lived as| struggled| committed| got| stayed| "
    r"relapsed| refused| suffered| went| returned| abused)\b|\bmy own\b"
)
OWN_STORY_NEXT = re.compile(
    r"\bI(?:'m|'ve|'d)?(?:\s+(?:have|had|was|am|been|also|too|once|used|to|be|got|get|stay|stayed|myself))*\s*(?:an?\s+)?$"
)
OTHERS = frozenset({"he", "she", "they", "him", "her", "them", "client"})
NEGATION = re.compile(
    r"\b(?:not|never|no|without|nor|neither|hardly|isn't|wasn't|aren't|weren't|doesn't|didn't|don't|won't|can't|wouldn't|"
    r"cannot|instead of|rather than|nothing)\b(?!\s+(?:only|just|merely))(?:[\s-]+[\w'-]+){0,4}[\s-]*$",
    re.I,
)
CLAUSE = re.compile(r"[,:]|\bbut\b", re.I)
BEFORE = 400  # characters: how far back a sentence is read for who speaks and what is denied
MOST = 200  # hints of one text: more would help nobody
Worth = tuple[WordList, Filed]  # a list, and its phrases filed under the words that the text has
ME = frozenset({"i", "we", "i've", "i'd", "we've", "we'd"})
JOINING = frozenset({"and", "but", "then", "also", "that", "or"})
THEM = frozenset({"he", "she", "they", "his", "her", "their", "somebody", "someone", "people", "client", "the", "a"})


@dataclass(frozen=True, slots=True)
class Hint:
    """One place of a text, and what its list says of it. `start` and `end` count characters of the field's text."""

    field: str
    start: int
    end: int
    words: str
    list_key: str
    list_title: str
    entry: WordEntry

    @property
    def kept_as(self) -> str:
        """By this the writer's "keep my words" is remembered: the entry, and the words without regard to capitals."""
        return f"{self.list_key}.{self.entry.code}:{' '.join(self.words.casefold().split())}"


def find_hints(text: str, lists: Sequence[WordList], *, field: str = "", own: Collection[str] = ()) -> tuple[Hint, ...]:
    """Every hint of a text in its order. `own` are names that may stand there: the client's and the writer's."""
    plain, names = text.replace("’", "'"), frozenset(name.casefold() for name in own)
    quoted = [found.span() for found in QUOTED.finditer(text)]
    sentences = [(offset, sentence, tokens_of(sentence)) for offset, sentence in _sentences(plain)]
    tokens = frozenset[str]().union(*(one[2] for one in sentences))
    worth = [(each, filed) for each in lists if (filed := each.filed_for(tokens))]
    places = (
        (each, entry, offset + start, offset + end)
        for offset, sentence, its_tokens in sentences
        for each, entry, start, end in _in_sentence(sentence, its_tokens, worth, names)
    )
    free = (one for one in places if not any(one[2] < until and begin < one[3] for begin, until in quoted))
    found = [
        Hint(field, start, end, text[start:end], each.key, each.title, entry)
        for each, entry, start, end in islice(free, MOST)
    ]
    return _apart(found, [each.key for each in lists])


def _sentences(plain: str) -> Iterator[tuple[int, str]]:
    """Each sentence with where it begins; blanks before it belong to none."""
    begin = 0
    for end, after in [*((stop.start(), stop.end()) for stop in SENTENCE_END.finditer(plain)), (len(plain), 0)]:
        sentence = plain[begin:end]
        lead = len(sentence) - len(sentence.lstrip())
        if sentence[lead:]:
            yield begin + lead, sentence[lead:]
        begin = after


def _in_sentence(
    sentence: str, tokens: frozenset[str], worth: Iterable[Worth], own: frozenset[str]
) -> Iterator[tuple[WordList, WordEntry, int, int]]:
    leads = None
    for each, filed in worth:
        for entry, patterns in each.to_ask(filed, tokens):
            for start, end in entry.places(sentence, patterns, each.not_names, own):
                if each.own_words:
                    leads = _leads(sentence) if leads is None else leads
                    if any(start - BEFORE < lead < start for lead in leads) or end <= _told_until(sentence):
                        continue
                if not _is_excused(sentence[max(0, start - BEFORE) : start], each, own):
                    yield each, entry, start, end


def _is_excused(before: str, words: WordList, own: frozenset[str]) -> bool:
    return (words.own_story and _is_own_story(before, own)) or (words.negation and _is_denied(before))


def _leads(sentence: str) -> list[int]:
    """Where somebody other than the writer begins to say something: "he says he is …", "her doctor told him to …"."""
    first = sentence.split(None, 1)[0].casefold().strip("\"'(")
    leads = [found.start() for found in BY.finditer(sentence)]
    if TOLD.search(sentence) is None:
        return leads
    for lead in (*LEAD.finditer(sentence), *LEAD_ON.finditer(sentence)):
        who = lead.group(1).casefold()
        if who in JOINING:
            who = first if first in THEM else ""
        if who and who not in ME:
            leads.append(lead.start(1))
    return leads


def _told_until(sentence: str) -> int:
    """How far a sentence is somebody else's who is named at its end; 0 for none, and for the writer."""
    trail = TRAIL.search(sentence[-BEFORE:])
    who = (trail["who"] or trail["after"]).casefold() if trail else "i"
    return 0 if trail is None or who in ME else max(0, len(sentence) - BEFORE) + trail.start()


def _is_own_story(before: str, own: frozenset[str]) -> bool:
    """The writer's own road: "I was an addict for nine years"."""
    if OWN_STORY_NEXT.search(before):
        return True
    stories = list(OWN_STORY.finditer(before))
    return bool(stories) and not (OTHERS | own) & tokens_of(before[stories[-1].end() :])


def _is_denied(before: str) -> bool:
    """Whether a "not" or "never" stands within four words before, in the same clause."""
    clause = CLAUSE.split(before)[-1]
    return NEGATION.search(clause) is not None


def _apart(found: Sequence[Hint], order: Sequence[str]) -> tuple[Hint, ...]:
    """One hint for one place of a list, the longest; the last list stays silent where another speaks already."""
    kept: list[Hint] = []
    for hint in sorted(found, key=lambda one: (order.index(one.list_key), one.start - one.end, one.start)):
        is_last = hint.list_key == order[-1]
        rivals = [one for one in kept if is_last or one.list_key == hint.list_key]
        if not any(one.start < hint.end and hint.start < one.end for one in rivals):
            kept.append(hint)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end, order.index(one.list_key))))
