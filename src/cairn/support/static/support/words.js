// Hints on the words of a note, quietly: a while after the last key, without a reload. Without script the button does the same.
const QUIET = 2500; // milliseconds without a key

for (const box of document.querySelectorAll("[data-words]")) look(box);

function look(box) {
  const form = box.closest("form"), region = box.querySelector("#words");
  const texts = ["data", "assessment", "plan"].map((name) => form.elements[name]).filter(Boolean);
  let timer, asked = 0;

  for (const text of texts) text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => ask(), QUIET); });
  box.addEventListener("click", (event) => {
    const place = event.target.closest("[data-place]");
    if (place) { event.preventDefault(); goTo(place); return; }
    const button = event.target.closest("button");
    if (!button || !(button.name === "keep" || button.dataset.checkWords)) return;
    event.preventDefault();
    clearTimeout(timer);
    ask(button);
  });

  async function ask(button) {
    const mine = ++asked, sent = new URLSearchParams();
    for (const name of ["csrfmiddlewaretoken", "person", "data", "assessment", "plan"]) {
      const value = new FormData(form).get(name);
      if (value) sent.set(name, value);
    }
    if (button?.name === "keep") sent.set("keep", button.value);
    const answer = await fetch(box.dataset.words, { method: "POST", credentials: "same-origin", redirect: "manual", body: sent }).catch(() => null);
    if (!answer?.ok || mine !== asked) return; // no connection, or newer words: the hints can wait
    const html = await answer.text();
    if (!button && region.contains(document.activeElement)) return; // nobody's place is taken away under their fingers
    region.innerHTML = html;
    if (button) region.focus();
  }

  function goTo(place) {
    const text = form.elements[place.dataset.place];
    text.focus();
    text.setSelectionRange(Number(place.dataset.start), Number(place.dataset.end));
  }
}
