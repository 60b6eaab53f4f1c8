import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import type { LetterOrder } from "./send-letter.ts"

/** What strangers can ask for. Of these one that waits to be written is enough. */
const onRequest: ReadonlySet<LetterOrder["kind"]> = new Set(["verify-email", "reset-password", "have-account"])

/** Orders a letter in the caller's transaction; a job writes and sends it, again and again while the mail server is away. */
export async function orderLetter(deps: Pick<Deps, "queue">, tx: Tx, order: LetterOrder): Promise<void> {
  const once = onRequest.has(order.kind) ? { singletonKey: `${order.kind}:${order.userId}` } : {}
  await deps.queue.enqueue(tx, "accounts.send-letter", { ...order }, once)
}
