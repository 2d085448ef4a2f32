"""Reading a page as a Spanish reader does: every text of it, and which of its words no Spanish sentence of the house knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser

from cairn.intake.domain.fee_words import WORDINGS as FEE
from cairn.meetings.domain import reminders
from cairn.portal.domain import choices
from cairn.portal.domain.words import WORDS, acts, names, names_of_choosing, names_of_the_accounting, standards
from cairn.privacy.domain.papers_spanish import SPANISH as PAPER
from cairn.privacy.domain.wording import PaperLanguage

READ = {"alt", "aria-label", "content", "placeholder", "title"}
SILENT = {"script", "style", "code", "textarea"}  # a textarea holds what was typed
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "ellipse", "circle", "rect", "line", "use", "source", "col"}


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _strings(value: object) -> Iterator[str]:
    """Every text in whatever holds texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def spanish_words() -> set[str]:
    """All words of all Spanish sentences that the house has: nothing else may stand on a Spanish page, but what people typed."""
    in_spanish = [
        *(spanish for _, spanish in WORDS.values()),
        *(spanish for _, spanish in standards.STANDARDS),
        *_strings(PAPER),
        *_strings(FEE[PaperLanguage.SPANISH]),
        *_strings(names_of_the_accounting.SPANISH),
        *_strings(acts.SPANISH),
        *(text for module in (names, names_of_choosing) for name, part in vars(module).items() if name.isupper() for text in _strings(part)),
        *(text for (language, _), text in reminders.BODIES.items() if language is reminders.Language.SPANISH),
        reminders.SUBJECTS[reminders.Language.SPANISH],
        *reminders.WHEN[reminders.Language.SPANISH],
        *choices.MONTHS,
        choices.Language.SPANISH.own_name,
    ]  # fmt: skip
    return {word for text in in_spanish for word in words_of(re.sub(r"{\w*}", " ", text))}


class Texts(HTMLParser):
    """The texts of a page, each with the language that it says it is in, and the forms and links of it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.forms: list[dict] = []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        lang = told.get("lang") or (self.open[-1][1] if self.open else "")
        if tag == "a" and (told.get("href") or "").startswith("/"):
            self.links.append(told["href"])
        if tag == "form":
            self.forms.append(
                {"action": told.get("action", ""), "method": told.get("method", "get"), "hidden": {}, "buttons": []}
            )
        if tag == "input" and told.get("type") == "hidden" and self.forms:
            self.forms[-1]["hidden"][told["name"]] = told.get("value", "")
        if tag == "button" and self.forms:
            self.forms[-1]["buttons"].append((told.get("name", ""), told.get("value", "")))
        is_read = tag != "meta" or told.get("name") == "description"
        self.texts += [(told[name], lang) for name in READ & told.keys() if is_read and told[name]]
        if tag not in VOID:
            self.open.append((tag, lang))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        while tag in {name for name, _ in self.open} and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not {tag for tag, _ in self.open} & SILENT:
            self.texts.append((data.strip(), self.open[-1][1] if self.open else ""))


def read(page) -> Texts:
    found = Texts()
    found.feed(page.content.decode())
    return found


def leftovers(texts: Iterable[tuple[str, str]], known: set[str]) -> list[str]:
    """Texts with a word that is neither Spanish here nor typed by anybody. One that says it is English is left over as well."""
    found = [(text, lang, [word for word in words_of(text) if word not in known]) for text, lang in texts]
    return [f"[{lang}] {text[:80]}: {' '.join(unknown)}" for text, lang, unknown in found if unknown]
