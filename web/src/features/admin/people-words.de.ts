import { counted, formatDate, formatNumber } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { peopleWords } from "./people-words.ts"

const day = (at: string) => formatDate(new Date(at), { day: "numeric", month: "long", year: "numeric" })

export const german: Translation<typeof peopleWords> = {
  title: "Konten",
  say: "Alle, die ein Konto haben. Was sie lernen, gehört ihnen und wird hier nicht gezeigt.",
  find: "Personen finden",
  text: "Name, Benutzername oder E-Mail",
  textHint: "Ein Wortanfang genügt",
  role: "Rolle",
  roles: { student: "Lernende", instructor: "Lehrende", admin: "Administration" },
  anyRole: "Alle Rollen",
  status: "Status",
  statuses: { active: "Aktiv", suspended: "Gesperrt", deleted: "Geschlossen" },
  anyStatus: "Jeder Status",
  sort: "Reihenfolge",
  sorts: { newest: "Neueste zuerst", "last-active": "Zuletzt aktive zuerst" },
  search: "Suchen",
  empty: "Niemand gefunden",
  emptySay:
    "Gib den Anfang eines Namens oder einer Adresse ein, oder wähle eine andere Rolle oder einen anderen Status.",
  emptyActive: "Wer nie angemeldet war, fehlt, wenn die zuletzt Aktiven zuerst kommen.",
  neverHere: "nie angemeldet",
  lastHere: (ago) => `${ago} aktiv`,
  demo: "Demokonto",
  invite: "Person hinzufügen",
  inviteSay:
    "Das Passwort wählt die Person selbst, mit einem Link, den du weitergibst. Er gilt einmal, sieben Tage lang, und wird nur hier gezeigt.",
  inviteName: "Name",
  inviteEmail: "E-Mail",
  inviteRole: "Rolle",
  inviteMake: "Konto anlegen",
  inviteDone: (name) => `Link für ${name}`,
  inviteLink: "Link",
  inviteUntil: (at) => `Gilt einmal, bis ${day(at)}.`,
  copy: "Link kopieren",
  copied: "Der Link wurde kopiert.",
  toPerson: "Zum Konto",
  done: "Fertig",

  back: "Alle Konten",
  notFound: "Dieses Konto gibt es nicht",
  notFoundSay: "Vielleicht wurde es inzwischen gelöscht.",
  account: "Konto",
  email: "E-Mail",
  isVerified: "bestätigt",
  isNotVerified: "nicht bestätigt",
  username: "Benutzername",
  fullName: "Voller Name",
  university: "Hochschule",
  major: "Fach",
  graduation: "Abschluss",
  timeZone: "Zeitzone",
  created: "Konto seit",
  lastActive: "Zuletzt aktiv",
  id: "Kennung",
  none: "–",
  isYou: "Das bist du",

  suspendedSince: (at) => `Gesperrt seit ${day(at)}.`,
  suspended: "Gesperrt.",
  reason: (reason) => `Grund: ${reason}`,
  closedSince: (at, until) =>
    `Geschlossen am ${day(at)}. ${until === null ? "" : `Endgültig gelöscht wird es ab dem ${day(until)}; bis dahin lässt es sich durch eine Anmeldung zurückholen.`}`,
  noPassword: "Ein Passwort ist noch nicht gewählt.",
  newLink: "Neuer Link",
  newLinkSay: "Der vorige Link gilt nicht mehr. Der neue wird nur hier gezeigt, damit du ihn weitergibst.",
  mayEnter: "Die Anmeldung ist möglich.",

  rights: "Rechte",
  rightsSay: "Sie gelten ab der nächsten Anfrage der Person.",
  changeRole: "Rolle ändern",
  roleTitle: (name) => `Rolle von ${name}`,
  roleSay: {
    student: "Lernt mit eigenen Materialien und Karten.",
    instructor: "Bearbeitet auch den Fragenkatalog und geteilte Fragen.",
    admin: "Verwaltet auch dieses StudyIn: Personen, Aufträge, Sicherungen, das Protokoll.",
  },
  ownRole:
    "Das ist deine eigene Rolle. Du verlierst die Rechte der Administration sofort, und nur jemand anderes aus der Administration kann sie dir zurückgeben.",
  saveRole: "Rolle ändern",
  dropOwnRole: "Meine Rechte abgeben",
  roleSaved: (name, role) => `${name} gehört jetzt ${role}.`,
  roleNames: { student: "zu den Lernenden", instructor: "zu den Lehrenden", admin: "zur Administration" },

  keepOut: "Zugang",
  suspend: "Sperren",
  suspendTitle: (name) => `${name} sperren?`,
  suspendSay:
    "Die Person wird sofort überall abgemeldet und kann sich nicht anmelden, bis du die Sperre aufhebst. Alles, was sie hat, bleibt; begonnene Arbeit an ihren Materialien wird zu Ende geführt.",
  suspendReason: "Grund",
  suspendReasonHint: "Er wird beim Versuch, sich anzumelden, gezeigt.",
  suspendDone: (name) => `${name} ist gesperrt und überall abgemeldet.`,
  reinstate: "Sperre aufheben",
  reinstateTitle: (name) => `Die Sperre von ${name} aufheben?`,
  reinstateSay: "Die Person kann sich sofort wieder anmelden und hat alles, was sie hatte.",
  reinstateDone: (name) => `${name} kann sich wieder anmelden.`,
  close: "Konto schließen",
  closeTitle: (name) => `Das Konto von ${name} schließen?`,
  closeSay:
    "Die Person wird abgemeldet, und das Konto wird nach der Frist der Regel „Geschlossene Konten“ endgültig gelöscht. Bis dahin kannst du es zurückholen, oder sie selbst durch eine Anmeldung. Um jemanden auszuschließen, sperre das Konto stattdessen.",
  closeDone: "Das Konto ist geschlossen.",
  reopen: "Zurückholen",
  reopenTitle: (name) => `Das Konto von ${name} zurückholen?`,
  reopenSay: "Die Person kann sich wieder anmelden und hat alles, was sie hatte.",
  reopenDone: "Das Konto ist wieder offen.",
  erase: "Sofort löschen",
  eraseTitle: (name) => `${name} endgültig löschen?`,
  eraseSay:
    "Alles geht auf einmal verloren: Materialien, Karten, Antworten, Gespräche, Dateien. Es lässt sich nicht zurückholen, auch nicht aus einer Sicherung.",
  eraseType: (email) => `Gib ${email} ein`,
  eraseTypeFault: "Das ist nicht die Adresse dieses Kontos.",
  erasePassword: "Dein eigenes Passwort",
  eraseDo: "Endgültig löschen",
  erased: (name) => `${name} wurde gelöscht`,
  erasedSay: (rows, files) =>
    `${counted(rows, { one: "Zeile", other: "Zeilen" })} und ${counted(files, { one: "Datei", other: "Dateien" })} sind gelöscht.`,
  erasedTable: "Was gelöscht wurde",
  erasedLater: "Einige Dateien waren nicht zu erreichen. Sie werden entfernt, sobald es geht.",
  erasedActions: { deleted: "gelöscht", unlinked: "jetzt ohne Namen", kept: "ohne Identität zusammengezählt" },

  signIns: "Anmeldungen",
  signInsSay: "Wo die Person jetzt angemeldet ist.",
  noSignIns: "Die Person ist auf keinem Gerät angemeldet.",
  device: (name) => name?.replace(/^(\w+) on (\w+)$/, "$1 unter $2") ?? "Unbekanntes Gerät",
  lastUsed: (ago) => `zuletzt benutzt ${ago}`,
  signOut: "Abmelden",
  signOutLabel: (device) => `${device} abmelden`,
  signOutAll: "Überall abmelden",
  signOutOthers: "Überall sonst abmelden",
  signOutAllDone: "Abgemeldet.",
  signedOut: "Abgemeldet.",

  secondFactor: "Zweiter Faktor",
  factorOff: "Aus: Das Passwort allein öffnet das Konto.",
  factorOn: (app, passkeys, codes) =>
    [
      app ? "Authenticator-App" : undefined,
      passkeys > 0 ? counted(passkeys, { one: "Passkey", other: "Passkeys" }) : undefined,
      `noch ${counted(codes, { one: "Wiederherstellungscode", other: "Wiederherstellungscodes" })}`,
    ]
      .filter(Boolean)
      .join(", "),
  switchOff: "Ausschalten",
  switchOffTitle: (name) => `Den zweiten Faktor von ${name} ausschalten?`,
  switchOffSay:
    "Vergewissere dich zuerst, dass die Person selbst darum bittet und nicht jemand, der ihr Passwort hat: Triff sie oder ruf sie an. Ihre App, ihre Passkeys und Wiederherstellungscodes werden entfernt; sie kann sie neu einrichten.",
  switchedOff: "Der zweite Faktor ist aus.",

  plan: "Tarif",
  lately: "Zuletzt",
  latelySay: "Die letzten Einträge des Protokolls, die von der Person stammen oder sie betreffen.",
  noEntries: "Im Protokoll steht nichts von der Person oder über sie.",

  everybody: "Jetzt angemeldet",
  everybodySay: (count) =>
    count >= 10_000
      ? `Mehr als ${formatNumber(10_000)} Anmeldungen sind nicht beendet.`
      : `${counted(count, { one: "Anmeldung ist", other: "Anmeldungen sind" })} nicht beendet.`,
  nobodyHere: "Niemand ist angemeldet",
  nobodyHereSay: "Hier stehen Anmeldungen, die nicht beendet sind, die zuletzt benutzte zuerst.",
  remembered: "bleibt angemeldet",
}
