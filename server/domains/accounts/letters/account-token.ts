import { formatSecretToken, type SecretToken } from "../secret-token.ts"

/** What the link in a letter is for. */
export type TokenPurpose = "verify-email" | "reset-password" | "change-email"

const MS_PER_HOUR = 3_600_000

export const tokenLifeMs: Readonly<Record<TokenPurpose, number>> = {
  "verify-email": 72 * MS_PER_HOUR,
  "reset-password": MS_PER_HOUR,
  "change-email": 72 * MS_PER_HOUR,
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
