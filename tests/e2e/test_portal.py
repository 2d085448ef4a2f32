"""A person's own pages in a real browser: from the code in the hand to the quick way out, by keyboard alone, in both languages.

A tap is one press of Enter or Space on something; going there with Tab and typing words are not counted.
"""

from __future__ import annotations

import re
import zipfile
from urllib.parse import urlsplit

import pytest

from tests.e2e.browsers import DESK, PHONE, enter, visit
from tests.e2e.screens import dashed
from tests.identity.doors import code_for

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]
MOST_TAPS, MOST_TABS = 5, 60
NEUTRAL, FAIR = "https://www.weather.gov/", "Fair and mild"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
WORDS = {
    "en": {
        "other": "Español", "plan": "My plan", "add": "Add my own words", "save": "Save", "notes": "My notes",
        "read": "Read the note", "permissions": "My permissions", "new": "Allow something new", "all": "My care providers",
        "attendance": "That I come here", "next": "Read it first", "yes": "Yes, I allow", "stop": "Stop", "stop_yes": "Yes, stop", "looks": "Who looked",
        "people": "My people", "talk": "Ask for a talk about it", "asked": "You asked for a talk", "begin": "Choose somebody", "meetings": "My appointments", "download": "Take it all",
        "make": "Make the file", "choices": "How these pages look", "tab": "Lists", "home": "Back to the start",
        "pick": "Choose Cleo", "sure": "Yes, I choose Cleo", "chose": "You chose Cleo", "undo": "Take my choice back", "undone": "Taken back",
        "matters": "Say what matters to me", "much": "Matters a lot", "told": "Served in the military",
        "reminders": "Reminders", "email": "By e-mail", "feed": "My times in another calendar", "address": "Make an address", "once": "Your new address",
        "stop_feed": "Stop it", "stopped": "Stopped.",
    },
    "es": {
        "other": "English", "plan": "Mi plan", "add": "Añadir mis palabras", "save": "Guardar", "notes": "Mis notas",
        "read": "Leer la nota", "permissions": "Mis permisos", "new": "Permitir algo nuevo", "all": "Mis proveedores",
        "attendance": "Que vengo aquí", "next": "Leerlo antes", "yes": "Sí, lo permito", "stop": "Parar", "stop_yes": "Sí, parar", "looks": "Quién miró",
        "people": "Mi gente", "talk": "Pedir que lo hablemos", "asked": "pediste hablarlo", "begin": "Elegir a alguien", "meetings": "Mis citas", "download": "Llevarme todo",
        "make": "Hacer el archivo", "choices": "Cómo se ven", "tab": "Recetas", "home": "Volver al inicio",
        "pick": "Elegir a Cleo", "sure": "Sí, elijo a Cleo", "chose": "Elegiste a Cleo", "undo": "Retirar mi elección", "undone": "Quedó retirada",
        "matters": "Decir lo que me importa", "much": "Importa mucho", "told": "Sirvió en las fuerzas armadas",
        "reminders": "Recordatorios", "email": "Por correo", "feed": "Mis horas en otro calendario", "address": "Hacer una dirección", "once": "Tu dirección nueva",
        "stop_feed": "Pararla", "stopped": "Parada.",
    },
}  # fmt: skip
FOCUSED = """() => { const one = document.activeElement; if (!one || one === document.body) return "";
  const label = one.labels && one.labels[0]; return (label ? label.textContent : one.getAttribute("aria-label") || one.textContent).trim(); }"""
NOT_BESIDE = """() => [...document.querySelectorAll(".call")].filter(one =>
  one.querySelector("svg").getBoundingClientRect().right > one.querySelector("span").getBoundingClientRect().left).map(one => one.innerText)"""
PAGES = (
    "",
    "plan/",
    "help/",
    "plan/words/",
    "notes/",
    "permissions/",
    "permissions/new/",
    "looks/",
    "people/",
    "people/choose/",
    "people/wishes/",
    "reminders/",
    "calendar/",
    "meetings/",
    "all/",
    "choices/",
)


def weather(route):
    """The way out is asked of the server; what it leads to is shown here, for a test reaches nobody outside."""
    answer = route.fetch(max_redirects=0)
    assert answer.headers["location"] == NEUTRAL
    route.fulfill(body=FAIR, content_type="text/plain")


