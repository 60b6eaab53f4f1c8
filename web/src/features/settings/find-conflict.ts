import { keysOf, type ShortcutDefinition } from "../../lib/shortcuts.ts"

/**
 * The other shortcut that would take the same keys on the same screen: one of its own group or of the first group, which
 * holds everywhere. "g" is in the way of "g t", for the second key would never be waited for.
 */
export function findConflict(
  groups: { shortcuts: ShortcutDefinition[] }[],
  id: string,
  keys: string,
  own: Record<string, string>,
): ShortcutDefinition | undefined {
  if (keys === "") return undefined
  const everywhere = groups[0]
  const group = groups.find((one) => one.shortcuts.some((shortcut) => shortcut.id === id))
  const rivals = group === everywhere ? groups : [everywhere, group]
  return rivals
    .flatMap((one) => one?.shortcuts ?? [])
    .find((other) => {
      if (other.id === id) return false
      const taken = keysOf(other, own)
      return taken === keys || taken.startsWith(`${keys} `) || (taken !== "" && keys.startsWith(`${taken} `))
    })
}
