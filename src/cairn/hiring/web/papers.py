"""The job description on paper: PDF from the typesetter, DOCX to go on from. Both say the same."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Pt

from cairn.hiring.domain.descriptions import Line
from cairn.hiring.queries.positions import DescriptionView
from cairn.kernel.instants import Instant
from cairn.platform.documents import typeset

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "en-US"
APPLYING = (
    "Please do not write about diagnosis, disability, medication, treatment or a record: we do not ask, and it has no part in the "
    "decision. If you need something changed so that you can apply or come to an interview, tell us."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: plain words, then a list."""

    title: str
    level: int
    text: str = ""
    lines: tuple[str, ...] = ()


def facts_of(view: DescriptionView) -> list[tuple[str, str]]:
    """The short facts at the top of a description; what was left empty is left out."""
    pay = f"{view.pay_low} to {view.pay_high} an hour" if view.pay_low != view.pay_high else f"{view.pay_low} an hour"
    facts = [("Where", view.setting), ("Hours", view.hours), ("Pay", pay), ("Supervisor", view.supervisor)]
    return [(name, value) for name, value in facts if value]


def pdf_of(view: DescriptionView, sender: str, now: Instant) -> bytes:
    """The description as an accessible PDF."""
    data: dict[str, Any] = {
        "title": view.title,
        "sender": sender,
        "facts": facts_of(view),
        "overview": view.overview,
        "duties": [{"title": title, "lines": list(lines)} for title, lines in _duties(view)],
        "qualifications": _texts(view.qualifications),
        "ethics": _texts(view.ethics),
        "applying": APPLYING,
        "sources": list(_sources(view)),
    }
    return typeset("hiring", "description", data, now=now)


def docx_of(view: DescriptionView, sender: str, now: Instant) -> bytes:
    """The description as a document with real headings and lists, titled and in a language."""
    paper = Document()
    _describe(paper, view.title, sender, now)
    paper.add_heading(view.title, level=1)
    paper.add_paragraph(sender)
    for name, value in facts_of(view):
        fact = paper.add_paragraph()
        fact.paragraph_format.space_after = Pt(2)
        fact.add_run(f"{name}: ").bold = True
        fact.add_run(value)
    for section in _sections(view):
        paper.add_heading(section.title, level=section.level)
        if section.text:
            paper.add_paragraph(section.text)
        for item in section.lines:
            paper.add_paragraph(item, style="List Bullet")
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _describe(paper: Paper, title: str, sender: str, now: Instant) -> None:
    about = paper.core_properties
    about.title, about.author, about.language, about.comments = title, sender, LANGUAGE, ""
    about.created = about.modified = now.replace(tzinfo=None)
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _sections(view: DescriptionView) -> tuple[Section, ...]:
    """In the order of the page; a list with nothing in it is left out with its heading."""
    lists = (
        ("What we ask for", tuple(_texts(view.qualifications))),
        ("Ethics", tuple(_texts(view.ethics))),
    )
    sources = _sources(view)
    return (
        *((Section("About the job", 2, view.overview),) if view.overview else ()),
        Section("What you will do", 2),
        *(Section(title, 3, lines=lines) for title, lines in _duties(view)),
        *(Section(title, 2, lines=lines) for title, lines in lists if lines),
        Section("Applying", 2, APPLYING),
        *((Section("Where this comes from", 2, lines=sources),) if sources else ()),
    )


def _duties(view: DescriptionView) -> tuple[tuple[str, tuple[str, ...]], ...]:
    own = tuple(text for text, _ in view.own_duties)
    listed = tuple((family.label, tuple(_texts(lines))) for family, lines in view.duties)
    return (*listed, *((("Also in this job", own),) if own else ()))


def _texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def _sources(view: DescriptionView) -> tuple[str, ...]:
    lines = (*(line for _, group in view.duties for line in group), *view.qualifications, *view.ethics)
    return tuple(dict.fromkeys(str(line.citation) for line in lines))
