import type { Tx } from "../../../platform/database/index.ts"
import { InvalidError } from "../../../shared/errors.ts"
import { lockAddress } from "../account-store.ts"
import { hashSecretToken, parseSecretToken, type SecretToken } from "../secret-token.ts"
import type { TokenPurpose } from "./account-token.ts"
import { type AccountToken, findAccountToken, spendAccountToken } from "./account-token-store.ts"

/** A link from a letter that still works. */
export interface OpenLink extends AccountToken {
  userId: string
  token: SecretToken
}

/**
 * The link with this token, if it still works. Uses nothing up.
 * @throws InvalidError of type `link-invalid`, which says why it does not
 */
export async function findLink(tx: Tx, text: string, purposes: readonly TokenPurpose[], at: Date): Promise<OpenLink> {
  const token = parseSecretToken(text.trim())
  const found = token && (await findAccountToken(tx, token.userId, hashSecretToken(token)))
  if (token === undefined || found === undefined || !purposes.includes(found.purpose))
    throw linkInvalid("This link is not complete. Open it from the letter once more, or copy the whole of it.")
  if (found.usedAt !== null) throw linkInvalid("This link was used already.")
  if (found.endedAt !== null)
    throw linkInvalid("A newer letter has taken the place of this link. Look for the newest one.")
  if (found.expiresAt <= at) throw linkInvalid("This link has run out. Ask for a new letter.")
  return { ...found, userId: token.userId, token }
}

/**
 * Uses a link up, for whom it works: exactly one of several at the same moment. In the transaction of what it is for; its account is
 * held until that ends. Returns the present address of the account.
 * @throws InvalidError of type `link-invalid`
 */
export async function takeLink(tx: Tx, link: OpenLink, at: Date): Promise<string> {
  const address = await lockAddress(tx, link.userId)
  if (address === undefined) throw linkInvalid("This account cannot be used. Ask your administrator.")
  // What was sent to an address that the account had: whoever reads there may be somebody else by now.
  if (link.purpose !== "change-email" && address.toLowerCase() !== link.email.toLowerCase())
    throw linkInvalid("The account has another address by now. Ask for a new letter.")
  if (!(await spendAccountToken(tx, link.userId, hashSecretToken(link.token), at)))
    throw linkInvalid("This link was used already.")
  return address
}

function linkInvalid(message: string): InvalidError {
  return new InvalidError("link-invalid", message)
}
