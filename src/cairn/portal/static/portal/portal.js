// The quick way out: a tap, or Escape twice. The page is replaced, not left behind in the history; without script it is a link.
const leave = document.querySelector("[data-leave]");
const SOON = 1500; // milliseconds between the two
let pressed = -SOON;

function go() {
  document.body.hidden = true; // nothing to read while the other page comes
  location.replace(leave.href);
}

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
