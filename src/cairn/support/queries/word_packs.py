"""The lists of words and the labeled sentences of this installation: `packs/words/`, read once."""

from __future__ import annotations

import tomllib
from functools import cache

from cairn.kernel.errors import BrokenRecord
from cairn.platform.packs import packs_folder
from cairn.support.domain.labeled_words import LabeledSentences, WordRates, measure_words, read_sentences
from cairn.support.domain.word_lists import WordList, read_word_list

LISTS = ("peer-scope", "recovery-language", "third-parties", "clinical-words")  # clinical words speak last
SETS = ("held-out", "first")  # the lists were tuned on the first set, never on the other


@cache
def word_lists() -> tuple[WordList, ...]:
    """The lists, in the order in which they speak; raises BrokenRecord naming what is damaged."""
    return tuple(read_word_list(_document(f"words/{name}.toml"), f"words/{name}.toml") for name in LISTS)


def labeled_sentences(name: str) -> LabeledSentences:
    """The sentences of one of the SETS."""
    source = f"words/labeled/{name}.toml"
    return read_sentences(_document(source), source)


@cache
def word_rates(name: str) -> WordRates:
    """How the check does on one of the SETS."""
    return measure_words(labeled_sentences(name), word_lists())


def _document(source: str) -> dict[str, object]:
    try:
        return tomllib.loads((packs_folder() / source).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenRecord(f"{source} cannot be read: {error}.") from error
