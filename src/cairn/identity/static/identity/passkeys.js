// Passkeys: the browser makes or uses one, its answer goes into the form, the form is sent like any other.
// A form says data-passkey="create" or "get"; its options are in data-options, or come from data-options-at.

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const descriptor = (one) => ({ ...one, id: toBytes(one.id) });

function readable(credential) {
  const { response } = credential;
  const texts = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) texts[name] = toText(response[name]);
  }
  if (response.getTransports) texts.transports = response.getTransports();
  return {
    id: credential.id, rawId: toText(credential.rawId), type: credential.type, response: texts,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function create(publicKey) {
  const options = {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: (publicKey.excludeCredentials ?? []).map(descriptor),
    authenticatorSelection: { ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
  return navigator.credentials.create({ publicKey: options });
}

async function get(publicKey) {
  const options = {
    ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: (publicKey.allowCredentials ?? []).map(descriptor),
  };
  return navigator.credentials.get({ publicKey: options });
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsAt, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const told = form.querySelector("[data-passkey-told]");
    told.hidden = true;
    try {
      const { publicKey } = await optionsOf(form);
      const credential = await (form.dataset.passkey === "create" ? create(publicKey) : get(publicKey));
      form.elements.credential.value = JSON.stringify(readable(credential));
      form.submit();
    } catch {
      told.hidden = false;
    }
  });
}
