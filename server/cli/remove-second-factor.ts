import { findUserIdByEmail, removeSecondFactors } from "../domains/accounts/index.ts"
import { openHouse } from "../main.ts"
import { readConfig } from "../platform/config.ts"
import { CommandError, defineCommand } from "./command.ts"

export const removeSecondFactor = defineCommand({
  name: "remove-second-factor",
  summary: "Let somebody in with their password alone who has lost their second factor",
  operands: "E-MAIL",
  details: `Takes away their authenticator app, passkeys and recovery codes. Make sure that it is they who ask. The audit log keeps it.
With the embedded database, stop the server first.`,
  async run({ operands }) {
    const [email, surplus] = operands
    if (email === undefined || surplus !== undefined)
      throw new CommandError(
        "`studyin remove-second-factor` takes one e-mail address. See `studyin remove-second-factor --help`.",
      )
    const house = await openHouse(readConfig())
    try {
      const userId = await findUserIdByEmail(house.deps, email)
      const removed = await removeSecondFactors(house.deps, { userId, by: "command" })
      const { authenticatorApp, passkeys, recoveryCodes } = removed
      const hadSome = authenticatorApp || passkeys > 0 || recoveryCodes > 0
      return {
        json: removed,
        text: hadSome
          ? `Removed: ${authenticatorApp ? "authenticator app, " : ""}passkeys ${passkeys}, unused recovery codes ${recoveryCodes}. ${email} signs in with the password alone now.`
          : `${email} has no second factor.`,
      }
    } finally {
      await house.close()
    }
  },
})
