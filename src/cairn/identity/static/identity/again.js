// After signing in in another tab the form's token is a new one: take it along, so that one press is enough.
const form = document.querySelector("form[data-token-cookie]");
form?.addEventListener("submit", () => {
  const start = `${form.dataset.tokenCookie}=`;
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(start));
  if (cookie) form.elements.csrfmiddlewaretoken.value = cookie.slice(start.length);
});
