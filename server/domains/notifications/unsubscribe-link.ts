import type { Deps } from "../../platform/deps.ts"
import { InvalidError } from "../../shared/errors.ts"
import { isId } from "../../shared/ids.ts"
import { type NotificationKind, notificationKinds } from "./notification-kinds.ts"

/** Longest token there is, with room. */
export const TOKEN_LENGTH = 160

const purposeOf = (kind: NotificationKind) => `studyin:unsubscribe:${kind}`

/**
 * What stands in the links of letters to switch their kind off without signing in: `kind.learner.seal`. The seal can be made by this
 * installation alone, for this kind and learner. It does not run out: an old letter must still be able to stop the next one, and more it
 * cannot do.
 */
export function unsubscribeToken({ seals }: Pick<Deps, "seals">, userId: string, kind: NotificationKind): string {
  const seal = Buffer.from(seals.seal(purposeOf(kind), userId, new Uint8Array())).toString("base64url")
  return `${kind}.${userId}.${seal}`
}

/** @throws InvalidError of type `link-invalid` for anything that this installation did not make */
export function openUnsubscribeToken(
  { seals }: Pick<Deps, "seals">,
  token: string,
): { userId: string; kind: NotificationKind } {
  const [kindText, userId, seal, ...rest] = token.trim().split(".")
  const kind = notificationKinds.find((one) => one === kindText)
  const isOurs =
    kind !== undefined &&
    isId(userId) &&
    seal !== undefined &&
    rest.length === 0 &&
    seals.open(purposeOf(kind), userId, Buffer.from(seal, "base64url")) !== undefined
  if (!isOurs)
    throw new InvalidError(
      "link-invalid",
      "This link is not complete. Open it from the letter once more, or change what you get in the settings.",
    )
  return { userId, kind }
}

/** Where the links of a letter lead: `page` for people, `oneClick` for the button that mail programs show (RFC 8058). */
export function unsubscribeUrls(publicUrl: string, token: string): { page: string; oneClick: string } {
  return {
    page: `${publicUrl}/unsubscribe#${token}`,
    oneClick: `${publicUrl}/api/v1/notifications/unsubscribe?token=${encodeURIComponent(token)}`,
  }
}
