import { counted, formatBytes } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { outcome } from "./outcome-words.ts"

export const german: Translation<typeof outcome> = {
  figures: {
    rows: (count) => `${counted(count, { one: "Zeile", other: "Zeilen" })} nicht mehr aufbewahrt`,
    archived: (count) => `${counted(count, { one: "Monat", other: "Monate" })} archiviert`,
    made: (count) => `${counted(count, { one: "Monat", other: "Monate" })} angelegt`,
    analyzed: (count) => `${counted(count, { one: "Aufzeichnung", other: "Aufzeichnungen" })} durchgesehen`,
    vacuumedInMs: () => "tote Zeilen weggeräumt",
    bytesPutAside: (count) => `${formatBytes(count)} beiseitegelegt`,
    filesRemoved: (count) => `${counted(count, { one: "alte Datei", other: "alte Dateien" })} entfernt`,
    removed: (count) => `${counted(count, { one: "Datei", other: "Dateien" })} entfernt`,
    rewritten: (count) => `${counted(count, { one: "Archiv", other: "Archive" })} neu geschrieben`,
    rebuilt: (count) => `${counted(count, { one: "Index", other: "Indizes" })} neu aufgebaut`,
  },
  nothing: "nichts zu tun",
}
