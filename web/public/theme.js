// Runs before the first paint so that a chosen theme never flashes. An own file, because the content policy allows no
// inline script. `src/lib/theme.ts` writes the same key.
try {
  const theme = localStorage.getItem("studyin-theme")
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme
} catch {
  // Storage may be forbidden; the system's theme applies then.
}
