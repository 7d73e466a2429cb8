// Keeps the choice of light or dark on this device. Loaded before the body, so that no page flashes in the wrong colours.
(() => {
  const key = "koers-theme";
  const read = () => { try { return localStorage.getItem(key) ?? ""; } catch { return ""; } };
  const show = (theme) => {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  show(read());
  document.addEventListener("DOMContentLoaded", () => {
    const picker = document.querySelector("[data-theme-picker]");
    if (!picker) return;
    const select = picker.querySelector("select");
    select.value = read();
    picker.hidden = false;
    select.addEventListener("change", () => {
      try { localStorage.setItem(key, select.value); } catch { /* private mode: the choice lasts for this page */ }
      show(select.value);
    });
  });
})();
