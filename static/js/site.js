// Marks the page as scripted, so that buttons that only a page without scripts needs are not shown.
document.documentElement.classList.add("scripted");

// Addresses of searches are shared: fields that are empty stay out of them.
document.addEventListener("htmx:configRequest", (event) => {
  const sent = event.detail.formData;
  for (const [name, value] of [...sent.entries()]) {
    if (value === "") sent.delete(name);
  }
});

// On a phone the filters of a search begin folded, or the results would be far below.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.matchMedia("(min-width: 920px)").matches) {
    for (const fold of document.querySelectorAll(".facet-fold")) fold.open = false;
  }
});
