"""The check of a note's words: exact places, what it leaves alone, what its lists stand on, and the rates that it prints."""

from __future__ import annotations

import itertools
import tomllib

import pytest

from cairn.front.cli import main
from cairn.kernel.errors import BrokenRecord
from cairn.platform.packs import packs_folder
from cairn.support.domain.labeled_words import read_sentences
from cairn.support.domain.rates import Rate
from cairn.support.domain.word_lists import read_word_list, tokens_of
from cairn.support.domain.words import MOST, find_hints
from cairn.support.queries.word_packs import SETS, labeled_sentences, word_lists, word_rates


def said(text, own=("Gil",)):
    return [(hint.list_key, hint.words) for hint in find_hints(text, word_lists(), own=own)]


def test_a_place_is_exact_to_the_character_whatever_stands_before():
    text = "“Ça va”, he said. 🌲 Another addict’s tent.\nGil’s UA was dirty."
    for hint in find_hints(text, word_lists()):
        assert text[hint.start : hint.end] == hint.words
    assert said(text) == [("stigma", "addict"), ("stigma", "UA was dirty")] or said(text)[-1] == (
        "stigma",
        "UA was dirty",
    )


@pytest.mark.parametrize(
    "text",
    [
        "“I am an addict.”",
        'He said: "dirty needles, all over".',
        "‘A junkie’, that was the word.",
        "‘He’s just an addict,’ his uncle said.",
        "'He's an addict and won't change,' his uncle said.",
        "«He is an addict», she said.",
        "He is an addict, his mother said.",
        "He is an addict now, says his father.",
        "His mother keeps calling him an addict.",
        "He refers to himself as an addict.",
        "She used the word addict for herself.",
        "According to his father he is an addict.",
        "In his own words he is an addict.",
        "He calls himself an alcoholic.",
        "She told me that she relapsed.",
        "His doctor told him to stop the lithium.",
        "I was an addict for nine years.",
        "He is not an addict.",
        "It was never manipulative.",
        "Alcoholics Anonymous meets at seven.",
        "Gil and his sister talked.",
        "",
        " \n ",
    ],
)
def test_what_is_left_alone(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I told him that he relapsed.", ("stigma", "relapsed")),
        ("He is not only an addict.", ("stigma", "addict")),
        ("He is an addict, I said.", ("stigma", "addict")),
        ("He is an addict. His mother said hello.", ("stigma", "addict")),
        ("He is an addict, and I told his mother so.", ("stigma", "addict")),
        ("I keep calling him an addict.", ("stigma", "addict")),
        ("While telling me, an addict came in.", ("stigma", "addict")),
        ("The dogs' owner is an addict and the cats' owner too.", ("stigma", "addict")),
        ("“Fine,” he said. An addict came by.", ("stigma", "addict")),
        ("Told him to stop his meds.", ("scope", "stop his meds")),
        ("His sister Dana came.", ("third_party", "sister Dana")),
        ("“My sister” came. His brother Karl too.", ("third_party", "brother Karl")),
        ("I was an addict; he is an addict.", ("stigma", "addict")),
    ],
)
def test_what_is_pointed_at(text, found):
    assert [key for key, _ in said(text)] == [found[0]]
    assert found[1].split()[-1] in said(text)[0][1]


def test_the_client_and_the_writer_may_be_named():
    assert said("His friend Gil came.") == []
    assert said("His friend Gil came.", own=()) == [("third_party", "friend Gil")]


def test_a_hostile_text_ends_and_gives_no_more_than_a_bounded_number_of_hints():
    for text in ("addict " * 3_000, "told him to stop " * 1_200, "“" * 20_000, "not " * 5_000 + "dirty", "'" * 9_999):
        assert len(find_hints(text, word_lists())) <= MOST


def test_the_words_under_which_phrases_are_filed_hide_none_of_them():
    texts = [one.text for name in SETS for one in labeled_sentences(name).sentences]
    for each in word_lists():
        for text in [*texts, *(f"{first} {second}" for first, second in itertools.pairwise(texts))]:
            tokens = tokens_of(text)
            held = [(entry, [one for one in entry.patterns if one.may_be_in(tokens)]) for entry in each.entries]
            wanted = [(entry.code, some) for entry, some in held if some and not entry.not_with & tokens]
            asked = [(entry.code, some) for entry, some in each.to_ask(each.filed_for(tokens), tokens)]
            assert asked == wanted, text


