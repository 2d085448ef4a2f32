"""How often our checks are wrong, on labeled examples: beside every hint and question there is a way here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cairn.platform.pages import page
from cairn.support import policy_words
from cairn.support.queries.word_packs import SETS, word_lists, word_rates
from cairn.support.web.shown import show


@page(permission=policy_words.KEEP)
def words_rates(request: HttpRequest) -> HttpResponse:
    """The rates of the word check on both sets; and each list with its entries and sources."""
    return show(request, "words_rates", sets=[(name, word_rates(name)) for name in SETS], lists=word_lists())
