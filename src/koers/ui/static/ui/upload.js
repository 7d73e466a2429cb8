// Makes a plain file field a place to drop files: several times, with a list to take one out again. Without script the field works by itself.
(() => {
  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))}\u00a0kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")}\u00a0MB`;

  const enhance = (zone) => {
    const input = zone.querySelector("input[type=file]");
    const list = zone.querySelector("[data-drop-list]");
    zone.querySelector("[data-drop-hint]").hidden = false;
    let chosen = [];

    const show = () => {
      list.replaceChildren(...chosen.map((file, index) => {
        const row = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = `${file.name}, ${size(file.size)}`;
        const remove = document.createElement("button");
        remove.type = "button";
        remove.className = "koers-linkbutton utrecht-link";
        remove.textContent = list.dataset.remove;
        const about = document.createElement("span");
        about.className = "koers-visually-hidden";
        about.textContent = ` ${file.name}`;
        remove.append(about);
        remove.addEventListener("click", () => { chosen.splice(index, 1); hand(); input.focus(); });
        row.append(name, remove);
        return row;
      }));
    };
    const hand = () => {
      const carrier = new DataTransfer();
      chosen.forEach((file) => carrier.items.add(file));
      input.files = carrier.files;
      show();
    };
    const add = (files) => {
      const known = new Set(chosen.map((file) => `${file.name}/${file.size}/${file.lastModified}`));
      const fresh = [...files].filter((file) => !known.has(`${file.name}/${file.size}/${file.lastModified}`));
      chosen = input.multiple ? [...chosen, ...fresh] : [...files].slice(0, 1);
      hand();
    };

    input.addEventListener("change", () => add(input.files));
    ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    }));
    zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("is-over"); });
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      add(event.dataTransfer.files);
    });
  };

  document.querySelectorAll("[data-drop]").forEach(enhance);
})();
