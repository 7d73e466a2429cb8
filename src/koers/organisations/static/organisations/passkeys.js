// Passkeys: asks the browser to make one, or to log in with one, and sends the answer with the form.
// <form data-passkey="create|get|login" data-options="JSON" hidden>: shown here, because it cannot work without us.
(() => {
  "use strict";

  const fromText = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const withBytes = (list) => (list || []).map((item) => ({ ...item, id: fromText(item.id) }));

  function read({ publicKey }) {
    const options = { ...publicKey, challenge: fromText(publicKey.challenge) };
    if (publicKey.user) options.user = { ...publicKey.user, id: fromText(publicKey.user.id) };
    if (publicKey.excludeCredentials) options.excludeCredentials = withBytes(publicKey.excludeCredentials);
    if (publicKey.allowCredentials) options.allowCredentials = withBytes(publicKey.allowCredentials);
    return { publicKey: options };
  }

  // What the browser gave, with every buffer as text.
  function write(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  async function optionsOf(form) {
    if (form.dataset.passkey !== "login") return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options;
  }

  // The place is on the page from the start: only then is what appears in it read aloud.
  function tell(place, words) {
    place.textContent = words;
    place.className = words ? "utrecht-alert utrecht-alert--error" : "";
  }

  async function ask(form, failed) {
    try {
      const options = read(await optionsOf(form));
      const credential =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create(options)
          : await navigator.credentials.get(options);
      form.elements.credential.value = JSON.stringify(write(credential));
      form.submit();
    } catch {
      tell(failed, failed.dataset.words);
    }
  }

  if (!window.PublicKeyCredential) return;
  for (const place of document.querySelectorAll("[data-passkey-only]")) place.hidden = false;
  for (const place of document.querySelectorAll("[data-passkey-not]")) place.hidden = true;
  const failed = document.querySelector("[data-passkey-failed]");
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      tell(failed, "");
      ask(form, failed);
    });
  }
})();
