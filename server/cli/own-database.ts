import { tmpdir } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import { openDatabase, sqlStateOf } from "../platform/database/index.ts"
import { newId } from "../shared/ids.ts"
import { CommandError } from "./command.ts"

export interface OwnDatabase {
  url: string
  /** Drops it with all that is in it. */
  drop(): Promise<void>
}

/**
 * Makes an empty database beside the one that `url` names, on the same server, so that nothing there is touched.
 * @throws CommandError when its user may not
 */
export async function createOwnDatabase(url: string, purpose: string): Promise<OwnDatabase> {
  const name = `studyin_${purpose}_${Date.now().toString(36)}_${newId().slice(-8)}`
  await onServer(url, async (execute) => {
    try {
      await execute(`create database ${name}`)
    } catch (error) {
      throw new CommandError(
        `The user of DATABASE_URL may not make a database to work in (${(error as Error).message}): grant it CREATEDB, or unset DATABASE_URL.`,
      )
    }
  })
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => onServer(url, (execute) => dropDatabase(name, execute)) }
}

const DROP_ATTEMPTS = 30

/**
 * FORCE ends the sessions of a server that was killed, but may be refused while autovacuum, which is not ours to end, works in
 * there; a plain drop ends that one, but no sessions. Between them it goes.
 */
async function dropDatabase(name: string, execute: (sql: string) => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await execute(`drop database if exists ${name}${attempt % 2 === 1 ? " with (force)" : ""}`)
      return
    } catch (error) {
      const mayPass = ["42501", "55006"].includes(sqlStateOf(error) ?? "")
      if (!mayPass || attempt === DROP_ATTEMPTS) throw error
      await sleep(200)
    }
  }
}

async function onServer(url: string, work: (execute: (sql: string) => Promise<unknown>) => Promise<unknown>) {
  const server = await openDatabase({ dataDir: tmpdir(), url, poolMax: 1 })
  try {
    await work((sql) => server.execute(sql))
  } finally {
    await server.close()
  }
}