def test_every_entry_has_its_source_and_another_wording_and_no_phrase_of_its_own_list():
    codes = [f"{each.key}.{entry.code}" for each in word_lists() for entry in each.entries]
    assert len(set(codes)) == len(codes)
    for each in word_lists():
        for entry in each.entries:
            assert entry.citation.text
            assert entry.instead
            wordings = [part.split("”")[0] for part in entry.instead.split("“")[1:]]
            for wording in wordings:  # what is offered instead must not be pointed at itself
                assert [hint for hint in find_hints(wording, (each,)) if hint.entry is entry] == [], (
                    entry.code,
                    wording,
                )


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"citation": ""}, "citation"),
        ({"status": "sure"}, "status"),
        ({"say": [".."]}, "everywhere"),
        ({"say": ["{nobody}"]}, "group"),
        ({"more": "x"}, "more"),
    ],
)
def test_a_damaged_list_is_refused_by_entry_and_field(change, word):
    entry = {"code": "a", "say": ["b"], "why": "c", "instead": "d", "citation": "e", "status": "V"}
    with pytest.raises(BrokenRecord, match=f"here entry 1.*{word}"):
        read_word_list({"list": {"key": "k", "title": "t"}, "entry": [{**entry, **change}]}, "here")


def test_a_label_must_stand_in_its_sentence():
    with pytest.raises(BrokenRecord, match="line 2"):
        read_sentences({"cases": [["All well."], ["All well.", "stigma: junkie"]]}, "here")


def test_the_sets_are_large_enough_apart_and_half_silent():
    first, held = (labeled_sentences(name).sentences for name in ("first", "held-out"))
    assert len(first) >= 150
    assert len(held) >= 80
    assert not {one.text for one in first} & {one.text for one in held}
    for sentences in (first, held):
        quiet = sum(not one.wanted for one in sentences)
        assert len(sentences) // 3 < quiet < 2 * len(sentences) // 3
    for key in ("scope", "stigma", "jargon", "third_party"):
        assert sum(any(one.list_key == key for one in sentence.wanted) for sentence in first) >= 10, key


def test_the_printed_figures_of_the_first_set(capsys):
    """Exact: a change of a list that makes the check better or worse shows here."""
    assert main.main(["words"]) == 0
    printed = capsys.readouterr().out.split("Sentences that they were never tuned on")[0]
    for figures in (
        "precision  hints that were right             119 of 119",
        "recall     wanted places that were found     119 of 120",
        "silence    harmless sentences left alone     80 of 80",
        "Scope of practice    precision 35 of 35 (100 %, 95 % interval 90 to 100); recall 35 of 36",
        "Recovery language    precision 46 of 46",
        "Other people         precision 13 of 13",
        "Clinical words       precision 25 of 25",
    ):
        assert figures in printed, printed


def test_floors_on_the_held_out_set(capsys):
    """What we dare to promise of sentences never tuned on: lower than what was measured (96, 98 and 100 %), since those who wrote the
    lists wrote the sentences."""
    rates = word_rates("held-out")
    assert rates.precision.percent >= 85
    assert rates.recall.percent >= 80
    assert rates.silence.percent >= 90
    assert main.main(["words", "--slips"]) == 0
    printed = capsys.readouterr().out
    assert str(rates.precision) in printed
    assert not any(slip in printed for slip in rates.slips), (
        "what went wrong on the held-out set is not shown to who tunes"
    )


def test_the_command_gives_the_hints_of_a_text(capsys, monkeypatch, tmp_path):
    text = tmp_path / "text"
    text.write_text("Another addict came.", encoding="utf-8")
    with text.open(encoding="utf-8") as given:
        monkeypatch.setattr("sys.stdin", given)
        assert main.main(["words", "--text"]) == 0
    assert "8-14  stigma.addict" in capsys.readouterr().out


def test_an_interval_is_wide_where_little_was_counted():
    assert Rate(0, 0).interval == (0, 100)
    assert Rate(3, 3).interval == (44, 100)
    assert Rate(50, 100).interval == (40, 60)
    assert str(Rate(0, 0)) == "none to count"


def test_the_words_of_cairn_itself_pass():
    """What a demo shows as a good note, and what pages suggest, should not be pointed at."""
    from cairn.front.demo.words import HAPPENED, NEXT, NOTICED

    for text in (*HAPPENED, *NOTICED, *NEXT):
        assert said(text.replace("{name}", "Gil")) == [], text


def test_the_held_out_set_says_that_it_is_never_tuned_on():
    text = (packs_folder() / "words/labeled/held-out.toml").read_text(encoding="utf-8")
    assert "never tuned on" in text
    assert len(tomllib.loads(text)["cases"]) >= 80
