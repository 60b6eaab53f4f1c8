import { counted } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

/** Words of adding files, which any screen may do: they are loaded with the first page, the other words are not. */
export const addingWords = inLanguage("features/library/adding-words", {
  chooseFiles: "Choose a file",
  added: (titles: string[]) =>
    titles.length === 1
      ? `${titles[0]} is being prepared.`
      : `${counted(titles.length, { one: "file is", other: "files are" })} being prepared.`,
  duplicate: (name: string) => `You have ${name} already.`,
  notAdded: (name: string, why: string) => `${name} was not added. ${why}`,
})
