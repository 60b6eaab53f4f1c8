import { makeResetLink } from "../domains/accounts/index.ts"
import { openHouse } from "../main.ts"
import { readConfig } from "../platform/config.ts"
import { CommandError, defineCommand } from "./command.ts"

export const resetPassword = defineCommand({
  name: "reset-password",
  summary: "Make a link to set a new password, for somebody who cannot get a letter",
  operands: "E-MAIL",
  details: `The way back in for an administrator who is alone and forgot the password. The link works once, within an
hour; whoever has it gets into the account. Setting the password signs out everywhere, and a second factor is asked
for as before. The audit log notes that the link was made.
With the embedded database, stop the server first, and start it again to open the link.`,
  async run({ operands }) {
    const [email, surplus] = operands
    if (email === undefined || surplus !== undefined)
      throw new CommandError("`studyin reset-password` takes one e-mail address. See `studyin reset-password --help`.")
    const house = await openHouse(readConfig())
    try {
      const link = await makeResetLink(house.deps, email)
      return {
        json: link,
        text: `Open this within an hour to set a new password for ${link.email}:\n\n  ${link.url}`,
      }
    } finally {
      await house.close()
    }
  },
})
