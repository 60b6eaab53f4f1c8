import type { Translation } from "../../lib/language.ts"
import type { words } from "./words.ts"

export const german: Translation<typeof words> = {
  welcome: "Willkommen",
  switchTheme: "Farbschema wechseln",
  headline: "Morgen mehr wissen, aus deinem eigenen Material",
  lead: "Leg ein Kapitel, einen Artikel oder deine Notizen hinein. StudyIn macht Fragen daraus, holt wieder hervor, was du nicht wusstest, und antwortet mit der Seite, auf der es steht.",
  promises: [
    ["Jede Antwort zeigt ihre Quelle", "Ein gelber Reiter öffnet die Textstelle, aus der sie stammt."],
    ["Dein Material bleibt hier", "Es liegt auf diesem Server und wird für niemand sonst verwendet."],
    ["Es geht ohne Sprachmodell und ohne Netz", "Ein Sprachmodell macht es besser, nötig ist es nie."],
  ],
  createAccount: "Konto anlegen",
  signIn: "Anmelden",
  signOut: "Abmelden",
  look: "Im Demokonto umsehen",
  lookHint: "Vierzehn Tage Verlauf, drei Texte, nichts zu verlieren.",
  or: "oder",
  firstAccount: "Auf diesem Server gibt es noch kein Konto. Wer das erste anlegt, verwaltet ihn.",
  name: "Name",
  nameHint: "So spricht dich StudyIn an. Mindestens 2 Buchstaben.",
  email: "E-Mail-Adresse",
  password: "Passwort",
  passwordHint: "Mindestens 8 Zeichen. Gut ist ein ganzer Satz.",
  showPassword: "Passwort zeigen",
  hidePassword: "Passwort verbergen",
  rememberMe: "30 Tage auf diesem Gerät angemeldet bleiben",
  haveAccount: "Schon ein Konto?",
  noAccount: "Neu hier?",
  fill: {
    name: "Gib mindestens 2 Buchstaben ein.",
    email: "Gib deine E-Mail-Adresse ein.",
    password: "Gib mindestens 8 Zeichen ein.",
    code: "Gib den Code ein.",
  },
  usePasskey: "Mit Passkey anmelden",
  noPasskey: "Es wurde kein Passkey verwendet",
  passkeyNotGiven: "Das wurde abgebrochen oder dauerte zu lange. Versuche es noch einmal oder nimm einen anderen Weg.",
  passkeyThere: "Auf diesem Gerät oder in diesem Passwortmanager gibt es schon einen Passkey für dein Konto.",
  passkeyElsewhere:
    "Passkeys für dieses StudyIn gelten unter einer anderen Adresse. Öffne es dort oder nimm einen anderen Weg.",
  passkeyFailed: "Dein Browser konnte keinen Passkey verwenden. Versuche es noch einmal oder nimm einen anderen Weg.",
  secondStep: "Noch ein Schritt",
  ways: {
    app: {
      say: "Dein Passwort stimmt. Gib den Code ein, den deine Authenticator-App für StudyIn zeigt.",
      label: "Code aus sechs Ziffern",
      instead: "Authenticator-App verwenden",
    },
    passkey: {
      say: "Dein Passwort stimmt. Bestätige mit deinem Passkey, dass du es bist.",
      label: "Passkey",
      instead: "Passkey verwenden",
    },
    "recovery-code": {
      say: "Gib einen der Codes ein, die du beim Einrichten deines zweiten Faktors aufbewahrt hast. Jeder gilt einmal.",
      label: "Wiederherstellungscode",
      instead: "Wiederherstellungscode verwenden",
    },
  },
  nothingLeft:
    "Dein Konto verlangt einen zweiten Faktor, und hier funktioniert keiner mehr. Bitte die Person, die dieses StudyIn betreibt, ihn abzuschalten.",
  backToPassword: "Zurück zu E-Mail-Adresse und Passwort",
  beginAgain: "Von vorn beginnen",
  bringBack: "Mein Konto zurückholen",
  settingsFailed: "Die Änderung wurde nicht gespeichert. Versuche es noch einmal.",
  settingsWaiting: "Keine Antwort vom Server. Deine Änderung ist vorgemerkt und wird noch einmal gesendet.",
}
