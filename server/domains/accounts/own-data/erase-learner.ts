import type { Deps } from "../../../platform/deps.ts"
import { NotFoundError } from "../../../shared/errors.ts"
import { type ErasureCause, forgetInAudit, insertErasure, type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { lockSignUps } from "../account-store.ts"
import { keepAdministrator } from "../administration/keep-administrator.ts"
import { forgetRights } from "../sessions/session-status.ts"
import { listActiveFamilies } from "../sessions/session-store.ts"
import { learnerHashOf } from "./erasure-hash.ts"
import {
  clearUserColumns,
  deleteEverything,
  type ErasedAccount,
  type ErasedTable,
  keepAnonymousMetrics,
  lockAccount,
} from "./erasure-store.ts"
import { finishErasure } from "./finish-erasures.ts"
import { userColumns } from "./user-columns.ts"

export type EraseDeps = Pick<Deps, "db" | "clock" | "files" | "cache" | "queue" | "mail" | "events" | "log">

export interface ErasureRequest {
  by: ErasureCause
  /** The administrator who did it. */
  actorId?: string
  origin?: RequestOrigin
  sessionId?: string
  /** Refuses when nobody would be left to administer those who stay. Default: for everything but purges and restores. */
  keepsAdministrator?: boolean
}

/** What went, and what stayed without the person. */
export interface ErasureReport {
  erasedAt: Date
  /** Tables in which something was found. */
  tables: ErasedTable[]
  files: number
  jobs: number
  /** False when files, letters, cache or jobs could not be reached: a job sweeps them as soon as they can. */
  isFinished: boolean
}

/**
 * Erases a learner. In one transaction: what they did is added to the anonymous metrics, columns that name them are emptied, their
 * rows and the account go, the audit log forgets them, and the ledger remembers a hash. Then files, cache, letters and jobs go; what is
 * still being written at that moment is swept once more a quarter of an hour later.
 * @throws NotFoundError of type `account-unknown`; ConflictError of type `last-administrator`
 */
export async function eraseLearner(
  deps: EraseDeps,
  userId: string,
  request: ErasureRequest = { by: "purge" },
): Promise<ErasureReport> {
  const erasedAt = deps.clock.now()
  const { erasure, tables, signIns } = await deps.db.asSystem("erase-learner", async (tx) => {
    // Before the account itself is locked, as everywhere: two administrators who leave at the same moment must not both see the other.
    await lockSignUps(tx)
    const account = await lockAccount(tx, userId)
    if (!account) throw new NotFoundError("account-unknown", "This account does not exist any more.")
    if (mustKeepAdministrator(request, account)) await keepAdministrator(tx, userId, { unlessAlone: true })
    const signIns = await listActiveFamilies(tx, userId, erasedAt)
    const touched = [await keepAnonymousMetrics(tx, userId), ...(await clearUserColumns(tx, userColumns, userId))]
    touched.push({ table: "audit_logs", action: "unlinked", rows: await forgetInAudit(tx, userId) })
    touched.push(...(await deleteEverything(tx, userColumns, userId)))
    const erasure = await insertErasure(tx, { learnerHash: learnerHashOf(userId), erasedAt, cause: request.by }, userId)
    const found = touched.filter(({ rows }) => rows > 0)
    await recordAudit(tx, {
      event: "account_erased",
      actorId: request.actorId ?? null,
      entityType: "user",
      newValues: {
        by: request.by,
        role: account.role,
        tables: Object.fromEntries(found.map(({ table, rows }) => [table, rows])),
      },
      at: erasedAt,
      // Of somebody who erases their own account nothing is kept, neither address nor browser.
      ...(request.actorId === undefined || request.origin === undefined ? {} : { origin: request.origin }),
      ...(request.actorId === undefined || request.sessionId === undefined ? {} : { sessionId: request.sessionId }),
    })
    return { erasure, tables: found, signIns: signIns.map(({ familyId }) => familyId) }
  })
  await forgetRights(deps, userId, signIns)
  return { erasedAt, tables, ...(await finishErasure(deps, userId, erasure, { isLast: false })) }
}

function mustKeepAdministrator({ by, keepsAdministrator }: ErasureRequest, { role, isDemo }: ErasedAccount): boolean {
  return role === "admin" && !isDemo && (keepsAdministrator ?? (by !== "purge" && by !== "restore"))
}
