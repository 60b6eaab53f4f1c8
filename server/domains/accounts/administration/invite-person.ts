import type { Role } from "../../../platform/api/index.ts"
import { sqlStateOf, type Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import type { Language } from "../../../shared/language.ts"
import { studyDayOf } from "../../../shared/study-day.ts"
import { recordAudit } from "../../audit/index.ts"
import { findCredentialsOf, insertAccount, lockSignUps } from "../account-store.ts"
import { invitationLinkOf } from "../letters/account-token.ts"
import { putAccountToken } from "../letters/account-token-store.ts"
import { hashSecretToken, newSecretToken, type SecretToken } from "../secret-token.ts"
import { SEED_DOMAIN } from "../seed-accounts-store.ts"
import { refuseFaults } from "../sessions/sign-up.ts"
import { assertAdministrator, changePerson } from "./change-person.ts"
import { findPersonRow } from "./people-store.ts"
import type { Administrator } from "./person.ts"

const MS_PER_DAY = 86_400_000
/** Longer than that of a letter: it is handed over by people. */
const INVITATION_DAYS = 7

export interface Invitation {
  userId: string
  /** Opens the page on which the person chooses a password. Shown once: only its hash is kept. */
  link: string
  expiresAt: Date
}

type InviteDeps = Pick<Deps, "db" | "clock" | "cache" | "events" | "config">

/**
 * Makes an account for somebody, without a password: they choose it with the link, which the administrator hands over.
 * @throws InvalidError for an address that stands for a made-up learner; ConflictError of type `email-taken`
 */
export async function invitePerson(
  deps: InviteDeps,
  administrator: Administrator,
  person: { email: string; displayName: string; role: Role; timeZone: string; locale: string; language: Language },
): Promise<Invitation> {
  const email = person.email.trim()
  refuseFaults([
    email.toLowerCase().endsWith(`@${SEED_DOMAIN}`)
      ? { path: "email", message: "Use an address of the person’s own." }
      : null,
  ])
  const at = deps.clock.now()
  // Throws for a zone this server does not know, before anything is stored.
  studyDayOf(at, person.timeZone, 0)
  const userId = newId(at.getTime())
  const secret = newSecretToken(userId)
  const expiresAt = await deps.db
    .asSystem("invite-person", async (tx) => {
      await lockSignUps(tx)
      await assertAdministrator(tx, administrator)
      await insertAccount(tx, {
        id: userId,
        email,
        displayName: person.displayName,
        passwordHash: null,
        role: person.role,
        isDemo: false,
        timeZone: person.timeZone,
        locale: person.locale,
        language: person.language,
        at,
      })
      await recordAudit(tx, {
        event: "account_invited",
        actorId: administrator.userId,
        origin: administrator.origin,
        sessionId: administrator.sessionId,
        entityType: "user",
        entityId: userId,
        newValues: { email, role: person.role },
        at,
      })
      return putInvitation(tx, { userId, email, secret, at })
    })
    .catch((error) => {
      if (sqlStateOf(error) !== "23505") throw error
      const message = "There is an account with this e-mail address already."
      throw new ConflictError("email-taken", message, { fields: [{ path: "email", message }] })
    })
  return { userId, link: invitationLinkOf(deps.config.http.publicUrl, secret), expiresAt }
}

/**
 * A new link for somebody who was invited and has no password yet; the one before it ends. Whoever has a password resets it by letter:
 * an administrator must not be able to take over an account.
 * @throws what `changePerson` throws; ConflictError of type `has-password`
 */
export async function inviteAgain(deps: InviteDeps, administrator: Administrator, userId: string): Promise<Invitation> {
  const secret = newSecretToken(userId)
  let expiresAt = new Date(0)
  await changePerson(deps, "invite-person", administrator, userId, async (tx, _person, at) => {
    const [person, credentials] = [await findPersonRow(tx, userId), await findCredentialsOf(tx, userId)]
    if (!person || credentials?.passwordHash)
      throw new ConflictError(
        "has-password",
        "This person has chosen a password already. They can ask for a letter with “Forgot your password?”.",
      )
    expiresAt = await putInvitation(tx, { userId, email: person.email, secret, at })
    return { event: "account_invited", before: {}, after: { email: person.email }, signIns: [] }
  })
  return { userId, link: invitationLinkOf(deps.config.http.publicUrl, secret), expiresAt }
}

async function putInvitation(
  tx: Tx,
  { userId, email, secret, at }: { userId: string; email: string; secret: SecretToken; at: Date },
): Promise<Date> {
  const expiresAt = new Date(at.getTime() + INVITATION_DAYS * MS_PER_DAY)
  await putAccountToken(tx, userId, {
    id: newId(at.getTime()),
    purpose: "reset-password",
    tokenHash: hashSecretToken(secret),
    email,
    at,
    expiresAt,
  })
  return expiresAt
}
