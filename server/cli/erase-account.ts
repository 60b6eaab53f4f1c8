import { eraseLearner, findUserIdByEmail } from "../domains/accounts/index.ts"
import { openHouse } from "../main.ts"
import { readConfig } from "../platform/config.ts"
import { CommandError, defineCommand, tableOf } from "./command.ts"

export const eraseAccount = defineCommand({
  name: "erase-account",
  summary: "Erase a learner with everything they have, at once and for good",
  operands: "E-MAIL",
  details: `What they did stays as figures that name nobody. Prints what went from where.
With the embedded database, stop the server first.`,
  options: { yes: { type: "boolean", description: "yes, erase: without it nothing is done" } },
  async run({ options, operands }) {
    const [email, surplus] = operands
    if (email === undefined || surplus !== undefined)
      throw new CommandError("`studyin erase-account` takes one e-mail address. See `studyin erase-account --help`.")
    const house = await openHouse(readConfig())
    try {
      const userId = await findUserIdByEmail(house.deps, email)
      if (!options.yes)
        throw new CommandError(
          `This erases ${email} for good. If you are sure, say so: studyin erase-account --yes ${email}`,
        )
      const report = await eraseLearner(house.deps, userId, { by: "command" })
      const rows = report.tables.map(({ table, action, rows: count }) => [table, action, String(count)])
      const rest = `${report.files} files and ${report.jobs} jobs removed.`
      return {
        json: report,
        text: `${tableOf([["TABLE", "ROWS", ""], ...rows])}\n\n${rest}`,
        ...(report.isFinished
          ? {}
          : { failed: "Files or letters could not be reached. The server removes them as soon as it can." }),
      }
    } finally {
      await house.close()
    }
  },
})
