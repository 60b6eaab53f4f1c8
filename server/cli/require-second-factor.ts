import { demandFactors, readFactorDemand } from "../domains/accounts/index.ts"
import { openHouse } from "../main.ts"
import type { Role } from "../platform/api/index.ts"
import { readConfig } from "../platform/config.ts"
import { CommandError, defineCommand } from "./command.ts"

const choices = { nobody: null, administrators: "admin", instructors: "instructor", everybody: "student" } as const
type Choice = keyof typeof choices

const names: Record<Role, string> = { student: "learners", instructor: "instructors", admin: "administrators" }

export const requireSecondFactor = defineCommand({
  name: "require-second-factor",
  summary: "Show or change of whom a second factor is demanded",
  operands: "[nobody|administrators|instructors|everybody]",
  details: `Whoever has none sets one up at the next sign-in. \`instructors\` are administrators, too. This is the way back for
whoever cannot administer any more: \`studyin require-second-factor nobody\`. The audit log keeps it.
With the embedded database, stop the server first.`,
  async run({ operands }) {
    const [choice, surplus] = operands
    if (surplus !== undefined || (choice !== undefined && !isChoice(choice)))
      throw new CommandError(
        "`studyin require-second-factor` takes one of nobody, administrators, instructors and everybody, or nothing.",
      )
    const house = await openHouse(readConfig())
    try {
      const demand =
        choice === undefined
          ? await readFactorDemand(house.deps)
          : await demandFactors(house.deps, "command", choices[choice])
      const now = (Object.keys(choices) as Choice[]).find((name) => choices[name] === demand.requiredFrom)
      const counts = demand.roles.map(
        ({ role, people, withoutFactor }) => `${names[role]} ${withoutFactor} of ${people}`,
      )
      return { json: demand, text: `A second factor is demanded of: ${now}. Without one: ${counts.join(", ")}.` }
    } finally {
      await house.close()
    }
  },
})

function isChoice(text: string): text is Choice {
  return Object.hasOwn(choices, text)
}
