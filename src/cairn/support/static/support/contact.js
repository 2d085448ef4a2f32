// What the contact page and the note gain with script: quiet saves to the server. Nothing is kept in the browser's storage.
import { announce, savedElsewhere } from "../cairn/cairn.js";

const QUIET = 1500; // milliseconds without a key before a save
const MINUTE = 60_000;
const AHEAD = 2 * MINUTE; // before the session ends: the server rounds to the minute, and somebody has to read it

for (const form of document.querySelectorAll("form[data-autosave]")) keep(form);

// "Other" opens the fields for length and times.
const times = document.querySelector("[data-times]");
document.querySelector('input[name="minutes"][value="times"]')?.addEventListener("change", () => { if (times) times.open = true; });

function keep(form) {
  const said = form.querySelector("[data-saved]");
  let timer, sending = null, dirty = false, stopped = false, heard = Date.now(), warned = false;

  form.addEventListener("input", () => { dirty = true; clearTimeout(timer); timer = setTimeout(save, QUIET); });
  // Coming back from signing in, or back into coverage: try again at once.
  window.addEventListener("focus", retry);
  window.addEventListener("online", retry);
  document.addEventListener("visibilitychange", () => { if (dirty) save(); });
  form.addEventListener("submit", finish);
  setInterval(watch, MINUTE / 4);

  function retry() { if (dirty && !stopped) save(); }

  function save() {
    clearTimeout(timer);
    if (stopped) return Promise.resolve(false);
    if (sending) return sending.then(() => (dirty ? save() : true));
    if (!dirty) return Promise.resolve(true);
    dirty = false;
    sending = send().catch(() => { dirty = true; say("No connection. Your words stay on this page and will be saved when you are back."); return null; })
      .then((ok) => { sending = null; return ok; });
    return sending;
  }

  // As the page says its times, "9:01 am", where the program is: not by the clock of the device.
  function clock(at, timeZone) {
    const told = new Date(at).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", timeZone });
    return told.replace(/\s/g, " ").toLowerCase();
  }

  async function send() {
    freshen(form);
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", redirect: "manual", credentials: "same-origin", keepalive: true,
      headers: { "X-CSRFToken": token() }, body: new URLSearchParams(new FormData(form)),
    });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) { dirty = true; signIn(); return false; }
    if (answer.status === 409) { stopped = true; say("Another tab has this note too. Save here: you will see both texts."); return true; }
    if (!answer.ok) {
      const told = await answer.json().catch(() => ({}));
      dirty = true;
      say(told.problem || "It could not be saved just now. Your words stay on this page.");
      return null;
    }
    hear();
    const { version, at, zone } = await answer.json();
    form.elements.version.value = version;
    if (!dirty) savedElsewhere(form);
    say(`Saved ${clock(at, zone)}`);
    return true;
  }

  // A save that is under way ends first; a session that ended is said before anything is sent and lost.
  function finish(event) {
    clearTimeout(timer);
    if (form.dataset.ready) return;
    event.preventDefault();
    dirty = true;
    save().then((ok) => {
      if (ok === false && !stopped) return;
      form.dataset.ready = "yes";
      freshen(form);
      form.requestSubmit(event.submitter);
    });
  }

  // The server ends a session that has been quiet too long. Said while there is still time; what was typed is kept either way.
  function watch() {
    if (warned || stopped || !form.dataset.idle || Date.now() - heard < form.dataset.idle * MINUTE - AHEAD) return;
    warned = true;
    const stay = document.createElement("button");
    stay.type = "button";
    stay.className = "link";
    stay.textContent = "Stay signed in";
    stay.addEventListener("click", remain);
    said.replaceChildren("You will soon be signed out, because it has been quiet here. Your words are kept. ", stay);
    announce("You will soon be signed out. Your words are kept.");
  }

  async function remain() {
    const answer = await fetch(form.dataset.stay, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token() } }).catch(() => null);
    if (!answer) say("No connection. Your words stay on this page and will be saved when you are back.");
    else if (!answer.ok) signIn();
    else { hear(); say("You are still signed in."); if (dirty) save(); }
  }

  function hear() { heard = Date.now(); warned = false; }

  function signIn() {
    const link = document.createElement("a");
    link.href = form.dataset.signIn;
    link.target = "_blank";
    link.textContent = "Sign in in another tab";
    said.replaceChildren("You are signed out. Your words stay here. ", link, ", then go on.");
    announce("You are signed out. Your words stay on this page.");
  }

  function say(words) { said.textContent = words; }
}

// Signing in again changes the form's token; the page takes the new one from its cookie.
function token() {
  const cookie = document.cookie.split("; ").find((one) => /^(__Host-)?cairn-form=/.test(one));
  return cookie ? cookie.slice(cookie.indexOf("=") + 1) : "";
}

function freshen(form) { if (token()) form.elements.csrfmiddlewaretoken.value = token(); }
