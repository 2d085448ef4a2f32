// What the pages gain with script. Everything works without it.
// Shortcuts (`/`, `?`, and any element with data-key), saves said aloud, the theme, and a guard for unsaved words.

const remember = {
  get(key) { try { return localStorage.getItem(`cairn.${key}`); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(`cairn.${key}`, value); } catch { /* closed: for this page only */ } },
};

// --- saying things: quietly on screen, politely aloud -------------------------------------------------
const live = document.getElementById("live");
let fading;

export function announce(words) {
  if (!live) return;
  live.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => { live.textContent = ""; }, 6000);
}
// A response that carries `HX-Trigger: {"announce": "Saved 10:42"}` is said without more code.
document.addEventListener("announce", (event) => announce(event.detail?.value ?? String(event.detail ?? "")));

// --- theme --------------------------------------------------------------------------------------------
for (const control of document.querySelectorAll("[data-theme-choice]")) {
  control.hidden = false;
  for (const radio of control.querySelectorAll("input[type=radio]")) {
    radio.checked = radio.value === (remember.get("theme") || "device");
    radio.addEventListener("change", () => {
      remember.set("theme", radio.value);
      if (radio.value === "device") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = radio.value;
    });
  }
}

// --- the red button without a signal: the numbers stand on the page already -----------------------------
document.addEventListener("click", (event) => {
  const sheet = document.getElementById("help-offline");
  if (!sheet || navigator.onLine || !event.target.closest("a.red")) return;
  event.preventDefault();
  sheet.showModal();
});

// --- shortcuts ----------------------------------------------------------------------------------------
const keys = document.getElementById("keys");
const keysOn = document.getElementById("keys-on");
const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

function showKeys() {
  const list = keys.querySelector("[data-page-keys]");
  list.replaceChildren(...[...document.querySelectorAll("[data-key]")].map((element) => {
    const item = document.createElement("li");
    const key = document.createElement("kbd");
    key.textContent = element.dataset.key;
    item.append(key, ` ${element.getAttribute("aria-label") || element.textContent.trim()}`);
    return item;
  }));
  keys.showModal();
}

if (keys) {
  keysOn.checked = remember.get("keys") !== "off";
  keysOn.addEventListener("change", () => remember.set("keys", keysOn.checked ? "on" : "off"));
  for (const opener of document.querySelectorAll("[data-open-keys]")) {
    opener.hidden = false;
    opener.addEventListener("click", showKeys);
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keysOn.checked) return;
    if (keys.open) return;
    const search = document.getElementById("search");
    const target = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key);
    if (event.key === "/" && search?.checkVisibility?.()) { event.preventDefault(); search.focus(); }
    else if (event.key === "?") { event.preventDefault(); showKeys(); }
    else if (target) { event.preventDefault(); target.click(); }
  });
}

// --- menus close on Escape and on a tap elsewhere -----------------------------------------------------
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// --- what is folded for the screen is printed whole, and opens for an address that leads into it ----------
const folded = () => document.querySelectorAll("details.whole:not([open])");
window.addEventListener("beforeprint", () => { for (const one of folded()) { one.open = true; one.dataset.folded = "yes"; } });
window.addEventListener("afterprint", () => { for (const one of document.querySelectorAll("[data-folded]")) { one.open = false; delete one.dataset.folded; } });
function unfold() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const around = target && target.closest("details.whole:not([open])");
  if (around) { around.open = true; target.scrollIntoView(); }
}
window.addEventListener("hashchange", unfold);
unfold();

// --- words that were typed and not saved --------------------------------------------------------------
const unsaved = new Set();
document.addEventListener("input", (event) => { const form = event.target.closest("form[data-guard]"); if (form) unsaved.add(form); });
document.addEventListener("submit", (event) => unsaved.delete(event.target));
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) unsaved.delete(event.target.closest("form")); });
export const savedElsewhere = (form) => unsaved.delete(form); // the phone app: the words are safe on the device
window.addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });

// --- an error summary takes the focus, so that it is read first ----------------------------------------
document.querySelector("[data-focus-first]")?.focus();
