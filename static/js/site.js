// Marks the page as scripted, so that buttons that only a page without scripts needs are not shown.
document.documentElement.classList.add("scripted");

// Addresses of searches are shared: fields that are empty stay out of them.
document.addEventListener("htmx:configRequest", (event) => {
  const sent = event.detail.formData;
  for (const [name, value] of [...sent.entries()]) {
    if (value === "") sent.delete(name);
  }
});

// A field that finds organizations asks while one types; Enter in it must not send the form around it, half filled in.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".choices input[type=search]")) event.preventDefault();
});

// On a phone the filters of a search begin folded, or the results would be far below; a wide window has no such fold.
const isWide = window.matchMedia("(min-width: 920px)");
const foldFilters = () => {
  for (const fold of document.querySelectorAll(".facet-fold")) fold.open = isWide.matches;
};
document.addEventListener("DOMContentLoaded", foldFilters);
isWide.addEventListener("change", foldFilters);

// Results that are replaced: what was folded stays so, and a search that is refused says why instead of showing old hits.
const folds = new Map();
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, pathInfo } = event.detail;
  if (target.id !== "found") return;
  for (const fold of target.querySelectorAll("[data-fold]")) folds.set(fold.dataset.fold, fold.open);
  if (xhr.status === 400 || xhr.status === 503) event.detail.shouldSwap = true;
  else if (xhr.status > 399) window.location.assign(pathInfo.finalRequestPath);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "found") return;
  for (const fold of document.querySelectorAll("#found [data-fold]")) {
    if (folds.has(fold.dataset.fold)) fold.open = folds.get(fold.dataset.fold);
  }
});
