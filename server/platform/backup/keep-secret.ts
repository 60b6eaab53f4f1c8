import { createHash } from "node:crypto"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { formerSecretName } from "../tokens.ts"

/**
 * Puts a secret out of a backup into the data folder. One that is there already stays, since it signs what people hold now, and so
 * does TOKEN_SECRET: the other one is then kept beside it as a former one, because the rows that came with it are encrypted with it.
 */
export async function keepSecret(
  dataDir: string,
  name: string,
  contents: Buffer,
  signsElsewhere: boolean,
): Promise<void> {
  if (name !== "token-secret" && !formerSecretName.test(name)) return
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (!signsElsewhere && (await isKept(join(dataDir, name), contents))) return
  const mark = createHash("sha256").update(contents).digest("hex").slice(0, 8)
  await isKept(join(dataDir, `token-secret.former-${mark}`), contents)
}

/** Whether these are the contents of the file now. */
async function isKept(path: string, contents: Buffer): Promise<boolean> {
  try {
    await writeFile(path, contents, { flag: "wx", mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    return (await readFile(path)).equals(contents)
  }
}
