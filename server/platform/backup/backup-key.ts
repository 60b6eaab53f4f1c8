import { createHmac, randomBytes } from "node:crypto"
import { chmod, link, open, readFile, rm } from "node:fs/promises"
import { BackupError } from "./backup-error.ts"

/** A backup is read by whoever has the key that it was made with, and by nobody else. */
export interface BackupKey {
  /** 32 bytes. Never shown or logged. */
  secret: Buffer
  /** Tells keys apart without giving anything away: 16 hexadecimal digits. Written into every backup. */
  id: string
}

const LINE = /^studyin-backup-key-1 ([A-Za-z0-9_-]{43})$/m

/** @throws BackupError when there is no such file or it holds no key */
export async function readBackupKey(path: string): Promise<BackupKey> {
  let text: string
  try {
    text = await readFile(path, "utf8")
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "ENOENT")
      throw new BackupError(`There is no key file ${path}. Name the one the backup was made with: --key-file FILE.`)
    throw new BackupError(`The key file ${path} cannot be read (${code}). Check who may read it.`)
  }
  const secret = Buffer.from(LINE.exec(text)?.[1] ?? "", "base64url")
  if (secret.length !== 32)
    throw new BackupError(
      `${path} is no key of StudyIn: it should have a line that starts with "studyin-backup-key-1".`,
    )
  return { secret, id: keyIdOf(secret) }
}

/** The key of this file, which is made (readable by its owner only) when there is none. Safe when two do it at once. */
export async function readOrCreateBackupKey(path: string): Promise<BackupKey & { isNew: boolean }> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`
  try {
    // Looked at first: a folder that may not be written to is fine once the key is there.
    return { ...(await readBackupKey(path)), isNew: false }
  } catch (error) {
    if (!(error instanceof BackupError) || !error.message.startsWith("There is no key file")) throw error
  }
  const text =
    "# Reads the backups of this StudyIn. Keep a copy somewhere else: without it they are of no use.\n" +
    `studyin-backup-key-1 ${randomBytes(32).toString("base64url")}\n`
  try {
    const file = await open(draft, "wx", 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await chmod(draft, 0o600)
    // A link fails where the name is taken: the first to come wins, and its key is whole.
    await link(draft, path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== "EEXIST") throw new BackupError(`The key file ${path} cannot be made (${code}).`)
  } finally {
    await rm(draft, { force: true })
  }
  return { ...(await readBackupKey(path)), isNew: true }
}

function keyIdOf(secret: Buffer): string {
  return createHmac("sha256", secret).update("studyin backup key id").digest("hex").slice(0, 16)
}
