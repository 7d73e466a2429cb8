// The preview beside each word follows what is typed; without script it shows what was saved.
for (const field of document.querySelectorAll("[data-word]")) {
  const preview = document.querySelector(`[data-preview="${field.dataset.word}"]`);
  const word = preview?.querySelector(".koers-status")?.lastChild;
  if (!word) continue;
  field.addEventListener("input", () => {
    word.textContent = field.value.trim() || preview.dataset.own;
  });
}
