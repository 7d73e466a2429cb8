// Keeps what is typed in a form in this browser until it is saved, so that a closed tab, a crash or a lost log-in loses nothing.
// The server names the draft (data-draft) and says by a cookie when it was saved. A form that comes back with its input wins from a draft.
(() => {
  const KEPT = 14 * 24 * 3600 * 1000;
  const PREFIX = "koers-draft-";
  const skipped = new Set(["csrfmiddlewaretoken", "next", "version", "basis", "samenvoegen", "botsing"]);

  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  if (!store) return;

  const read = (key) => { try { return JSON.parse(store.getItem(PREFIX + key)); } catch { return null; } };
  const drop = (key) => { try { store.removeItem(PREFIX + key); } catch { /* nothing to drop */ } };
  const savedAt = (key) => {
    const found = document.cookie.split("; ").find((part) => part.startsWith(`koers_bewaard_${key}=`));
    return found ? Number(found.split("=")[1]) : 0;
  };
  const fields = (form) => [...form.elements].filter((field) => field.name && !skipped.has(field.name) && !["hidden", "file", "password", "submit"].includes(field.type));
  const values = (form) => fields(form).map((field) => [field.name, ["checkbox", "radio"].includes(field.type) ? field.checked : field.value]);

  // Drafts nobody came back for do not stay on a shared computer.
  Object.keys(store).filter((name) => name.startsWith(PREFIX)).forEach((name) => {
    const draft = read(name.slice(PREFIX.length));
    if (!draft || Date.now() - draft.at > KEPT) store.removeItem(name);
  });

  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const key = form.dataset.draft;
    const saved = savedAt(key);
    const first = JSON.stringify(values(form));
    const note = form.querySelector("[data-draft-note]");
    const draft = read(key);
    // Saved since it was typed: the server's word changed. No clocks are compared, for they may differ.
    if (draft && draft.saved !== savedAt(key)) drop(key);
    else if (draft && !("draftShown" in form.dataset) && JSON.stringify(draft.values) !== first) {
      const typed = fields(form);
      draft.values.forEach(([name, value], index) => {
        const field = typed[index];
        if (!field || field.name !== name) return;
        if (["checkbox", "radio"].includes(field.type)) field.checked = value; else field.value = value;
      });
      // The version the draft was typed on: saving then meets what others did since, and nothing is overwritten.
      const version = form.elements.namedItem("version");
      if (version && draft.version) version.value = draft.version;
      if (note) note.hidden = false;
    }
    const keep = () => {
      const now = JSON.stringify(values(form));
      if (now === first && !read(key)) return;
      try {
        store.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), saved, version: form.elements.namedItem("version")?.value, values: values(form) }));
      } catch { /* no room in the browser: the form itself still holds it */ }
    };
    let waiting;
    let sent = false;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(keep, 300); });
    form.addEventListener("change", keep);
    form.addEventListener("submit", () => { clearTimeout(waiting); keep(); sent = true; });
    window.addEventListener("pagehide", () => { if (waiting && !sent) keep(); });
    form.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
      drop(key);
      clearTimeout(waiting);
      waiting = undefined;
      window.location.reload();
    });
  });
})();
