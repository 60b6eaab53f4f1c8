import { useEffect, useRef } from "react"
import { createStore, remembered, useStore } from "./store.ts"
import { words } from "./words.ts"

/**
 * What a shortcut is called and which keys it has unless the learner chose others. A feature lists its own in its
 * `shortcuts.ts`, which the settings read. `id` is stable ("review.good") and names it in the learner's own bindings.
 * `keys` is one stroke ("r", "Shift+A", "Space", "Mod+Enter", "?") or two one after the other ("g t"). `Mod` is ⌘ on a
 * Mac and Ctrl elsewhere. A letter is written small; "Shift+A" is the capital.
 */
export interface ShortcutDefinition {
  id: string
  keys: string
  label: string
}

export interface Shortcut extends ShortcutDefinition {
  run(event: KeyboardEvent): void
  /** Shown in the list of shortcuts but without effect. */
  isOff?: boolean
}

export interface ShortcutGroup {
  title: string
  shortcuts: Shortcut[]
}

/** What is registered now, the newest group first: it wins where two want the same key. */
export const shortcutGroups = createStore<ShortcutGroup[]>([])

/** The learner's own keys by shortcut id; "" means none. Kept in the account's settings and in this browser. */
export const ownKeys = createStore<Record<string, string>>(readOwnKeys())

/** Keys without Ctrl, Alt or ⌘ can be switched off (WCAG 2.1.4): speech input would set them off. */
export const singleKeysOn = createStore<boolean>(remembered.read("studyin-single-keys") !== "off")

export function setSingleKeys(on: boolean): void {
  remembered.write("studyin-single-keys", on ? undefined : "off")
  singleKeysOn.set(on)
}

function readOwnKeys(): Record<string, string> {
  try {
    return JSON.parse(remembered.read("studyin-keys") ?? "{}") as Record<string, string>
  } catch {
    return {}
  }
}

export function setOwnKeys(keys: Record<string, string>): void {
  remembered.write("studyin-keys", JSON.stringify(keys))
  ownKeys.set(keys)
}

export function keysOf(
  shortcut: Pick<ShortcutDefinition, "id" | "keys">,
  own: Record<string, string> = ownKeys.get(),
): string {
  return own[shortcut.id] ?? shortcut.keys
}

/** The keys of one shortcut as the learner has them, for a hint on a button. */
export function useKeys(shortcut: Pick<ShortcutDefinition, "id" | "keys">): string {
  return keysOf(shortcut, useStore(ownKeys))
}

/** Registers the shortcuts of a screen or panel while it is shown. */
export function useShortcuts(title: string, shortcuts: Shortcut[]): void {
  // Read at the stroke, so that handlers always see the newest state.
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const shape = shortcuts.map(({ id, keys, label, isOff }) => `${id}\n${keys}\n${label}\n${isOff}`).join("\n\n")
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for all that is shown of the shortcuts.
  useEffect(() => {
    const group: ShortcutGroup = {
      title,
      shortcuts: latest.current.map((shortcut, index) => ({
        ...shortcut,
        run: (event) => latest.current[index]?.run(event),
      })),
    }
    shortcutGroups.set((groups) => [group, ...groups])
    return () => shortcutGroups.set((groups) => groups.filter((other) => other !== group))
  }, [title, shape])
}

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform)

/** One stroke in the notation of `Shortcut.keys`, or undefined for a modifier alone. */
export function strokeOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
  mac: boolean = isMac,
): string | undefined {
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "Dead", "Process", "CapsLock"].includes(event.key))
    return undefined
  const isLetter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase()
  const name = event.key === " " ? "Space" : isLetter && event.shiftKey ? event.key.toUpperCase() : event.key
  const plain = isLetter && !event.shiftKey ? event.key.toLowerCase() : name
  const mod = mac ? event.metaKey : event.ctrlKey
  const other = mac ? event.ctrlKey : event.metaKey
  // Shift belongs to the stroke where the key does not show it: "Shift+A" and "Shift+Enter", but "?" not "Shift+?".
  const shows = event.key.length === 1 && event.key !== " " && !isLetter
  return [
    mod && "Mod",
    other && (mac ? "Ctrl" : "Meta"),
    event.altKey && !shows && "Alt",
    event.shiftKey && !shows && "Shift",
    plain,
  ]
    .filter(Boolean)
    .join("+")
}

/** How long the second stroke of "g t" may take. */
const sequenceMs = 1200
let first: { stroke: string; atMs: number } | undefined

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !["radio", "checkbox", "button", "submit", "range"].includes(target.type)
}

/** Enter and Space press what has the focus; arrows move inside radio groups, tabs and menus. */
function belongsToControl(target: EventTarget | null, stroke: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (stroke === "Enter" || stroke === "Space") {
    if (target instanceof HTMLInputElement) return stroke === "Space"
    return target.closest("button, a[href], summary, [role=tab], [role=menuitem], [role=button]") !== null
  }
  return stroke.startsWith("Arrow") && target.closest("input, [role=tablist], [role=menu], [role=listbox]") !== null
}

/** Whether a stroke is meant for the app. Esc types nothing, so it acts in a text field too. */
function actsAt(target: EventTarget | null, stroke: string): boolean {
  if (stroke === "Escape" || /^(?:Mod|Ctrl|Meta|Alt)\+/.test(stroke)) return true
  return singleKeysOn.get() && !isTyping(target) && !belongsToControl(target, stroke)
}

/** Starts listening; returns how to stop. While a dialog is open only the groups registered inside it would act, so none do. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const stroke = strokeOf(event)
    if (!stroke) return
    if (!actsAt(event.target, stroke)) return
    if (document.querySelector("dialog[open], [role=menu]")) return
    const pair = first && event.timeStamp - first.atMs < sequenceMs ? `${first.stroke} ${stroke}` : undefined
    first = undefined
    const own = ownKeys.get()
    const active = shortcutGroups.get().flatMap((group) => group.shortcuts.filter((shortcut) => !shortcut.isOff))
    const hit =
      active.find((shortcut) => pair !== undefined && keysOf(shortcut, own) === pair) ??
      active.find((shortcut) => keysOf(shortcut, own) === stroke)
    if (hit) {
      if (event.repeat && stroke !== "ArrowUp" && stroke !== "ArrowDown") return
      event.preventDefault()
      hit.run(event)
    } else if (active.some((shortcut) => keysOf(shortcut, own).startsWith(`${stroke} `))) {
      first = { stroke, atMs: event.timeStamp }
    }
  }
  document.addEventListener("keydown", onKeyDown)
  return () => document.removeEventListener("keydown", onKeyDown)
}

const symbols: Record<string, string> = {
  ...words.keys,
  Mod: isMac ? "⌘" : words.keys.Ctrl,
  Shift: "⇧",
  Enter: "↵",
  Escape: "Esc",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Backspace: "⌫",
}

/** Key caps of a binding: "g t" → [["G"], ["T"]], "Shift+A" → [["⇧", "A"]]. */
export function keyCaps(keys: string): string[][] {
  if (keys === "") return []
  return keys
    .split(" ")
    .map((stroke) =>
      stroke.split(/\+(?=.)/).map((part) => symbols[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
    )
}
