"""The page on which anybody may ask for a peer supporter: no account, two languages, nothing kept on the device, not even a cookie."""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cairn.intake.commands.asking import send_asking
from cairn.intake.domain.asking import MOST_FROM_ONE, AskingDraft, Language, Message, ask_again, check_asking
from cairn.intake.domain.asking_words import WORDS, told
from cairn.intake.queries.asking import Door, get_door, was_sent
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.addresses import address
from cairn.platform.callers import caller
from cairn.platform.forms import sent_line, sent_text
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.open_forms import is_from_here, read_form, seal_form
from cairn.platform.packs import rules_on
from cairn.platform.pages import public
from cairn.privacy.scope import scope_of
from cairn.rulebook.rules import Rules

FIELDS = ("called", "phone", "another", "times", "brings")
TRAP = "website"  # a field that people do not see; what fills in every field fills it in
HOUR = 3600
STATUS = {"many_here": 429, "full": 409, "paused": 409, "open_long": 409, "foreign": 403, "not_ours": 403}


@csrf_exempt  # its form carries a seal of its own (`_seal`), so that it works where no cookie is kept
@never_cache
@public
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """One short page. A door that was given up and one that never was are answered alike.

    In the other language it is shown again with what was typed, and nothing is sent.
    """
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    try:
        return _ask(request, token)
    except NotFound:
        return _closed(request)


def _ask(request: HttpRequest, token: str) -> HttpResponse:
    door = get_door(token)
    if request.method != "POST":
        return _paused(request, door) if door.is_paused else _page(request, door)
    if not is_from_here(request):
        request.POST = QueryDict()  # another site does not write into our page
        return _page(request, door, "foreign")
    asking_id = sent_id(request.POST.get("id", ""), door.actor.organization_id)
    given_out = read_form(request.POST.get("seal", ""), _about(door, asking_id))
    if given_out is None:
        return _page(request, door, "not_ours")
    if "speak" in request.POST:
        return _page(request, door, asking_id=asking_id)
    again = ask_again(given_out, clock.now(), trap_filled=bool(sent_text(request, TRAP)))
    if again:
        return _page(request, door, again, asking_id=asking_id)
    return _send(request, door, token, asking_id)


def _send(request: HttpRequest, door: Door, token: str, asking_id: UUID) -> HttpResponse:
    draft = _draft(request)
    try:
        check_asking(draft)
        if not (was_sent(door, asking_id) or _may_ask_from_here(request, door)):
            return _page(request, door, "many_here", asking_id=asking_id)
        with scope_of(door.actor):
            send_asking(actor=door.actor, asking_id=asking_id, draft=draft, now=clock.now())
    except BadInput as error:
        return _page(request, door, problems=error.problems, asking_id=asking_id)
    except Conflict as error:
        return _page(request, door, str(error) if str(error) in STATUS else "again", asking_id=asking_id)
    return redirect(address("asking_sent", token=token))


@never_cache
@public
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks, in both languages. It says nothing of what was written, nor its address: the next reader may be somebody else."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    try:
        door = get_door(token)
    except NotFound:
        return _closed(request)
    return _render(request, "intake/asking_sent.html", door, 200)


def _draft(request: HttpRequest) -> AskingDraft:
    said = {name: sent_line(request, name) for name in FIELDS} | {"brings": sent_text(request, "brings")}
    chosen, language = request.POST.get("message", ""), _language(request)
    return AskingDraft(
        **said, message=Message(chosen) if chosen in set(Message) else Message.NOTHING, language=language
    )


def _may_ask_from_here(request: HttpRequest, door: Door) -> bool:
    """Whether this network has a place left at this door within the hour. Which of them wrote what, nothing tells."""
    places = (f"asking-{door.id}-{caller(request)}-{n}" for n in range(MOST_FROM_ONE))
    return any(cache.add(place, 1, HOUR) for place in places)


def _about(door: Door, asking_id: UUID) -> str:
    return f"asking:{door.id}:{asking_id}"


def _language(request: HttpRequest) -> Language:
    """The one that was chosen (`speak`: just now, half-way through the form), else what the browser asks for first."""
    chosen = request.POST.get("speak") or request.POST.get("lang") or request.GET.get("lang")
    asked = chosen or request.headers.get("Accept-Language", "")[:2].lower()
    return Language.SPANISH if asked == Language.SPANISH else Language.ENGLISH


def _page(
    request: HttpRequest,
    door: Door,
    problem: str = "",
    *,
    problems: dict[str, str] | None = None,
    asking_id: UUID | None = None,
) -> HttpResponse:
    """The form with what was typed. It keeps its id: sent once more it is the same asking. Its seal is dated anew when it had run out."""
    found, language = {"": problem} if problem else problems or {}, _language(request)
    form_id = asking_id or new_form_id(door.actor.organization_id)
    keeps = asking_id is not None and problem != "open_long"
    context = {
        "typed": {name: sent_text(request, name) for name in FIELDS},
        "message": request.POST.get("message", Message.NOTHING.value),
        "messages_may": [(one.value, told(language, f"message_{one.value}")) for one in Message],
        "id": form_id,
        "seal": request.POST["seal"] if keeps else seal_form(_about(door, form_id), clock.now()),
        "trap": TRAP,
        "problems": {field: told(language, key) for field, key in found.items()},
    }
    status = STATUS.get(problem, 409 if problem == "again" else 400) if found else 200
    answer = _render(request, "intake/ask.html", door, status, **context)
    if problem == "many_here":
        answer["Retry-After"] = str(HOUR)
    return answer


def _paused(request: HttpRequest, door: Door) -> HttpResponse:
    """Nobody can ask for now; the program's number, for it is their poster."""
    return _render(request, "intake/asking_closed.html", door, 200)


def _closed(request: HttpRequest) -> HttpResponse:
    """Whoever reads an old poster is told so in their language, and whom to call in danger: whose poster it was, nobody learns."""
    rules = rules_on(local_date(clock.now(), "UTC"))
    return _show(request, "intake/asking_closed.html", rules, 404, door=None)


def _render(request: HttpRequest, template: str, door: Door, status: int, **context: object) -> HttpResponse:
    rules = rules_on(local_date(clock.now(), door.actor.zone), door.actor.place)
    return _show(request, template, rules, status, door=door, **context)


def _show(request: HttpRequest, template: str, rules: Rules, status: int, **context: object) -> HttpResponse:
    language = _language(request)
    numbers = {
        name: str(rule.value) if (rule := rules.find(f"crisis.{name}")) else "" for name in ("line", "emergency")
    }
    words, others = ({key: told(one, key, **numbers) for key in WORDS} for one in (language, language.other))
    shown = {"language": language, "t": words, "others": others, "numbers": numbers, **context}
    answer = render(request, template, shown, status=status)
    answer["Referrer-Policy"], answer["X-Robots-Tag"] = "same-origin", "noindex"
    return answer
