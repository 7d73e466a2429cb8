// While a document is being read, ask for the list again; stop when everything is done. Without this script there is a link.
const SECONDS = 2;

async function refresh() {
  const pile = document.querySelector("[data-pile]");
  if (!pile || !pile.hasAttribute("data-waiting")) return;
  try {
    const answer = await fetch(pile.dataset.url, { headers: { "HX-Request": "true" }, redirect: "error" });
    if (answer.ok && !pile.contains(document.activeElement)) {
      const holder = document.createElement("div");
      holder.innerHTML = await answer.text();
      pile.replaceWith(holder.querySelector("[data-pile]"));
    }
  } catch { /* the connection fell away: the next round tries again */ }
  setTimeout(refresh, SECONDS * 1000);
}

setTimeout(refresh, SECONDS * 1000);
