import { createStore, remembered } from "./store.ts"

export type Theme = "system" | "light" | "dark"

/** Read before the first paint by `public/theme.js`. */
const key = "studyin-theme"

function asTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system"
}

const theme = createStore<Theme>(asTheme(remembered.read(key)))

export function setTheme(next: Theme): void {
  if (next === "system") delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
  remembered.write(key, next === "system" ? undefined : next)
  theme.set(next)
}

/** What the page shows now, with the system's wish resolved. */
export function shownTheme(): "light" | "dark" {
  const chosen = theme.get()
  if (chosen !== "system") return chosen
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
}

export function switchTheme(): void {
  setTheme(shownTheme() === "dark" ? "light" : "dark")
}

/** Another tab of the same browser chose a theme. */
addEventListener("storage", (event) => {
  if (event.key === key) setTheme(asTheme(event.newValue ?? undefined))
})
