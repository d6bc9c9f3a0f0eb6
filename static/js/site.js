// Marks the page as scripted, so that buttons that only a page without scripts needs are not shown.
document.documentElement.classList.add("scripted");
