import { randomUUID } from "node:crypto"
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import type { Clock } from "../../shared/clock.ts"
import { isId, newId } from "../../shared/ids.ts"
import type { Mail, SentMail } from "./mail.ts"

/** The newest letters kept; older ones are removed. */
const KEPT = 500

/** Puts letters into a folder, one JSON file each, for an installation without a mail server: administrators read them on the page, tests here. */
export function createOutboxMail(folder: string, clock: Clock): Mail {
  async function names(): Promise<string[]> {
    const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return []
      throw error
    })
    // Names are UUIDv7: the alphabet is the order in time.
    return found
      .filter((name) => name.endsWith(".json"))
      .sort()
      .reverse()
  }

  async function load(name: string): Promise<SentMail | undefined> {
    const text = await readFile(join(folder, name), "utf8").catch((error: NodeJS.ErrnoException) => {
      // Removed since the folder was read.
      if (error.code === "ENOENT") return undefined
      throw error
    })
    if (text === undefined) return undefined
    const stored = JSON.parse(text) as Omit<SentMail, "sentAt"> & { sentAt: string }
    return { ...stored, sentAt: new Date(stored.sentAt) }
  }

  return {
    keepsLetters: true,
    async send(message) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const sentAt = clock.now()
      const id = newId(sentAt.getTime())
      const draft = join(folder, `.${randomUUID()}`)
      // Letters hold links that sign people in: for the owner's eyes only.
      const file = await open(draft, "wx", 0o600)
      try {
        await file.writeFile(JSON.stringify({ id, sentAt, ...message }, undefined, 2))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, join(folder, `${id}.json`))
      for (const old of (await names()).slice(KEPT)) await rm(join(folder, old), { force: true })
    },
    async list({ to, limit }) {
      const letters: SentMail[] = []
      for (const name of await names()) {
        if (letters.length >= limit) break
        const letter = await load(name)
        if (letter !== undefined && (to === undefined || letter.to.toLowerCase() === to.toLowerCase()))
          letters.push(letter)
      }
      return letters
    },
    // Names are ids: nothing else is looked for in the folder.
    find: async (id) => (isId(id) ? load(`${id}.json`) : undefined),
    async eraseLearner(userId) {
      for (const name of await names()) {
        if ((await load(name))?.userId === userId) await rm(join(folder, name), { force: true })
      }
    },
    async check() {
      await mkdir(folder, { recursive: true, mode: 0o700 })
    },
  }
}
