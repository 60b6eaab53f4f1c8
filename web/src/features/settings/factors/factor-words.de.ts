import { counted, formatAgo, formatDate } from "../../../lib/format.ts"
import type { Translation } from "../../../lib/language.ts"
import type { factorWords } from "./factor-words.ts"

const day = (at: string) => formatDate(new Date(at), { dateStyle: "medium" })

export const german: Translation<typeof factorWords> = {
  title: "Anmeldung",
  say: "Mit einer Authenticator-App oder einem Passkey öffnet dein Passwort allein dein Konto nicht mehr.",
  cancel: "Abbrechen",
  done: "Fertig",
  next: "Weiter",
  remove: "Entfernen",
  app: "Authenticator-App",
  appNone: "Zeigt alle 30 Sekunden einen neuen Code, zum Beispiel Aegis, 2FAS oder Google Authenticator.",
  appSince: (added, used) =>
    used === null
      ? `Eingerichtet am ${day(added)}.`
      : `Eingerichtet am ${day(added)}, verwendet ${formatAgo(new Date(used))}.`,
  appLost:
    "Dieser Server kann den Schlüssel deiner App nicht mehr lesen, weil er ohne sein Geheimnis umgezogen ist. Entferne die App und richte sie neu ein.",
  appSetUp: "App einrichten",
  appRemove: "App entfernen",
  appRemoveTitle: "Authenticator-App entfernen?",
  appRemoveSay: "Ihre Codes gelten ab sofort nicht mehr.",
  appRemoved: "Die App ist entfernt.",
  appTitle: "Authenticator-App einrichten",
  appScan: "Scanne das mit der App und gib dann den Code ein, den sie zeigt.",
  qr: "QR-Code mit dem Schlüssel der App",
  appKey: "Oder gib diesen Schlüssel in die App ein",
  code: "Code aus sechs Ziffern",
  codeMissing: "Gib den Code ein, den die App zeigt.",
  appDone: "Die App ist eingerichtet. Ab jetzt fragt die Anmeldung nach ihrem Code.",
  passkeys: "Passkeys",
  passkeysNone: "Melde dich mit Finger, Gesicht oder der PIN deines Geräts an, ohne Passwort.",
  passkeysElsewhere: (origin) => `Passkeys gelten nur dort, wo dieses StudyIn zu Hause ist: ${origin}`,
  passkeysNowhere: "Passkeys brauchen https und einen Hostnamen. Dieses StudyIn wird ohne sie aufgerufen.",
  passkeysUnknown: "Dieser Browser kennt keine Passkeys.",
  passkeyAdd: "Passkey hinzufügen",
  passkeyTitle: "Passkey hinzufügen",
  passkeySay: "Dein Browser fragt dich gleich, wo er gespeichert werden soll.",
  passkeyName: "Name",
  passkeyNameHint: "Um deine Passkeys zu unterscheiden, etwa das Gerät, auf dem er liegt.",
  passkeyNameMissing: "Gib ihm einen Namen, etwa den des Geräts, auf dem er liegt.",
  passkeyDone: "Der Passkey ist hinzugefügt.",
  passkeySince: (created, used, isSynced) =>
    [
      `hinzugefügt am ${day(created)}`,
      used === null ? "noch nicht verwendet" : `verwendet ${formatAgo(new Date(used))}`,
      ...(isSynced ? ["synchronisiert"] : []),
    ].join(", "),
  rename: "Umbenennen",
  renameLabel: (name) => `„${name}“ umbenennen`,
  renameTitle: "Passkey umbenennen",
  save: "Speichern",
  renamed: "Umbenannt.",
  removeLabel: (name) => `„${name}“ entfernen`,
  passkeyRemoveTitle: (name) => `„${name}“ entfernen?`,
  passkeyRemoveSay: "Er gilt hier ab sofort nicht mehr. Lösche ihn auch auf dem Gerät oder im Passwortmanager.",
  passkeyRemoved: "Der Passkey ist entfernt.",
  lastOneSay: "Danach öffnet dein Passwort allein wieder dein Konto, und deine Wiederherstellungscodes verfallen.",
  codes: "Wiederherstellungscodes",
  codesSay: "Jeder lässt dich einmal hinein, wenn du die App oder den Passkey verlierst.",
  codesLeft: (left, made) =>
    left === 0
      ? "Alle sind verbraucht. Erstelle jetzt neue."
      : `Noch ${counted(left, { one: "Code", other: "Codes" })} übrig, erstellt am ${day(made)}.`,
  codesRenew: "Neue Codes erstellen",
  codesRenewTitle: "Neue Wiederherstellungscodes erstellen?",
  codesRenewSay: "Die alten gelten dann nicht mehr.",
  codesTitle: "Bewahre deine Wiederherstellungscodes auf",
  codesKeep:
    "Schreibe sie auf oder drucke sie aus, und bewahre sie dort auf, wo du andere Schlüssel hast. Sie werden nur dieses eine Mal gezeigt: Ohne sie und ohne deine App oder deinen Passkey kann dich nur noch die Person hineinlassen, die dieses StudyIn betreibt.",
  codesCopy: "Kopieren",
  codesCopied: "Kopiert.",
  codesSave: "Als Datei speichern",
  othersStay: (count) =>
    `Du hast geändert, wie du dich anmeldest. ${count === 1 ? "Ein anderes Gerät bleibt" : `${count} andere Geräte bleiben`} angemeldet wie bisher.`,
  gateTitle: "Zweiten Faktor einrichten",
  gateSay:
    "Wer dieses StudyIn betreibt, verlangt mehr als ein Passwort: eine Authenticator-App oder einen Passkey. Das dauert eine Minute, und danach kommt niemand mehr allein mit deinem Passwort hinein.",
  gateWaits: "Was du gerade getan hast, bleibt, wie es ist, und geht danach weiter.",
  gateLeave: "Lieber abmelden",
  codesFile: "studyin-wiederherstellungscodes.txt",
  codesKept: "Ich habe sie aufbewahrt",
}
