import type { Language } from "../../../shared/language.ts"
import { formatSecretToken, type SecretToken } from "../secret-token.ts"

/** What the link in a letter is for. */
export type TokenPurpose = "verify-email" | "reset-password" | "change-email"

const MS_PER_MINUTE = 60_000
const MS_PER_HOUR = 60 * MS_PER_MINUTE

/** How long a link works, and the words for it: "within an hour", „innerhalb von einer Stunde“. */
export interface LinkLife {
  ms: number
  words: Record<Language, string>
}

const anHour = { ms: MS_PER_HOUR, words: { en: "an hour", de: "einer Stunde" } }
const threeDays = { ms: 72 * MS_PER_HOUR, words: { en: "three days", de: "drei Tagen" } }
const tenMinutes = { ms: 10 * MS_PER_MINUTE, words: { en: "ten minutes", de: "zehn Minuten" } }

export function linkLifeOf({ hasShortLivedCodes }: { hasShortLivedCodes: boolean }, purpose: TokenPurpose): LinkLife {
  if (hasShortLivedCodes) return tenMinutes
  return purpose === "reset-password" ? anHour : threeDays
}

/**
 * Letters with links of one purpose that an account gets: one a minute and five an hour. More are not written, without a word to
 * whoever asked: they may be a stranger, who must neither flood somebody nor learn that there is an account.
 */
export const letterCaps: readonly { withinMs: number; max: number }[] = [
  { withinMs: 60_000, max: 1 },
  { withinMs: MS_PER_HOUR, max: 5 },
]

const screens: Record<TokenPurpose, string> = {
  "verify-email": "verify-email",
  "reset-password": "reset-password",
  "change-email": "verify-email",
}

/**
 * Where a letter leads. The secret stands behind the `#`, which browsers send to nobody: neither logs nor the next page's Referer
 * have it, and what opens links in letters to look at them uses nothing up, since only a press of the button does.
 */
export function linkOf(publicUrl: string, purpose: TokenPurpose, token: SecretToken): string {
  return `${publicUrl}/${screens[purpose]}#${formatSecretToken(token)}`
}

/** As `linkOf` for a first password: the page says then that an account is waiting, and not what ends. */
export function invitationLinkOf(publicUrl: string, token: SecretToken): string {
  return `${publicUrl}/${screens["reset-password"]}?invited#${formatSecretToken(token)}`
}
