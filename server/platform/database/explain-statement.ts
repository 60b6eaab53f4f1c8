import type { SessionSource } from "./session.ts"

const LIMIT_MS = 2000

/** See `OpenDatabase.explain`. Takes a session only when one is free, so that a busy server is not made busier. */
export async function explainStatement(
  sessions: SessionSource,
  text: string,
  begin: string | undefined,
): Promise<string | undefined> {
  if (sessions.waiting > 0 || sessions.active >= sessions.limit) return undefined
  const session = await sessions.acquire({ statementTimeoutMs: LIMIT_MS })
  let isEnded = false
  try {
    if (begin !== undefined) await session.send(begin)
    // Placeholders instead of values: the plan holds nothing of anybody, and a statement that writes is not run.
    const { rows } = await session.send(`explain (generic_plan) ${text}`)
    return rows.map((row) => String(row["QUERY PLAN"])).join("\n")
  } catch {
    return undefined
  } finally {
    await session.send("rollback").then(
      () => {
        isEnded = true
      },
      () => {},
    )
    session.release(!isEnded)
  }
}
