// After a form with errors the summary gets the focus, so that it is heard and seen first.
document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus]")?.focus());
