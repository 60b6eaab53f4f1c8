import { dictionary } from "@zxcvbn-ts/language-common"

const SHORTEST = 8

/** What stands in published lists of leaked passwords, eight characters and more, in lower case: some twenty thousand. */
export const leakedPasswords: ReadonlySet<string> = new Set(
  (dictionary["passwords-common"] as readonly string[]).filter(({ length }) => length >= SHORTEST),
)
