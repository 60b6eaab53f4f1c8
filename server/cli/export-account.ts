import { createWriteStream, existsSync } from "node:fs"
import { stat } from "node:fs/promises"
import { pipeline } from "node:stream/promises"
import { findUserIdByEmail, writeExport } from "../domains/accounts/index.ts"
import { openHouse } from "../main.ts"
import { readConfig } from "../platform/config.ts"
import { CommandError, defineCommand } from "./command.ts"

export const exportAccount = defineCommand({
  name: "export-account",
  summary: "Write everything a learner has into a ZIP archive",
  operands: "E-MAIL FILE",
  details: "The format is described in docs/data-export.md. With the embedded database, stop the server first.",
  async run({ operands }) {
    const [email, file, surplus] = operands
    if (email === undefined || file === undefined || surplus !== undefined)
      throw new CommandError(
        "`studyin export-account` takes an e-mail address and a file. See `studyin export-account --help`.",
      )
    // Asked before anything is read; whoever makes it meanwhile keeps theirs all the same.
    if (existsSync(file)) throw new CommandError(`${file} is there already. Choose another name.`)
    const house = await openHouse(readConfig())
    try {
      const archive = await writeExport(house.deps, await findUserIdByEmail(house.deps, email))
      // Not over something that is there, and for nobody else's eyes.
      await pipeline(archive, createWriteStream(file, { flags: "wx", mode: 0o600 }))
      const { size } = await stat(file)
      return { json: { file, bytes: size }, text: `${file}: ${Math.ceil(size / 1000)} kB` }
    } finally {
      await house.close()
    }
  },
})
