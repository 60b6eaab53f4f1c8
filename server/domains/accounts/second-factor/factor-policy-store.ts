import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import type { Account } from "../account.ts"
import { SEED_DOMAIN } from "../seed-accounts-store.ts"

/** An app that a first code has confirmed, or a passkey. Counts alike in a learner's own transaction. */
export async function hasFactor(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from totp_secrets where user_id = ${userId} and confirmed_at is not null)
      or exists (select from passkeys where user_id = ${userId}) as found`.execute(tx)
  return rows[0]?.found === true
}

export interface RoleWithFactors {
  role: Account["role"]
  people: number
  /** Of these. */
  withoutFactor: number
}

/** Who may sign in, by role: how many there are, and how many have their password alone. Made-up learners are not counted, roles without people left out. */
export async function countByRole(tx: Tx): Promise<RoleWithFactors[]> {
  const { rows } = await sql<RoleWithFactors>`
    select u.role, count(*) as people, count(*) filter (where
        not exists (select from totp_secrets t where t.user_id = u.id and t.confirmed_at is not null)
        and not exists (select from passkeys p where p.user_id = u.id)) as "withoutFactor"
    from users u
    where u.status = 'active' and not u.is_demo and u.email not like ${`%@${SEED_DOMAIN}`}
    group by u.role`.execute(tx)
  return rows.map(({ role, people, withoutFactor }) => ({
    role,
    people: Number(people),
    withoutFactor: Number(withoutFactor),
  }))
}
