import { sql } from "kysely"
import { sqlStateOf, type Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, type FieldFault, InvalidError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import type { Language } from "../../../shared/language.ts"
import { studyDayOf } from "../../../shared/study-day.ts"
import { recordAudit } from "../../audit/index.ts"
import { hasAccounts, insertAccount, lockSignUps, type NewAccount } from "../account-store.ts"
import { orderLetter } from "../letters/order-letter.ts"
import { findUserIdByAddress } from "../letters/receiver-store.ts"
import { hashPassword } from "../passwords/password-hash.ts"
import { faultOfPassword } from "../passwords/password-rules.ts"
import { SEED_DOMAIN } from "../seed-accounts-store.ts"
import { openSession, type SessionRequest, type StartedSession, startFamily } from "./start-session.ts"

export interface SignUpRequest extends SessionRequest {
  email: string
  password: string
  displayName: string
  timeZone: string
  locale: string
  language: Language
}

type SignUpDeps = Pick<Deps, "db" | "clock" | "tokens" | "queue" | "config">

/**
 * Makes an account, orders the letter that confirms its address, and signs it in. The first one becomes the administrator. Where the
 * operator asks for confirmed addresses nobody is signed in, and the answer is `letter-sent` for every address: one that has an account
 * gets a letter that says so.
 * @throws InvalidError with a message for each field; ConflictError of type `email-taken`, unless addresses are to be confirmed
 */
export async function signUp(deps: SignUpDeps, request: SignUpRequest): Promise<StartedSession | "letter-sent"> {
  const email = request.email.trim()
  const displayName = request.displayName.trim()
  refuseFaults([
    // Whoever has such an address counts as made up, so the next to come would be made administrator.
    email.toLowerCase().endsWith(`@${SEED_DOMAIN}`) ? { path: "email", message: "Use an address of your own." } : null,
    displayName.length < 2 ? { path: "displayName", message: "Use at least 2 characters for your name." } : null,
    faultOfPassword(request.password, [email, displayName]),
  ])
  const at = deps.clock.now()
  // Throws for a zone this server does not know, before anything is stored.
  studyDayOf(at, request.timeZone, 0)
  const account = {
    id: newId(at.getTime()),
    email,
    displayName,
    passwordHash: await hashPassword(request.password),
    isDemo: false,
    timeZone: request.timeZone,
    locale: request.locale,
    language: request.language,
    at,
  }
  if (deps.config.requiresVerifiedEmail) {
    await signUpByLetter(deps, account, request)
    return "letter-sent"
  }
  const refreshToken = await deps.db
    .asSystem("sign-up", async (tx) => {
      await lockSignUps(tx)
      const role = await roleOfNext(tx)
      await insertAccount(tx, { ...account, role })
      await recordAudit(tx, { ...successOf(account, role), origin: request.origin, at })
      await orderLetter(deps, tx, { userId: account.id, kind: "verify-email" })
      return startFamily(tx, account.id, request, at)
    })
    .catch(async (error) => {
      if (sqlStateOf(error) !== "23505") throw error
      await deps.db.asSystem("record-failed-sign-up", (tx) =>
        recordAudit(tx, { ...addressTaken, origin: request.origin, at }),
      )
      const message = "There is an account with this e-mail address already."
      throw new ConflictError("email-taken", `${message} Sign in instead.`, { fields: [{ path: "email", message }] })
    })
  return { ...(await openSession(deps, account.id, refreshToken.familyId)), refreshToken }
}

/**
 * Does the same work, statement for statement, whether the address has an account or not: where it has, the new one is made and taken
 * back.
 */
async function signUpByLetter(
  deps: Pick<Deps, "db" | "queue">,
  account: Omit<NewAccount, "role">,
  { origin }: Pick<SignUpRequest, "origin">,
): Promise<void> {
  const { id, at } = account
  await deps.db.asSystem("sign-up-by-letter", async (tx) => {
    await lockSignUps(tx)
    const owner = await findUserIdByAddress(tx, account.email)
    const role = await roleOfNext(tx)
    await sql`savepoint made`.execute(tx)
    await insertAccount(tx, { ...account, role, ...(owner === undefined ? {} : { email: `${id}@taken.invalid` }) })
    await (owner === undefined ? sql`release savepoint made` : sql`rollback to savepoint made`).execute(tx)
    await recordAudit(tx, { ...(owner === undefined ? successOf(account, role) : addressTaken), origin, at })
    await orderLetter(deps, tx, {
      userId: owner ?? id,
      kind: owner === undefined ? "verify-email" : "have-account",
    })
  })
}

async function roleOfNext(tx: Tx): Promise<"student" | "admin"> {
  return (await hasAccounts(tx)) ? "student" : "admin"
}

function successOf(account: Pick<NewAccount, "id">, role: string) {
  return { event: "signup_success", actorId: account.id, newValues: { role } } as const
}

const addressTaken = {
  event: "signup_failed",
  actorId: null,
  isSuccess: false,
  errorMessage: "the address has an account",
} as const

/** @throws InvalidError that names every field at once */
export function refuseFaults(faults: readonly (FieldFault | null)[]): void {
  const fields = faults.filter((fault) => fault !== null)
  if (fields.length > 0) {
    throw new InvalidError("fields-invalid", fields.map(({ message }) => message).join(" "), { fields })
  }
}
