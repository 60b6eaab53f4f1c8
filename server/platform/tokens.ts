import { randomBytes } from "node:crypto"
import { link, open, readdir, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { errors, jwtVerify, SignJWT } from "jose"
import { z } from "zod"
import type { Clock } from "../shared/clock.ts"
import { UnauthenticatedError } from "../shared/errors.ts"
import type { Learner } from "./api/index.ts"
import { roles } from "./api/index.ts"

const issuer = "studyin"
/** Of access tokens. Tickets name what they are for instead. */
const audience = "studyin-api"
const claims = z.object({
  sub: z.uuid(),
  role: z.enum(roles),
  sid: z.uuid(),
  exp: z.number(),
  owes: z.literal("second-factor").optional(),
})

/** Access tokens: short-lived JWTs (HS256) that carry who a request comes from. */
export interface Tokens {
  /** Default life: 15 minutes. */
  signAccessToken(learner: Learner, ttlS?: number): Promise<{ token: string; expiresAt: Date }>
  /** @throws UnauthenticatedError of type `token-expired` or `token-invalid` */
  verifyAccessToken(token: string): Promise<Learner>
  /** A pass for one thing, such as one download, that can stand in an address: it opens nothing else. */
  signTicket(purpose: string, holder: TicketHolder, ttlS: number): Promise<{ ticket: string; expiresAt: Date }>
  /** @throws UnauthenticatedError of type `ticket-invalid` when it has run out, is for something else or was made up */
  verifyTicket(purpose: string, ticket: string): Promise<TicketHolder>
}

/** For whom a ticket was made, and in which sign-in: it should end with that. */
export type TicketHolder = Pick<Learner, "userId" | "sessionId">

const ticketClaims = z.object({ sub: z.uuid(), sid: z.uuid() })

/** Tokens whose signature is known to be right: checking one anew costs as much as everything else a small request does. */
const MOST_REMEMBERED = 20_000

export function createTokens(secret: Uint8Array, clock: Clock): Tokens {
  const verified = new Map<string, { learner: Learner; expiresAtMs: number }>()
  return {
    async signAccessToken(learner, ttlS = 900) {
      const nowS = Math.floor(clock.now().getTime() / 1000)
      const owing = learner.owesSecondFactor === true ? { owes: "second-factor" } : {}
      const token = await new SignJWT({ role: learner.role, sid: learner.sessionId, ...owing })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(learner.userId)
        .setIssuedAt(nowS)
        .setExpirationTime(nowS + ttlS)
        .sign(secret)
      return { token, expiresAt: new Date((nowS + ttlS) * 1000) }
    },
    async verifyAccessToken(token) {
      const known = verified.get(token)
      if (known !== undefined && clock.now().getTime() < known.expiresAtMs) return known.learner
      verified.delete(token)
      try {
        const { payload } = await jwtVerify(token, secret, {
          issuer,
          audience,
          algorithms: ["HS256"],
          currentDate: clock.now(),
        })
        const { sub, role, sid, exp, owes } = claims.parse(payload)
        const learner: Learner = {
          userId: sub,
          role,
          sessionId: sid,
          ...(owes === undefined ? {} : { owesSecondFactor: true }),
        }
        // The oldest go first; tokens live for minutes, so what falls out is mostly over.
        if (verified.size >= MOST_REMEMBERED) verified.delete(verified.keys().next().value ?? "")
        verified.set(token, { learner, expiresAtMs: exp * 1000 })
        return learner
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw new UnauthenticatedError("token-expired", "Your sign-in has run out. Sign in again.")
        }
        throw new UnauthenticatedError("token-invalid", "This sign-in is not valid. Sign in again.")
      }
    },
    async signTicket(purpose, { userId, sessionId }, ttlS) {
      const expiresS = Math.floor(clock.now().getTime() / 1000) + ttlS
      const ticket = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(issuer)
        .setAudience(purpose)
        .setSubject(userId)
        .setExpirationTime(expiresS)
        .sign(secret)
      return { ticket, expiresAt: new Date(expiresS * 1000) }
    },
    async verifyTicket(purpose, ticket) {
      try {
        const { payload } = await jwtVerify(ticket, secret, {
          issuer,
          audience: purpose,
          algorithms: ["HS256"],
          currentDate: clock.now(),
        })
        const { sub, sid } = ticketClaims.parse(payload)
        return { userId: sub, sessionId: sid }
      } catch {
        throw new UnauthenticatedError("ticket-invalid", "This link has run out or is not valid. Ask for a new one.")
      }
    },
  }
}

/**
 * The secret that signs access tokens, made at the first start and kept in the data folder (readable by its owner only).
 * Two processes that start at once end up with the same one.
 */
export async function loadOrCreateSecret(dataDir: string, name = "token-secret"): Promise<Uint8Array> {
  const path = join(dataDir, name)
  const existing = await readFile(path).catch(ifAbsent)
  if (existing !== undefined) return checked(existing, path)
  const draft = `${path}.${randomBytes(6).toString("hex")}`
  const file = await open(draft, "wx", 0o600)
  try {
    await file.writeFile(randomBytes(48))
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    // link() fails where the name is taken: the first process wins and its secret is whole.
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  } finally {
    await rm(draft, { force: true })
  }
  return checked(await readFile(path), path)
}

/** `token-secret.former-NAME` beside it: one that was put out of use, or came with a backup of another machine. */
export const formerSecretName = /^token-secret\.former-[\w-]{1,64}$/

/**
 * Secrets that sign nothing any more, but were used to encrypt what is still kept. The present one is among them: where TOKEN_SECRET
 * is set it was the secret before.
 */
export async function loadFormerSecrets(dataDir: string): Promise<Uint8Array[]> {
  const names = (await readdir(dataDir)).filter((name) => name === "token-secret" || formerSecretName.test(name))
  return Promise.all(names.sort().map((name) => readFile(join(dataDir, name))))
}

function checked(secret: Uint8Array, path: string): Uint8Array {
  if (secret.length < 32)
    throw new Error(
      `${path} is too short to be a secret. Remove it, and a new one is made; everyone must then sign in again.`,
    )
  return secret
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error
}
