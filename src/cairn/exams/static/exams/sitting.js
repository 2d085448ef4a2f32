// When the connection breaks in the middle of an exam: say so at the question, keep the choice, and send it again by itself.
// Without script each question has its own button. The server's clock decides, whatever happens here.

const WAIT = 5000;
const waiting = new Set();
let again;

function show(form, isWaiting) {
  form.querySelector("[data-waiting]").hidden = !isWaiting;
  form.querySelector("[data-saved]").hidden = isWaiting;
}

function send() {
  for (const form of [...waiting]) form.dispatchEvent(new Event("change", { bubbles: true }));
}

function failed(event) {
  const form = event.target.closest?.("form[data-answer]");
  if (!form) return;
  waiting.add(form);
  show(form, true);
  clearTimeout(again);
  again = setTimeout(send, WAIT);
}

document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:timeout", failed);
// Signed out meanwhile, or a form from before: sent as a plain form, the answer comes back on a page that keeps it and says what to do.
function refused(form, xhr) {
  if (xhr.getResponseHeader("HX-Refresh")) return;
  waiting.delete(form);
  form.submit();
}

document.addEventListener("htmx:responseError", (event) => {
  const form = event.target.closest?.("form[data-answer]");
  if (event.detail.xhr.status >= 500) failed(event);
  else if (form) refused(form, event.detail.xhr);
});
document.addEventListener("htmx:afterOnLoad", (event) => {
  const form = event.target.closest?.("form[data-answer]");
  if (form && event.detail.xhr.status === 200) { waiting.delete(form); show(form, false); }
});
window.addEventListener("online", send);
window.addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
