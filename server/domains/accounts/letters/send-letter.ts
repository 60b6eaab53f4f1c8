import { z } from "zod"
import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { translate } from "../../../platform/languages/index.ts"
import { PermanentJobError, type RunningJob } from "../../../platform/queue/index.ts"
import { InvalidError } from "../../../shared/errors.ts"
import { inWordsLanguage } from "../../../shared/language.ts"
import { hashSecretToken, newSecretToken } from "../secret-token.ts"
import { findSignIn } from "../sessions/session-store.ts"
import { letterCaps, linkLifeOf, linkOf, type TokenPurpose } from "./account-token.ts"
import { countTokensSince, putAccountToken } from "./account-token-store.ts"
import { isSomebody } from "./is-written-to.ts"
import { factorChanges, type Letter, type LetterLink, letterKinds } from "./letter-texts.ts"
import { findReceiver, findUserIdByAddress, type Receiver } from "./receiver-store.ts"
import { writeLetter } from "./write-letter.ts"

/** A letter that is to be written. No secret is in it: the link is made when the letter is. */
export const letterOrder = z.object({
  userId: z.uuid(),
  kind: z.enum(letterKinds),
  /** Where it goes when that is not the address of the account: the one to move to, the one it had. */
  to: z.string().max(254).optional(),
  /** Of `new-device`: which sign-in it is about. */
  familyId: z.uuid().optional(),
  /** Of `password-changed` and `factors-changed`: when, as ISO 8601. */
  at: z.iso.datetime().optional(),
  /** Of `factors-changed`. */
  change: z.enum(factorChanges).optional(),
})
export type LetterOrder = z.infer<typeof letterOrder>

type LetterDeps = Pick<Deps, "db" | "clock" | "config" | "mail">

/**
 * Writes one letter and hands it on; without effect where the account should not get it, or has had enough of them.
 * @throws UnavailableError when the mail server should be tried again; PermanentJobError when it will never take the letter
 */
export async function sendLetter(deps: LetterDeps, order: LetterOrder, job: Pick<RunningJob, "id">): Promise<void> {
  const prepared = await deps.db.asSystem("prepare-letter", (tx) => prepare(tx, deps, order, job.id))
  if (prepared === undefined) return
  const { letter, receiver, to } = prepared
  try {
    await deps.mail.send({ userId: receiver.userId, to, kind: letter.kind, ...writeLetter(letter, receiver.language) })
  } catch (error) {
    if (error instanceof InvalidError) throw new PermanentJobError(error.message)
    throw error
  }
}

interface PreparedLetter {
  letter: Letter
  receiver: Receiver
  to: string
}

async function prepare(
  tx: Tx,
  deps: LetterDeps,
  order: LetterOrder,
  jobId: string,
): Promise<PreparedLetter | undefined> {
  const receiver = await findReceiver(tx, order.userId)
  if (receiver === undefined || !mayGet(receiver, order.kind)) return undefined
  const { publicUrl } = deps.config.http
  const at = deps.clock.now()
  const to = order.to ?? receiver.email
  const letterWith = async (purpose: TokenPurpose, write: (link: LetterLink) => Letter) => {
    const link = await makeLink(tx, deps, { receiver, purpose, email: to, jobId })
    const life = linkLifeOf(deps.config, purpose).words[receiver.language]
    return link === undefined ? undefined : { letter: write({ link, life }), receiver, to }
  }
  switch (order.kind) {
    case "verify-email":
      return letterWith("verify-email", (link) => ({ kind: "verify-email", ...link }))
    case "reset-password":
      return letterWith("reset-password", (link) => ({ kind: "reset-password", ...link }))
    case "have-account":
      return letterWith("reset-password", (link) => ({
        kind: "have-account",
        ...link,
        signInUrl: `${publicUrl}/welcome?form=sign-in`,
      }))
    case "change-email": {
      const owner = await findUserIdByAddress(tx, to)
      // Taken: whoever asked is not told so, its owner is.
      return owner === undefined || owner === receiver.userId
        ? letterWith("change-email", (link) => ({ kind: "change-email", ...link }))
        : prepare(tx, deps, { userId: owner, kind: "have-account" }, jobId)
    }
    case "email-changed":
      return { letter: { kind: order.kind, address: masked(receiver.email) }, receiver, to }
    case "password-changed": {
      const when = timeWords(order.at === undefined ? at : new Date(order.at), receiver)
      return { letter: { kind: order.kind, when, forgotUrl: `${publicUrl}/forgot-password` }, receiver, to }
    }
    case "factors-changed": {
      if (order.change === undefined) return undefined
      const when = timeWords(order.at === undefined ? at : new Date(order.at), receiver)
      const letter: Letter = { kind: order.kind, change: order.change, when, settingsUrl: `${publicUrl}/settings` }
      return { letter, receiver, to }
    }
    case "new-device": {
      const signIn = order.familyId && (await findSignIn(tx, receiver.userId, order.familyId))
      if (!signIn) return undefined
      const letter: Letter = {
        kind: "new-device",
        device: translate(signIn.device ?? "an unknown program", receiver.language),
        address: signIn.ipAddress ?? translate("unknown", receiver.language),
        when: timeWords(signIn.createdAt, receiver),
        settingsUrl: `${publicUrl}/settings`,
      }
      return { letter, receiver, to }
    }
  }
}

/** Who is never written to: made-up learners, suspended ones, and closed accounts but for what their owner asks to get back in. */
function mayGet(receiver: Receiver, kind: LetterOrder["kind"]): boolean {
  if (!isSomebody(receiver) || receiver.status === "suspended") return false
  if (kind === "verify-email" && receiver.emailVerifiedAt !== null) return false
  if ((kind === "reset-password" || kind === "have-account") && !receiver.hasPassword) return false
  return receiver.status === "active" || ["reset-password", "have-account", "password-changed"].includes(kind)
}

/** Undefined when the account has had its letters of this purpose, or this one was used already. */
async function makeLink(
  tx: Tx,
  { clock, config }: LetterDeps,
  { receiver, purpose, email, jobId }: { receiver: Receiver; purpose: TokenPurpose; email: string; jobId: string },
): Promise<string | undefined> {
  const at = clock.now()
  for (const { withinMs, max } of letterCaps) {
    const since = new Date(at.getTime() - withinMs)
    if ((await countTokensSince(tx, receiver.userId, { purpose, since, otherThan: jobId })) >= max) return undefined
  }
  const token = newSecretToken(receiver.userId)
  const isMade = await putAccountToken(tx, receiver.userId, {
    id: jobId,
    purpose,
    tokenHash: hashSecretToken(token),
    email,
    at,
    expiresAt: new Date(at.getTime() + linkLifeOf(config, purpose).ms),
  })
  return isMade ? linkOf(config.http.publicUrl, purpose, token) : undefined
}

/** Enough to recognise one's own address by, and too little to find somebody else's. */
function masked(email: string): string {
  const [local = "", domain = ""] = email.split("@")
  return `${local.slice(0, 1)}…@${domain}`
}

function timeWords(at: Date, { locale, language, timeZone }: Receiver): string {
  const style = { dateStyle: "long", timeStyle: "short" } as const
  try {
    return new Intl.DateTimeFormat(inWordsLanguage(locale, language), { ...style, timeZone }).format(at)
  } catch {
    // A zone that this server's Node does not know any more.
    return `${new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" }).format(at)} UTC`
  }
}
