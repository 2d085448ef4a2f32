// The quick way out: a tap, or Escape twice. The page is replaced, not left behind in the history; without script it is a link.
const leave = document.querySelector("[data-leave]");
const SOON = 1500; // milliseconds between the two
let pressed = -SOON;

function go() {
  document.body.hidden = true; // nothing to read while the other page comes
  location.replace(leave.href);
}

// What was typed is there again in the other language: kept in this tab between the two pages, and nowhere a moment later.
const KEPT = "portal.typed";
const MOST = 60000; // milliseconds from one page to the next
const fields = () => [...document.querySelectorAll("main form")].flatMap((form, n) =>
  [...form.elements].filter((one) => one.name && !["hidden", "password", "file", "submit", "button"].includes(one.type))
    .map((one, at) => [`${n}.${at}.${one.name}`, one]));
const chosen = (one) => one.type === "radio" || one.type === "checkbox";
const touched = (one) => chosen(one) ? one.checked !== one.defaultChecked
  : one.options ? [...one.options].some((each) => each.selected !== each.defaultSelected) : one.value !== one.defaultValue;

function keep() {
  const typed = fields().filter(([, one]) => touched(one)).map(([key, one]) => [key, chosen(one) ? one.checked : one.value]);
  try { sessionStorage.setItem(KEPT, JSON.stringify({ at: Date.now(), path: location.pathname, typed })); } catch { /* closed: as without script */ }
}

function take() {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
  } catch { return; }
  if (!kept || kept.path !== location.pathname || Date.now() - kept.at > MOST) return;
  const typed = new Map(kept.typed);
  for (const [key, one] of fields()) {
    if (!typed.has(key)) continue;
    if (chosen(one)) one.checked = typed.get(key);
    else one.value = typed.get(key);
    const folded = one.closest("details");
    if (folded && typed.get(key)) folded.open = true;
  }
}

document.querySelector("[data-tongue]")?.addEventListener("submit", keep);
take();

if (leave) {
  leave.addEventListener("click", (event) => { event.preventDefault(); go(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - pressed < SOON) go();
    pressed = event.timeStamp;
  });
  // A page that the browser kept whole is asked for anew: whoever presses Back finds the door.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
