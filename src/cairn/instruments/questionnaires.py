"""A questionnaire as it stands in its file, and reading that file.

The file is a FHIR R4 Questionnaire. We use of it: `item` of type `choice` (answers from a list) and `display` (words only), the
standard `ordinalValue` extension for the number of an answer, and three extensions of our own (below). Anything else is an error:
a question that we would silently drop is worse than a file that does not load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cairn.kernel.errors import BrokenRecord

NUMBER = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
MISSING = "urn:cairn:questionnaire:counts-as-missing"  # "prefer not to say": kept as said, never counted as an answer
COSTS_NOTHING = (
    "urn:cairn:questionnaire:costs-nothing"  # an answer whose price is zero, which is not the same as unknown
)
SCORE = "urn:cairn:questionnaire:score"  # on the questionnaire: a named figure over some of its questions


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be given."""

    code: str
    words: str
    number: int | None = None
    is_missing: bool = False
    costs_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers. `link_id` names it in the stored rows and in the form."""

    link_id: str
    text: str
    options: tuple[Option, ...]
    is_required: bool = False
    hint: str = ""

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Score:
    """How one figure is made: the `sum` or the single `value` of its questions' numbers, times `times`."""

    code: str
    method: str  # "sum" or "value"
    over: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Instrument:
    """A whole questionnaire. `name` and `version` are stored with every set of answers."""

    name: str
    version: str
    title: str
    language: str
    introduction: str
    questions: tuple[Question, ...]
    scores: tuple[Score, ...]
    publisher: str = ""

    def question(self, link_id: str) -> Question:
        """The question of this id; raises KeyError when there is none."""
        for question in self.questions:
            if question.link_id == link_id:
                return question
        raise KeyError(link_id)


def read_questionnaire(document: Mapping[str, Any], *, source: str) -> Instrument:
    """The instrument that a parsed Questionnaire describes; raises BrokenRecord naming the file and the place."""
    if document.get("resourceType") != "Questionnaire":
        raise BrokenRecord(f"{source}: resourceType must be Questionnaire.")
    items = document.get("item") or []
    questions = tuple(_question(item, source) for item in items if item.get("type") != "display")
    names = [question.link_id for question in questions]
    if not questions or len(set(names)) != len(names):
        raise BrokenRecord(f"{source}: it needs questions, each with a linkId of its own.")
    instrument = Instrument(
        name=_text(document, "name", source),
        version=_text(document, "version", source),
        title=_text(document, "title", source),
        language=_text(document, "language", source),
        introduction=" ".join(_text(item, "text", source) for item in items if item.get("type") == "display"),
        questions=questions,
        scores=tuple(_score(extension, source) for extension in _extensions(document, SCORE)),
        publisher=str(document.get("publisher", "")),
    )
    _check_scores(instrument, source)
    return instrument


def _question(item: Mapping[str, Any], source: str) -> Question:
    where = f"{source}, {item.get('linkId', '(no linkId)')}"
    if item.get("type") != "choice" or item.get("item") or item.get("enableWhen"):
        raise BrokenRecord(f"{where}: only plain questions of type choice can be asked.")
    options = tuple(_option(option, where) for option in item.get("answerOption") or ())
    codes = [option.code for option in options]
    if len(options) < 2 or len(set(codes)) != len(codes):
        raise BrokenRecord(f"{where}: it needs at least two answers, each with a code of its own.")
    return Question(
        link_id=_text(item, "linkId", where),
        text=_text(item, "text", where),
        options=options,
        is_required=item.get("required") is True,
        hint=str(item.get("prefix", "")),
    )


def _option(option: Mapping[str, Any], where: str) -> Option:
    coding = option.get("valueCoding")
    if not isinstance(coding, Mapping):
        raise BrokenRecord(f"{where}: every answer needs a valueCoding.")
    number = [extension.get("valueDecimal") for extension in _extensions(coding, NUMBER)]
    if number and not (isinstance(number[0], int) and not isinstance(number[0], bool)):
        raise BrokenRecord(f"{where}: the number of an answer must be whole.")
    return Option(
        code=_text(coding, "code", where),
        words=_text(coding, "display", where),
        number=number[0] if number else None,
        is_missing=_is_marked(option, MISSING),
        costs_nothing=_is_marked(option, COSTS_NOTHING),
    )


def _score(extension: Mapping[str, Any], source: str) -> Score:
    parts: dict[str, list[Any]] = {}
    for part in extension.get("extension") or ():
        value = next((part[key] for key in ("valueCode", "valueString", "valueInteger") if key in part), None)
        parts.setdefault(str(part.get("url")), []).append(value)
    try:
        return Score(parts["code"][0], parts["method"][0], tuple(parts["over"]), parts.get("times", [1])[0])
    except KeyError as missing:
        raise BrokenRecord(f"{source}: a score lacks {missing}.") from missing


def _check_scores(instrument: Instrument, source: str) -> None:
    """Every score adds numbers that exist: each answer that counts must have one."""
    asked = {question.link_id: question for question in instrument.questions}
    for score in instrument.scores:
        unknown = [link_id for link_id in score.over if link_id not in asked]
        if unknown or not score.over or score.method not in ("sum", "value"):
            raise BrokenRecord(f"{source}: the score {score.code} is not a sum or value of questions that are asked.")
        if score.method == "value" and len(score.over) != 1:
            raise BrokenRecord(f"{source}: the score {score.code} is the value of one question.")
        for link_id in score.over:
            if any(option.number is None and not option.is_missing for option in asked[link_id].options):
                raise BrokenRecord(f"{source}, {link_id}: an answer without a number cannot be scored.")


def _extensions(of: Mapping[str, Any], url: str) -> Sequence[Mapping[str, Any]]:
    return [extension for extension in of.get("extension") or () if extension.get("url") == url]


def _is_marked(of: Mapping[str, Any], url: str) -> bool:
    return any(extension.get("valueBoolean") is True for extension in _extensions(of, url))


def _text(of: Mapping[str, Any], key: str, where: str) -> str:
    value = of.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BrokenRecord(f"{where}: {key} is missing.")
    return value