class Hands:
    """Somebody without a mouse."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def home(self):
        self.page.goto("/mine/")
        self.taps = 0

    def to(self, words):
        """Tab to what is called so."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED).startswith(words):
                return
        raise AssertionError(f"Tab never comes to “{words}” on {self.page.url}")

    def open(self, *names):
        for words in names:
            self.to(words)
            self.taps += 1
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")

    def choose(self, words):
        self.to(words)
        self.taps += 1
        self.page.keyboard.press("Space")

    def turn(self, name, words):
        """From the button of this group that is chosen to another of them, by the arrow keys."""
        self.taps += 1
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.name") == name:
                break
        while not self.page.evaluate(FOCUSED).startswith(words):
            before = self.page.evaluate("document.activeElement.value")
            self.page.keyboard.press("ArrowRight")
            assert self.page.evaluate("document.activeElement.value") != before, words

    def write(self, words):
        self.page.locator("textarea").focus()  # Tab goes there too: the field stands before its button
        self.page.keyboard.type(words)

    def done(self, name, told):
        assert self.taps <= MOST_TAPS, f"{name} takes {self.taps} taps"
        assert told in self.page.locator("main").inner_text(), name


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_task_in_five_taps_by_keyboard_alone(house, browser, language):
    gil = dashed(house.rows("SELECT id FROM support_client WHERE name = 'Gil'")[0]["id"])
    enter(browser, house, "Ana", DESK).goto(f"/people/{gil}/")
    page = enter(browser, house, "Gil")
    own = WORDS[language]
    if page.locator("html").get_attribute("lang") != language:
        Hands(page).open(WORDS["en" if language == "es" else "es"]["other"])
    hands = Hands(page)
    assert page.locator("html").get_attribute("lang") == language
    assert page.title() in ("Notes", "Notas", "Lists", "Listas")

    hands.home()
    hands.open(own["plan"], own["add"])
    hands.write(f"A porch ({language})")
    hands.open(own["save"])
    hands.done("own words beside the plan", f"A porch ({language})")

    hands.home()
    hands.open(own["notes"], own["read"], own["add"])
    hands.write(f"That is how it was ({language})")
    hands.open(own["save"])
    hands.done("own words beside a note", f"That is how it was ({language})")

    hands.home()
    hands.open(own["permissions"])
    hands.choose(own["all"])
    hands.choose(own["attendance"])
    hands.open(own["next"], own["yes"])
    hands.done("allowing something", own["attendance"])

    hands.home()
    hands.open(own["permissions"], own["stop"], own["stop_yes"])
    hands.done("stopping a permission", own["new"])

    for place in ("looks", "meetings"):
        hands.home()
        hands.open(own[place])
        hands.done(place, own[place] if place == "meetings" else "Ana")

    hands.home()
    hands.open(own["people"], own["begin"], own["talk"])
    hands.done("asking for a talk about somebody else", own["asked"])

    hands.home()
    hands.open(own["people"], own["matters"])
    hands.turn("veteran-strength", own["much"])
    hands.open(own["save"])
    hands.done("what matters in a peer supporter", own["told"])

    hands.home()
    hands.open(own["people"], own["begin"], own["pick"], own["sure"])
    hands.done("choosing a peer supporter", own["chose"])
    hands.open(own["undo"])
    hands.done("taking the choice back", own["undone"])

    hands.home()
    hands.open(own["meetings"], own["reminders"])
    hands.turn("how", own["email"])
    page.locator("#address").fill("somebody@example.org")
    hands.open(own["save"])
    hands.done("choosing reminders", own["meetings"])

    hands.home()
    hands.open(own["meetings"], own["feed"], own["address"])
    hands.done("an address for another calendar", own["once"])
    hands.open(own["stop_feed"])
    hands.done("stopping it", own["stopped"])

    hands.home()
    hands.open(own["download"])
    hands.to(own["make"])
    hands.taps += 1
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "download.zip"
    with zipfile.ZipFile(waiting.value.path()) as archive:
        read, data, *papers = archive.namelist()
        assert (read, data) == ("read.html", "data.json")
        assert all(re.fullmatch(r"papers/\d+\.txt", name) for name in papers)
    hands.done("the file", own["make"])

    assert not page.complaints


