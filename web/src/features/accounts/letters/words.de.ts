import type { Translation } from "../../../lib/language.ts"
import type { words } from "./words.ts"

export const german: Translation<typeof words> = {
  forgot: "Passwort vergessen?",
  forgotTitle: "Neues Passwort setzen",
  forgotSay:
    "Gib die E-Mail-Adresse deines Kontos ein. Du bekommst eine E-Mail mit einem Link, über den du ein neues Passwort setzt.",
  email: "E-Mail-Adresse",
  sendLetter: "E-Mail senden",
  sentTitle: "Sieh in dein Postfach",
  forgotSent: (email) =>
    `Wenn es zu ${email} ein Konto gibt, ist eine E-Mail unterwegs. Ihr Link gilt höchstens eine Stunde. Sieh auch im Spam-Ordner nach.`,
  signUpSent: (email) =>
    `Eine E-Mail an ${email} ist unterwegs. Öffne den Link darin, um die Adresse zu bestätigen, und melde dich dann an. Sieh auch im Spam-Ordner nach.`,
  keptHere:
    "Dieses StudyIn hat keinen Mailserver: Wer es verwaltet, findet die E-Mail unter „Verwaltung“ und gibt sie weiter.",
  again: "E-Mail noch einmal senden",
  sentAgain: "Eine E-Mail ist unterwegs, falls nicht eben erst eine gesendet wurde.",
  toSignIn: "Zurück zur Anmeldung",
  signIn: "Anmelden",
  goOn: "Weiter zu „Heute“",

  reset: {
    title: "Neues Passwort wählen",
    say: "Du wirst überall abgemeldet, deine API-Schlüssel verfallen, und du meldest dich mit dem neuen Passwort an.",
    label: "Neues Passwort",
    done: "Du bist überall abgemeldet, und deine API-Schlüssel sind verfallen. Melde dich mit dem neuen Passwort an.",
  },
  invited: {
    title: "Passwort wählen",
    say: "Dein Konto ist bereit. Du meldest dich mit deiner E-Mail-Adresse und diesem Passwort an.",
    label: "Passwort",
    done: "Melde dich mit deiner E-Mail-Adresse und diesem Passwort an.",
  },
  newPasswordHint: "Mindestens 8 Zeichen. Gut ist ein ganzer Satz.",
  fillPassword: "Gib mindestens 8 Zeichen ein.",
  setPassword: "Passwort setzen",
  resetDone: "Dein Passwort ist gesetzt",

  verifyTitle: "E-Mail-Adresse bestätigen",
  verifySay: "Ein Klick, und die Adresse ist hier deine.",
  verify: "Adresse bestätigen",
  verified: "Deine Adresse ist bestätigt",
  verifiedSay: (email) => `StudyIn schreibt ab jetzt an ${email}.`,
  noLink: "Der Link ist nicht vollständig",
  noLinkSay: "Öffne ihn noch einmal aus der E-Mail oder kopiere ihn ganz in die Adresszeile.",
  fillEmail: "Gib deine E-Mail-Adresse ein.",

  stopTitle: {
    "study-reminder": "Keine Lernerinnerungen mehr?",
    "weekly-summary": "Keine Wochenübersicht mehr?",
  },
  stopSay: "E-Mails zu deinem Konto selbst, etwa über eine neue Anmeldung, kommen weiterhin.",
  stop: "Diese E-Mails abbestellen",
  stopped: {
    "study-reminder": "Lernerinnerungen sind abbestellt",
    "weekly-summary": "Die Wochenübersicht ist abbestellt",
  },
  stoppedSay: "Du bekommst keine dieser E-Mails mehr. In den Einstellungen lassen sie sich wieder einschalten.",
  noStopLinkSay: "Öffne ihn noch einmal aus der E-Mail oder wähle in den Einstellungen, welche E-Mails du bekommst.",
  toSettings: "Zu den Einstellungen",

  settingsTitle: "E-Mail-Adresse",
  isConfirmed: "Bestätigt.",
  isUnconfirmed: "Noch nicht bestätigt.",
  change: "E-Mail-Adresse ändern",
  newEmail: "Neue E-Mail-Adresse",
  changeHint:
    "Dorthin geht eine E-Mail. Bis du den Link darin öffnest, ändert sich nichts, und die alte Adresse bekommt Bescheid.",
  password: "Passwort",
  keep: "Bisherige behalten",
  changeSent: (email) => `Eine E-Mail an ${email} ist unterwegs. Öffne den Link darin, um die Änderung zu bestätigen.`,

  notice: (email) => `Bestätige ${email}, damit du wieder hineinkommst, falls du dein Passwort vergisst.`,
  letterSent: "Eine E-Mail ist unterwegs.",
  later: "Jetzt nicht",
}
