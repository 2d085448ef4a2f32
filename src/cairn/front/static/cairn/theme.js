// Runs before the page is drawn, so that a hand-chosen theme never flashes. Nothing chosen: the device decides.
try {
  const theme = localStorage.getItem("cairn.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* storage is closed: the device decides */ }
