"""The item bank: enough items, each competency asked alike, no giveaway, and a damaged file is named."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from cairn.exams.domain.banks import Bank, Item, read_bank
from cairn.exams.domain.papers import draw_items, lay_out, read_paper, written
from cairn.exams.domain.scores import count_right
from cairn.exams.domain.statistics import figures_of
from cairn.exams.queries.banks import banks
from cairn.exams.queries.competencies import competencies
from cairn.kernel.errors import BrokenRecord
from cairn.platform.packs import rules_on
from tests.people import TODAY

HEAD = {"bank": {"version": "1", "title": "T"}, "paper": {"items": 1, "minutes": 5}}
ITEM = {
    "code": "a-1", "competency": "a", "text": "?", "options": ["w", "x", "y", "z"], "right": 1, "reason": "So."
}  # fmt: skip


def core() -> Bank:
    return banks()["peer-support-core"]


def bank_of(count: int) -> Bank:
    items = {f"i{n}": Item(f"i{n}", "a", "?", ("w", "x", "y", "z"), n % 4, "So.") for n in range(count)}
    return Bank("b", "1", "B", count, 60, items)


def test_eighteen_competencies_as_many_as_the_training_body_names():
    assert len(competencies()) == len(rules_on(TODAY).items("ps101.competencies")) == 18


def test_the_bank_has_at_least_120_items_spread_alike():
    counts = Counter(item.competency for item in core().items.values())
    assert len(core().items) >= 120
    assert set(counts) == set(competencies())
    assert max(counts.values()) - min(counts.values()) <= 1
    assert len({item.text for item in core().items.values()}) == len(core().items)


def test_neither_place_nor_length_gives_the_right_answer_away():
    items = list(core().items.values())
    places = Counter(item.right for item in items)
    assert all(Fraction(places[place], len(items)) <= Fraction(3, 10) for place in range(4))
    longest = sum(len(item.options[item.right]) >= max(map(len, item.options)) for item in items)
    assert Fraction(longest, len(items)) <= Fraction(3, 10)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"right": 5}, "right must be"),
        ({"options": ["w", "W", "y", "z"]}, "4 different options"),
        ({"competency": "b"}, "no competency b"),
        ({"reason": " "}, "reason is missing"),
    ],
)
def test_an_item_that_cannot_be_used_is_named(change, word):
    with pytest.raises(BrokenRecord, match=word) as error:
        read_bank("bank", HEAD, [{"item": [{**ITEM, **change}]}], {"a"})
    assert "a-1" in str(error.value)


def test_a_code_stands_once_and_every_competency_is_asked():
    with pytest.raises(BrokenRecord, match="twice"):
        read_bank("bank", HEAD, [{"item": [ITEM, ITEM]}], {"a"})
    with pytest.raises(BrokenRecord, match="no item asks for b"):
        read_bank("bank", HEAD, [{"item": [ITEM]}], {"a", "b"})
    with pytest.raises(BrokenRecord, match="paper"):
        read_bank("bank", {**HEAD, "paper": {"items": 2, "minutes": 5}}, [{"item": [ITEM]}], {"a"})


def test_a_retired_item_is_never_drawn_and_still_counts_where_it_was_asked():
    kept, old = {**ITEM, "code": "a-2"}, {**ITEM, "retired": True}
    bank = read_bank("bank", HEAD, [{"item": [old, kept]}], {"a"})
    assert bank.in_use == ("a-2",)
    assert draw_items(bank, 1, "seed") == ("a-2",)
    assert count_right(bank, lay_out(["a-1"], "s"), {"a-1": 0}).correct == 1
    with pytest.raises(BrokenRecord, match="no more items than there are"):
        read_bank("bank", HEAD, [{"item": [old]}], {"a"})


def test_items_are_drawn_by_a_seed_and_ask_each_competency_alike():
    drawn = draw_items(core(), 54, "seed")
    assert drawn == draw_items(core(), 54, "seed")
    assert set(drawn) != set(draw_items(core(), 54, "other seed"))
    assert set(Counter(core().items[code].competency for code in drawn).values()) == {3}
    few = Counter(core().items[code].competency for code in draw_items(core(), 40, "seed"))
    assert set(few.values()) == {2, 3}
    assert len(set(draw_items(core(), len(core().items), "all"))) == len(core().items)
    with pytest.raises(ValueError):
        draw_items(core(), len(core().items) + 1, "too many")


def test_a_paper_has_the_items_in_an_order_of_one_s_own():
    drawn = draw_items(core(), 54, "seed")
    paper, other = lay_out(drawn, "ivo"), lay_out(drawn, "una")
    assert paper == lay_out(drawn, "ivo") == read_paper(written(paper))
    assert {one.code for one in paper} == {one.code for one in other} == set(drawn)
    assert [one.code for one in paper] != [one.code for one in other]
    assert len({one.order for one in paper}) > 5


def test_a_score_is_whole_items_and_no_answer_is_not_right():
    bank = bank_of(200)
    paper = lay_out(bank.items, "s")
    answers = {code: item.right for code, item in bank.items.items()}
    assert count_right(bank, paper, answers).share == 1
    for code in list(answers)[:41]:
        del answers[code]
    score = count_right(bank, paper, answers)
    assert (score.correct, score.items, score.share) == (159, 200, Fraction(795, 1000))


def test_statistics_agree_with_an_example_worked_by_hand():
    """Five sittings of three items. For item a: right 1,1,1,0,0; the rest (b, c) 2/2, 2/2, 1/2, 1/2, 0/2.

    Means 0.6 and 0.6; sum of products 0.4·0.4+0.4·0.4+0.4·(−0.1)+(−0.6)(−0.1)+(−0.6)(−0.6) = 0.7;
    spreads 1.2 and 0.7; r = 0.7 / √0.84 = 0.7638.
    """
    marks = ["111", "111", "110", "010", "000"]
    sittings = [dict(zip("abc", (mark == "1" for mark in row), strict=True)) for row in marks]
    a, b, c = figures_of(sittings, fewest=5)
    assert (a.n, a.right, a.difficulty) == (5, 3, Fraction(3, 5))
    assert a.discrimination == pytest.approx(0.7638, abs=0.0001)
    assert b.difficulty == Fraction(4, 5)
    assert c.remark == ""
    assert next((one.difficulty, one.remark) for one in figures_of(sittings)) == (None, "Too few answers: 5 of 20")


def test_an_item_that_everybody_knows_or_that_misleads_is_marked():
    easy = [{"x": True, "y": n % 2 == 0, "z": n % 2 == 0} for n in range(20)]
    x, y, _ = figures_of(easy)
    assert (x.discrimination, x.remark) == (None, "Nearly everybody knows it")
    assert y.discrimination == pytest.approx(1)
    bad = [{"x": n % 2 == 1, "y": n % 2 == 0, "z": n % 2 == 0} for n in range(20)]
    assert figures_of(bad)[0].remark.startswith("Those who knew more")
