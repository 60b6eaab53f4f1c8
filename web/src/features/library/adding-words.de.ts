import { counted } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { addingWords } from "./adding-words.ts"

export const german: Translation<typeof addingWords> = {
  chooseFiles: "Datei wählen",
  added: (titles) =>
    titles.length === 1
      ? `„${titles[0]}“ wird vorbereitet.`
      : `${counted(titles.length, { one: "Datei wird", other: "Dateien werden" })} vorbereitet.`,
  duplicate: (name) => `${name} hast du schon.`,
  notAdded: (name, why) => `${name} wurde nicht hinzugefügt. ${why}`,
}
