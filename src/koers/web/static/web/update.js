// The five-minute update on a bad connection: what is typed is kept on this device at once and on the server soon after,
// and sent when there is a connection again. A connection that does not answer counts as none. Without script the page works with "Save draft" and "Send".
(() => {
  const place = (id) => `koers-update-${id}`;
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or private: the server's draft remains */ } };
  const forget = (key) => { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } };

  const sent = document.querySelector("[data-sent]");
  if (sent) forget(place(sent.dataset.sent));
  document.querySelector("[data-judge]")?.classList.add("is-live");

  const form = document.querySelector("[data-update]");
  if (!form) return;
  const WAIT = 1200, RETRY = 5000, ANSWER = 8000, OUTSIDE = ["csrfmiddlewaretoken", "number", "device", "action"];
  const here = place(form.dataset.update);
  const told = form.querySelector("[data-told]");
  const sendButton = form.querySelector("[data-send]");
  const other = form.querySelector("[data-other]");
  const choice = form.querySelector("[data-other-choice]");
  let timer = 0, retry = 0, saving = null, sending = false, changed = 0, theirs = null, over = false, trying = false;

  const tell = (words) => { if (told.textContent !== words) told.textContent = words; };
  const fields = () => {
    const found = {};
    for (const [name, value] of new FormData(form)) if (!OUTSIDE.includes(name)) found[name] = value;
    return found;
  };
  const fill = (values) => {
    for (const field of form.elements) {
      if (!field.name || OUTSIDE.includes(field.name)) continue;
      if (field.type === "checkbox") field.checked = field.name in values;
      else if (field.type === "radio") field.checked = values[field.name] === field.value;
      else field.value = values[field.name] ?? "";
    }
  };
  const device = () => {
    const known = read("koers-device");
    if (known) return known;
    const fresh = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    write("koers-device", fresh);
    return fresh;
  };
  const keep = (dirty) => write(here, { fields: fields(), number: form.elements.number.value, dirty, sending });
  const button = (words, busy) => {
    sendButton.textContent = words;
    if (busy) sendButton.setAttribute("aria-disabled", "true"); else sendButton.removeAttribute("aria-disabled");
  };
  const tellOffline = () => {
    if (sending) button(form.dataset.again, false);
    tell(sending ? form.dataset.waiting : form.dataset.offline);
  };
  const post = (url, body) => fetch(url, { method: "POST", body, credentials: "same-origin", signal: AbortSignal.timeout(ANSWER) });
  const later = () => { clearTimeout(retry); retry = setTimeout(goOn, RETRY); };

  const conflict = (answer) => {
    theirs = answer;
    form.querySelector("[data-other-list]").replaceChildren(...answer.other.flatMap(([label, text]) => {
      const term = document.createElement("dt"), words = document.createElement("dd");
      term.textContent = label;
      words.textContent = text;
      return [term, words];
    }));
    other.hidden = choice.hidden = false;
    other.tabIndex = -1;
    other.focus();
    tell("");
    stopSending();
  };

  // One try to bring the text to the server; true when it is there.
  const bring = async () => {
    if (over || theirs) return false;
    if (!navigator.onLine) { tellOffline(); return false; }
    const upTo = changed;
    let response, answer;
    try {
      response = await post(form.dataset.draft, new FormData(form));
      answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : {};
    } catch {
      tellOffline();
      later();
      return false;
    }
    if (response.ok) {
      form.elements.number.value = answer.number;
      keep(changed !== upTo);
      if (!sending) tell(answer.saved);
      return changed === upTo || bring();
    }
    if (response.status === 409) { conflict(answer); return false; }
    if (response.status >= 500) { tellOffline(); later(); return false; }
    over = response.status === 410 && !sending;
    if (response.status === 410 && sending) return true;
    tell(answer.message || form.dataset.refused);
    stopSending();
    return false;
  };
  const save = () => {
    clearTimeout(timer);
    saving ??= bring().finally(() => { saving = null; });
    return saving;
  };
  const stopSending = () => {
    sending = false;
    button(sendButton.dataset.words, false);
    keep(true);
  };
  // Something in the form is not right, or the update is over: the server's own page says so.
  const sendByPage = () => {
    const action = document.createElement("input");
    action.type = "hidden";
    action.name = "action";
    action.value = "send";
    form.append(action);
    form.submit();
  };
  // Without leaving the page until the server has it: sending the same twice is no mistake there.
  const trySending = async () => {
    button(form.dataset.sending, true);
    if (!over && !(await save())) return;
    const body = new FormData(form);
    body.set("action", "send");
    let response;
    try {
      response = await post(location.href, body);
    } catch {
      tellOffline();
      later();
      return;
    }
    if (response.redirected) location.replace(response.url);
    else if (response.status >= 500) { tellOffline(); later(); }
    else sendByPage();
  };
  const send = async () => {
    if (trying) return;
    trying = true;
    try { await trySending(); } finally { trying = false; }
  };
  const goOn = () => { if (sending) send(); else save(); };

  form.elements.device.value = device();
  form.classList.add("is-live");
  sendButton.dataset.words = sendButton.textContent;
  form.querySelector("[data-save]").hidden = true;

  form.addEventListener("input", () => {
    changed += 1;
    keep(true);
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
    if (!navigator.onLine) tellOffline();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (trying) return;
    sending = true;
    keep(true);
    send();
  });
  addEventListener("online", goOn);
  addEventListener("offline", tellOffline);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && read(here)?.dirty && !theirs) save();
  });
  form.querySelector("[data-keep-mine]").addEventListener("click", () => settle(fields()));
  form.querySelector("[data-take-other]").addEventListener("click", () => settle(theirs.fields));
  const settle = (values) => {
    fill(values);
    form.elements.number.value = theirs.number;
    theirs = null;
    other.hidden = true;
    changed += 1;
    keep(true);
    save();
    sendButton.focus();
  };

  // What was typed here and never reached the server comes back; who typed elsewhere meanwhile is asked.
  const kept = read(here);
  if (kept?.dirty) {
    fill(kept.fields);
    form.elements.number.value = kept.number;
    changed += 1;
    tell(form.dataset.restored);
    save();
  }
})();
