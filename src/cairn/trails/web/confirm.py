"""The page behind a link of confirmation: one question, three answers, a name. Works without an account and signed out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cairn.kernel.errors import BadInput, NotFound
from cairn.platform import clock
from cairn.platform.pages import public
from cairn.trails.commands.confirmations import answer_confirmation
from cairn.trails.domain.confirmations import ANSWER_WORDS
from cairn.trails.queries.confirmations import Question, find_question


@never_cache
@public
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Unknown, answered, withdrawn and run-out links get the same page."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    now = clock.now()
    question = find_question(token, now)
    if question is None:
        return _does_not_work(request)
    if request.method != "POST":
        return _ask(request, question, {})
    typed = {name: request.POST.get(name, "") for name in ("answer", "name", "remark")}
    try:
        answer_confirmation(token=token, now=now, **typed)
    except NotFound:
        return _does_not_work(request)
    except BadInput as bad:
        return _ask(request, question, bad.problems)
    return render(request, "trails/confirm_thanks.html", {"question": question})


def _ask(request: HttpRequest, question: Question, problems: dict[str, str]) -> HttpResponse:
    context = {
        "question": question,
        "answers": [(answer.value, words) for answer, words in ANSWER_WORDS.items()],
        "typed": {name: request.POST.get(name, "") for name in ("answer", "name", "remark")},
        "problems": problems,
    }
    return render(request, "trails/confirm.html", context, status=400 if problems else 200)


def _does_not_work(request: HttpRequest) -> HttpResponse:
    return render(request, "trails/confirm_closed.html", status=404)
