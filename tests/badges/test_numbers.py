"""Numbers, status lists and name keys: pure."""

from __future__ import annotations

import base64
import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cairn.badges.domain.badges import name_key
from cairn.badges.domain.credentials import identity_hash
from cairn.badges.domain.numbers import RANDOM_SIGNS, SIGNS, number_of, read_number, shown
from cairn.badges.domain.status_lists import SIZE, encoded

SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a machine that is shared
numbers = some.lists(some.integers(0, len(SIGNS) - 1), min_size=RANDOM_SIGNS, max_size=RANDOM_SIGNS).map(number_of)


@SLOWLY
@given(numbers)
def test_a_number_is_read_as_it_is_printed_and_as_it_is_typed(number):
    printed = shown(number)
    assert len(printed) == 15
    for typed in (printed, printed.lower(), f" {number} ", printed.replace("-", " "), printed.replace("0", "O")):
        assert read_number(typed) == number


@SLOWLY
@given(numbers, some.integers(0, RANDOM_SIGNS), some.sampled_from(SIGNS))
def test_any_one_wrong_sign_is_found(number, place, sign):
    wrong = number[:place] + sign + number[place + 1 :]
    assert bool(read_number(wrong)) == (wrong == number)


@SLOWLY
@given(numbers, some.integers(0, RANDOM_SIGNS), some.integers(0, RANDOM_SIGNS))
def test_any_two_signs_swapped_are_found(number, one, other):
    signs = list(number)
    signs[one], signs[other] = signs[other], signs[one]
    assert bool(read_number("".join(signs))) == ("".join(signs) == number)


@pytest.mark.parametrize("text", ["", "K7T", "A" * 12, "x" * 500, "ʼ" * 12, "000-000-000-00\x00"])
def test_what_is_no_number_is_none(text):
    assert read_number(text) == ""


def test_a_number_has_no_vowels():
    assert not set(SIGNS) & set("AEIOUYL")


def test_a_status_list_has_the_form_of_the_standard():
    text = encoded({0, 9, SIZE - 1})
    bits = gzip.decompress(base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)))
    assert text.startswith("u")
    assert "=" not in text
    assert (len(bits), bits[0], bits[1], bits[-1]) == (16 * 1024, 0b10000000, 0b01000000, 1)
    with pytest.raises(ValueError, match="no place"):
        encoded({SIZE})


def test_the_identity_hash_is_that_of_the_standards_own_example():
    wanted = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    assert identity_hash("a@example.com", "Kosher") == wanted


def test_a_name_is_found_in_any_order_and_accent_but_only_whole():
    assert name_key("Whitcomb, Ána ") == name_key("ana whitcomb")
    assert name_key("Ana Whitcomb") != name_key("Ana Whit")
    assert len(name_key("\ufb03" * 120)) == 120  # three letters each when taken apart; the column holds 120
