import { counted } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { factorDemandWords } from "./factor-demand-words.ts"

const people = (count: number) => counted(count, { one: "Person", other: "Personen" })

export const german: Translation<typeof factorDemandWords> = {
  title: "Zweite Faktoren",
  say: "Eine Authenticator-App oder ein Passkey neben dem Passwort.",
  now: (from) =>
    ({
      student: "Alle müssen einen zweiten Faktor haben.",
      instructor: "Lehrende und die Administration müssen einen zweiten Faktor haben.",
      admin: "Die Administration muss einen zweiten Faktor haben.",
      nobody: "Ein zweiter Faktor wird allen angeboten und von niemandem verlangt.",
    })[from ?? "nobody"],
  demanded: "Verlangt",
  offered: "Angeboten",
  people: (all, without) =>
    all === 0
      ? "Niemand hat diese Rolle."
      : all === 1
        ? `${people(all)}, ${without === 0 ? "mit zweitem Faktor" : "ohne zweiten Faktor"}`
        : `${people(all)}, ${without === 0 ? "alle mit zweitem Faktor" : `${without === all ? "alle" : `davon ${without}`} ohne`}`,
  change: "Ändern",
  dialogTitle: "Wer muss einen zweiten Faktor haben?",
  of: "Verlangt von",
  choices: {
    nobody: "Niemandem",
    admin: "Der Administration",
    instructor: "Lehrenden und der Administration",
    student: "Allen",
  },
  consequence: (count) =>
    count === 0
      ? "Sie alle haben schon einen."
      : `${people(count)} ${count === 1 ? "muss" : "müssen"} bei der nächsten Anmeldung einen einrichten, auf angemeldeten Geräten innerhalb von 15 Minuten. Nichts Begonnenes geht verloren; API-Schlüssel ruhen bis dahin.`,
  free: "Wer einen hat, behält ihn und darf ihn entfernen.",
  save: "Speichern",
  saved: "Gespeichert.",
}
