import { formatDate } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import { planAmount } from "./plan-amount.ts"
import type { planWords } from "./plan-words.ts"

const day = (at: Date): string => formatDate(at, { day: "numeric", month: "long" })

export const german: Translation<typeof planWords> = {
  title: "Tarif und Verbrauch",
  counters: {
    materials: "Materialien",
    "storage-bytes": "Speicherplatz",
    "model-tokens": "Token des Sprachmodells in diesem Monat",
  },
  used: (counter, used, max) =>
    max === null ? planAmount(counter, used) : `${planAmount(counter, used)} von ${planAmount(counter, max)}`,
  noLimit: "unbegrenzt",
  adding: (counter, reserved) => `${planAmount(counter, reserved)} kommen gerade dazu.`,
  full: {
    materials: "Voll. Lösche ein Material, um ein anderes hinzuzufügen.",
    "storage-bytes": "Voll. Lösche ein Material, um Platz zu schaffen.",
    "model-tokens": "Aufgebraucht. Bis dahin arbeitet StudyIn ohne Sprachmodell weiter.",
  },
  resets: (at) => `Beginnt am ${day(at)} von vorn.`,
  noModel: "Auf diesem Server ist kein Sprachmodell eingerichtet, deshalb werden keine verbraucht.",
  given: "Vergeben von denen, die dieses StudyIn betreiben",
  trial: (at) => `Zur Probe bis ${day(at)}`,
  pastDue: "Die letzte Zahlung ging nicht durch",
  canceled: "Gekündigt",
  until: (at) => `bis ${day(at)}`,
  more: "Was du löschst, gibt seinen Platz sofort frei. An einer Grenze geht nichts verloren: Lesen, Üben und Wiederholen gehen weiter wie immer.",
}
