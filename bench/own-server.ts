import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createOwnDatabase } from "../server/cli/own-database.ts"
import type { OpenDatabase } from "../server/platform/database/index.ts"
import { openDatabase } from "../server/platform/database/index.ts"
import type { BenchContext } from "./bench.ts"

/** A data folder and, on PostgreSQL, a database that nobody else uses. */
export interface OwnPlace {
  dataDir: string
  databaseUrl: string | null
  /** Its database in this process; on the embedded engine only while no server runs on it. */
  open(): Promise<OpenDatabase>
}

/** Gives `work` an empty place and removes it afterwards, whatever happens. */
export async function withOwnPlace<T>(
  engine: "pglite" | "postgres",
  { databaseUrl }: Pick<BenchContext, "databaseUrl">,
  work: (place: OwnPlace) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "studyin-bench-"))
  const database = engine === "postgres" && databaseUrl !== null ? await createOwnDatabase(databaseUrl, "bench") : null
  const url = database?.url ?? null
  try {
    return await work({
      dataDir,
      databaseUrl: url,
      open: () => openDatabase({ dataDir, url: url ?? undefined, statementTimeoutMs: 0 }),
    })
  } finally {
    await database?.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
