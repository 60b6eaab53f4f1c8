import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import type { RequestOrigin } from "../../audit/index.ts"
import type { Account } from "../account.ts"
import { findAccount } from "../account-store.ts"
import { owesFactor } from "../second-factor/factor-policy.ts"
import { formatSecretToken, hashSecretToken, newSecretToken } from "../secret-token.ts"
import { deviceName } from "./device-name.ts"
import { insertRefreshToken, type NewRefreshToken, type RefreshToken } from "./session-store.ts"

const MS_PER_HOUR = 3_600_000
const MS_PER_DAY = 24 * MS_PER_HOUR

/** Without "remember me": a day without use, 30 days at most. With it: 30 days without use, a year at most. */
const lifetimes = {
  short: { idleMs: MS_PER_DAY, absoluteMs: 30 * MS_PER_DAY },
  remembered: { idleMs: 30 * MS_PER_DAY, absoluteMs: 365 * MS_PER_DAY },
}

/** A sign-in as the routes hand it out: the body, and what goes into the cookie. */
export interface StartedSession {
  accessToken: string
  expiresAt: Date
  account: Account
  /** The access token opens nothing but the setting up of a second factor; the one after it will open the rest. */
  owesSecondFactor: boolean
  /** Absent when the browser keeps the cookie it has. */
  refreshToken?: { value: string; expiresAt: Date; isRemembered: boolean }
}

export interface SessionRequest {
  origin: RequestOrigin
  rememberMe: boolean
}

/** Starts a new family of refresh tokens in the caller's transaction. */
export async function startFamily(tx: Tx, userId: string, request: SessionRequest, at: Date) {
  const familyId = newId(at.getTime())
  const { absoluteMs } = request.rememberMe ? lifetimes.remembered : lifetimes.short
  return insertToken(tx, userId, request.origin, at, {
    familyId,
    replaces: null,
    isRemembered: request.rememberMe,
    confirmedAt: at,
    familyExpiresAt: new Date(at.getTime() + absoluteMs),
  })
}

/** The token that comes after `previous` in its family. */
export async function continueFamily(tx: Tx, userId: string, previous: RefreshToken, origin: RequestOrigin, at: Date) {
  return insertToken(tx, userId, origin, at, {
    familyId: previous.familyId,
    replaces: previous.id,
    isRemembered: previous.isRemembered,
    confirmedAt: null,
    familyExpiresAt: previous.familyExpiresAt,
  })
}

async function insertToken(
  tx: Tx,
  userId: string,
  origin: RequestOrigin,
  at: Date,
  family: Pick<NewRefreshToken, "familyId" | "replaces" | "isRemembered" | "confirmedAt" | "familyExpiresAt">,
) {
  const secret = newSecretToken(userId)
  const { idleMs } = family.isRemembered ? lifetimes.remembered : lifetimes.short
  const expiresAt = new Date(Math.min(at.getTime() + idleMs, family.familyExpiresAt.getTime()))
  await insertRefreshToken(tx, userId, {
    ...family,
    id: newId(at.getTime()),
    tokenHash: hashSecretToken(secret),
    device: deviceName(origin.userAgent),
    ipAddress: origin.ipAddress,
    at,
    expiresAt,
  })
  return { familyId: family.familyId, value: formatSecretToken(secret), expiresAt, isRemembered: family.isRemembered }
}

/** The account and a fresh access token for a sign-in that stands. @throws UnauthenticatedError when the account may not act */
export async function openSession(
  deps: Pick<Deps, "db" | "tokens">,
  userId: string,
  familyId: string,
): Promise<StartedSession> {
  const found = await deps.db.asSystem("read-account", async (tx) => {
    const account = await findAccount(tx, userId)
    return account && { account, owesSecondFactor: await owesFactor(tx, account) }
  })
  if (!found) throw new UnauthenticatedError("account-inactive", "This account cannot be used. Ask your administrator.")
  const { account, owesSecondFactor } = found
  const learner = { userId, role: account.role, sessionId: familyId, ...(owesSecondFactor ? { owesSecondFactor } : {}) }
  const { token, expiresAt } = await deps.tokens.signAccessToken(learner)
  return { accessToken: token, expiresAt, account, owesSecondFactor }
}
