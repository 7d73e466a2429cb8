// Shortcut keys of the review page: J and K walk along the proposals, O takes over, N does not. Without this script
// everything works with Tab and Enter. Keys do nothing while someone types and can be switched off (kept on this device).
const stored = "koers-keys";
const WORK_SECONDS = 2;
const help = document.querySelector("[data-keys-help]");
const toggle = document.querySelector("[data-keys-toggle]");
const proposals = [...document.querySelectorAll("[data-proposal]")];
let on = true;
try { on = localStorage.getItem(stored) !== "off"; } catch { on = true; }

function show() {
  toggle.textContent = on ? toggle.dataset.on : toggle.dataset.off;
  document.querySelector("[data-keys-list]").hidden = !on;
}

function step(by) {
  const here = proposals.indexOf(document.activeElement.closest("[data-proposal]"));
  const open = proposals.findIndex((p) => p.querySelector("[data-open-form]"));
  const from = here >= 0 ? here : open >= 0 ? open : by > 0 ? -1 : proposals.length;
  const next = proposals[Math.min(Math.max(from + by, 0), proposals.length - 1)];
  if (!next) return;
  const link = next.querySelector("[data-open]");
  if (link) { link.click(); return; }
  next.focus();
}

function decide(value) {
  document.querySelector(`[data-open-form] button[name=decision][value=${value}]`)?.click();
}

if (help && toggle) {
  help.hidden = false;
  show();
  toggle.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem(stored, on ? "on" : "off"); } catch { /* private window: valid for this page only */ }
    show();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (!on || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const work = { j: () => step(1), k: () => step(-1), o: () => decide("accept"), n: () => decide("reject") }[event.key.toLowerCase()];
    if (work) { event.preventDefault(); work(); }
  });
}

// A decision is sent once: a second click or key while the answer is on its way does nothing.
document.querySelectorAll("form[method=post]").forEach((form) => form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
}));
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

// The lit passage comes into view within the document; the page itself stays where it is.
const panel = document.querySelector(".koers-doc");
const now = panel?.querySelector(".koers-passage--now, .koers-mark--now");
if (now && panel.scrollHeight > panel.clientHeight) {
  panel.scrollTop += now.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
}
const opened = document.querySelector(".koers-proposal--now");
if (opened && location.hash === "#" + opened.id && !document.querySelector("[data-focus]")) opened.focus();

// While everything is being taken over, the progress is asked for again; at the end the page itself.
async function follow() {
  const work = document.querySelector("[data-work]");
  if (!work) return;
  try {
    const answer = await fetch(location.href, { redirect: "error" });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-work]");
      if (!fresh) { location.reload(); return; }
      work.replaceWith(fresh);
    }
  } catch { /* the connection fell away: the next round tries again */ }
  setTimeout(follow, WORK_SECONDS * 1000);
}

setTimeout(follow, WORK_SECONDS * 1000);