@pytest.mark.parametrize("language", ["en", "es"])
def test_nobody_is_shut_out(house, browser, language):
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    page = enter(browser, house, "Gil")
    if page.locator("html").get_attribute("lang") != language:
        page.get_by_role("button", name=WORDS["en" if language == "es" else "es"]["other"]).click()
    note = house.rows(
        "SELECT e.id FROM support_encounter e JOIN support_note n ON n.encounter_id = e.id JOIN support_client c ON c.id = e.client_id "
        "WHERE c.name = 'Gil' AND n.signed_at IS NOT NULL ORDER BY e.started_at DESC LIMIT 1"
    )[0]["id"]
    for where in (*PAGES, f"notes/{dashed(note)}/", "choices/close/"):
        answer = page.goto(f"/mine/{where}")
        assert (answer.status, answer.headers["cache-control"]) == (200, "no-store, private"), where
        for size, theme in ((PHONE, "light"), (DESK, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > size["width"]:
                found.append(f"{where}: {wide} pixels wide")
            found += [f"{where}: the picture is not beside {words}" for words in page.evaluate(NOT_BESIDE)]
            for violation in axe.run(page, options=RULES).response["violations"]:
                nodes = [(node["target"], node["html"][:120]) for node in violation["nodes"][:3]]
                found.append(f"{where} {theme}: {violation['id']} {nodes}")
    assert not found, "\n" + "\n".join(found)
    assert not page.complaints


def code_in_the_hand(house, browser):
    """Ana lets one of her people in; the code that stands on her screen."""
    somebody = dashed(
        house.rows(
            "SELECT r.client_id FROM support_relationship r JOIN identity_engagement e ON e.id = r.peer_id "
            "JOIN support_client c ON c.id = r.client_id WHERE e.name LIKE 'Ana %' AND r.ended_on IS NULL AND c.name <> 'Gil'"
        )[0]["client_id"]
    )
    peer = enter(browser, house, "Ana", DESK)
    peer.goto(f"/people/{somebody}/own-words/")
    peer.get_by_role("link", name="Let them in").click()
    peer.get_by_role("button", name="Show a code now").click()
    peer.locator("main .secret").first.wait_for()
    return re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", peer.locator("main").inner_text())[0].replace("-", "")


def test_a_code_in_the_hand_a_passkey_and_out_again(house, browser):
    code = code_in_the_hand(house, browser)
    page = visit(browser, house)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    local = house.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    page.route("**/mine/leave/", weather)
    page.goto(f"{local}/join/{code}/")
    assert page.title() == "Notes"
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Secret word").fill("river stones")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Set up a passkey here").click()
    page.wait_for_url("**/mine/")
    page.get_by_role("link", name="My plan").click()
    page.wait_for_url("**/mine/plan/")

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/mine/leave/")
    assert page.locator("body").inner_text() == FAIR
    page.go_back()
    page.wait_for_url("**/mine/**")
    assert "Your pages" not in page.locator("main").inner_text(), "Back shows nothing of theirs"

    page.goto(f"{local}/mine/plan/")
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/mine/plan/")

    without_script = visit(browser, house, java_script_enabled=False)
    without_script.route("**/mine/leave/", weather)
    without_script.goto("/mine/in/")
    without_script.get_by_role("link", name="Leave now").click()
    without_script.wait_for_url("**/mine/leave/")
    assert without_script.locator("body").inner_text() == FAIR


def test_an_app_with_codes_instead_by_keyboard_alone_without_script_in_spanish(house, browser):
    from axe_playwright_python.sync_playwright import Axe

    code = code_in_the_hand(house, browser)
    page = visit(browser, house, java_script_enabled=False)
    page.goto(f"/join/{code}/")
    page.get_by_role("button", name="Español").press("Enter")
    page.get_by_role("button", name="Seguir").press("Enter")
    page.get_by_label("Palabra secreta").focus()
    page.keyboard.type("piedras del río")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Usar mejor una aplicación de códigos").press("Enter")
    assert page.title() == "Notas"
    key, name = page.locator(".secret").inner_text().replace(" ", ""), page.locator("main strong").inner_text()
    assert page.get_by_alt_text("La misma clave está abajo como texto").evaluate("image => image.complete") is True
    page.get_by_label("Los seis números").focus()
    page.keyboard.type(code_for(key))
    page.keyboard.press("Enter")
    page.wait_for_url("**/mine/")
    page.route("**/mine/leave/", weather)
    page.goto("/mine/leave/")

    scripted = visit(browser, house)
    scripted.goto("/mine/in/")
    hands = Hands(scripted)
    hands.open("Use my app with codes")
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        scripted.set_viewport_size(size)
        scripted.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert not Axe().run(scripted, options=RULES).response["violations"]
    hands.to("Your name here")
    scripted.keyboard.type(name)
    hands.to("Six digits")
    scripted.keyboard.type(code_for(key))
    hands.open("Go on")
    hands.done("the app", "Tus páginas")
