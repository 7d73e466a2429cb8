// Shortcut keys of the review page: J and K walk along the proposals, O takes over, N does not. Without this script
// everything works with Tab and Enter. Keys do nothing while someone types and can be switched off (kept on this device).
const stored = "koers-keys";
const help = document.querySelector("[data-keys-help]");
const toggle = document.querySelector("[data-keys-toggle]");
const proposals = [...document.querySelectorAll("[data-proposal]")];
let on = true;
try { on = localStorage.getItem(stored) !== "off"; } catch { on = true; }

function show() {
  toggle.setAttribute("aria-pressed", String(on));
}

function step(by) {
  const here = proposals.indexOf(document.activeElement.closest("[data-proposal]"));
  const open = proposals.findIndex((p) => p.querySelector("[value=accept]"));
  const from = here >= 0 ? here : open - by;
  const next = proposals[Math.min(Math.max(from + by, 0), proposals.length - 1)];
  const link = next.querySelector("[data-open]");
  if (link) { link.click(); return; }
  next.focus();
}

function decide(value) {
  document.querySelector(`[data-proposal] button[name=decision][value=${value}]`)?.click();
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
    if (!on || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const work = { j: () => step(1), k: () => step(-1), o: () => decide("accept"), n: () => decide("reject") }[event.key.toLowerCase()];
    if (work) { event.preventDefault(); work(); }
  });
}

const now = document.querySelector(".koers-passage--now");
const panel = document.querySelector(".koers-doc");
if (now && panel && panel.scrollHeight > panel.clientHeight) {
  panel.scrollTop = now.offsetTop - panel.offsetTop - panel.clientHeight / 3;
}
const opened = document.querySelector(".koers-proposal--now");
if (opened && location.hash === "#" + opened.id) opened.focus({ preventScroll: true });
