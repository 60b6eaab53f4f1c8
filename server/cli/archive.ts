import { type Archive, reportArchives, restoreArchive } from "../domains/operations/index.ts"
import { openHouse } from "../main.ts"
import { readConfig } from "../platform/config.ts"
import { CommandError, defineCommand, tableOf } from "./command.ts"

export const archive = defineCommand({
  name: "archive",
  summary: "List the months that left the database, and put one back",
  operands: "[list|restore] [NAME]",
  details: `  list           every archive with its rows, size and state (default)
  restore NAME   put its rows back; they stay for 30 days whatever the policy says

The file is checked from end to end before anything is written, and people who were erased since are left out. It may be
repeated after it was cut off.`,
  async run({ operands }) {
    const [action = "list", name, surplus] = operands
    const fits = action === "list" ? name === undefined : action === "restore" && surplus === undefined
    if (!fits)
      throw new CommandError(`\`studyin archive\` takes list, or restore with a name, not "${operands.join(" ")}".`)
    if (action === "restore" && name === undefined)
      throw new CommandError("`studyin archive restore` needs the name of an archive. See `studyin archive list`.")
    const house = await openHouse(readConfig())
    try {
      if (name !== undefined) {
        const done = await restoreArchive(house.deps, name)
        const erased = done.erased === 0 ? "" : `, ${done.erased} of erased people left out`
        const leftOut =
          done.leftOut.length === 0 ? "" : ` The table no longer has ${done.leftOut.join(", ")}; the file still does.`
        return { json: done, text: `${name}: ${done.restored} rows put back${erased}.${leftOut}` }
      }
      const archives = await reportArchives(house.deps)
      return {
        json: archives,
        text:
          archives.length === 0
            ? "Nothing was archived yet."
            : tableOf([["NAME", "STATE", "ROWS", "KB", "ARCHIVED"], ...archives.map(rowOf)]),
      }
    } finally {
      await house.close()
    }
  },
})

function rowOf({ name, status, rowCount, fileBytes, archivedAt }: Archive): string[] {
  const size = fileBytes === null ? "-" : String(Math.ceil(fileBytes / 1024))
  return [name, status, rowCount === null ? "-" : String(rowCount), size, archivedAt?.toISOString().slice(0, 10) ?? "-"]
}
