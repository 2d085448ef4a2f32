"""The page on which anybody may ask for a peer supporter: no account, two languages, nothing kept on the device."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cairn.intake.commands.asking import send_asking
from cairn.intake.domain.asking import AskingDraft, Language, Message
from cairn.intake.domain.asking_words import WORDS, told
from cairn.intake.queries.asking import Door, get_door
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.addresses import address
from cairn.platform.forms import sent_line, sent_text
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import public
from cairn.privacy.scope import scope_of
from cairn.rulebook.rules import Rules

FIELDS = ("called", "phone", "another", "times", "brings")
TRAP = "website"  # a field that people do not see; what fills in every field fills it in


@never_cache
@public
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """One short page. A closed door and one that never was are answered alike.

    In the other language it is shown again with what was typed, and nothing is sent.
    """
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    try:
        return _ask(request, token)
    except NotFound:
        return _closed(request)


def _ask(request: HttpRequest, token: str) -> HttpResponse:
    door, language = get_door(token), _language(request)
    if request.method != "POST" or "speak" in request.POST:
        return _page(request, door, language, {}, 200)
    if not sent_text(request, TRAP):
        try:
            with scope_of(door.actor):
                send_asking(
                    actor=door.actor,
                    asking_id=sent_id(request.POST.get("id", ""), door.actor.organization_id),
                    draft=_draft(request, language),
                    now=clock.now(),
                )
        except BadInput as error:
            return _page(request, door, language, error.problems, 400)
        except Conflict as error:
            key = "busy" if str(error) == "busy" else "again"
            return _page(request, door, language, {"": key}, 409)
    return _thank(token, language)


@never_cache
@public
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks. It says nothing of what was written: the next reader may be somebody else."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    try:
        door = get_door(token)
    except NotFound:
        return _closed(request)
    return _render(request, "intake/asking_sent.html", door, _language(request), 200)


def _thank(token: str, language: Language) -> HttpResponse:
    return redirect(f"{address('asking_sent', token=token)}?lang={language.value}")


def _draft(request: HttpRequest, language: Language) -> AskingDraft:
    said = {name: sent_line(request, name) for name in FIELDS} | {"brings": sent_text(request, "brings")}
    chosen = request.POST.get("message", "")
    return AskingDraft(
        **said, message=Message(chosen) if chosen in set(Message) else Message.NOTHING, language=language
    )


def _language(request: HttpRequest) -> Language:
    """The one that was chosen (`speak`: just now, half-way through the form), else what the browser asks for first."""
    chosen = request.POST.get("speak") or request.POST.get("lang") or request.GET.get("lang")
    asked = chosen or request.headers.get("Accept-Language", "")[:2].lower()
    return Language.SPANISH if asked == Language.SPANISH else Language.ENGLISH


def _page(request: HttpRequest, door: Door, language: Language, problems: dict[str, str], status: int) -> HttpResponse:
    context = {
        "typed": {name: sent_text(request, name) for name in FIELDS},
        "message": request.POST.get("message", Message.NOTHING.value),
        "messages_may": [(one.value, told(language, f"message_{one.value}")) for one in Message],
        "id": request.POST.get("id") or new_form_id(door.actor.organization_id),
        "trap": TRAP,
        "problems": {field: told(language, key) for field, key in problems.items()},
    }
    return _render(request, "intake/ask.html", door, language, status, **context)


def _closed(request: HttpRequest) -> HttpResponse:
    """Whoever reads an old poster is told so in their language, and whom to call in danger: whose poster it was, nobody learns."""
    rules = rules_on(local_date(clock.now(), "UTC"))
    return _show(request, "intake/asking_closed.html", rules, _language(request), 404)


def _render(
    request: HttpRequest, template: str, door: Door, language: Language, status: int, **context: object
) -> HttpResponse:
    rules = rules_on(local_date(clock.now(), door.actor.zone), door.actor.place)
    return _show(request, template, rules, language, status, door=door, **context)


def _show(
    request: HttpRequest, template: str, rules: Rules, language: Language, status: int, **context: object
) -> HttpResponse:
    rule = rules.find("crisis.line")
    line = str(rule.value) if rule else ""
    words = {key: told(language, key, line=line) for key in WORDS}
    shown = {"language": language, "t": words, "crisis_line": line, **context}
    answer = render(request, template, shown, status=status)
    answer["Referrer-Policy"], answer["X-Robots-Tag"] = "same-origin", "noindex"
    return answer
