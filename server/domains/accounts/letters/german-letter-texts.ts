import type { FactorChange, Letter, LetterWords } from "./letter-texts.ts"

const factorWords: Record<FactorChange, string> = {
  "app-added": "für dein StudyIn-Konto wurde eine Authenticator-App eingerichtet",
  "app-removed": "aus deinem StudyIn-Konto wurde die Authenticator-App entfernt",
  "passkey-added": "zu deinem StudyIn-Konto wurde ein Passkey hinzugefügt",
  "passkey-removed": "aus deinem StudyIn-Konto wurde ein Passkey entfernt",
  "codes-renewed":
    "für dein StudyIn-Konto wurden neue Wiederherstellungscodes erzeugt, und die alten gelten nicht mehr",
  "switched-off":
    "die Administration hat die Authenticator-App, die Passkeys und die Wiederherstellungscodes deines StudyIn-Kontos entfernt",
}

const notYou = "Wenn du es nicht warst, lass diese E-Mail unbeachtet: Es ändert sich nichts."

export function germanLetter(letter: Letter): LetterWords {
  switch (letter.kind) {
    case "verify-email":
      return {
        subject: "Bestätige deine E-Mail-Adresse",
        parts: [
          `jemand hat mit dieser Adresse ein StudyIn-Konto angelegt. Wenn du es warst, bestätige sie hier innerhalb von ${letter.life}:`,
          letter.link,
          "Wenn du es nicht warst, lass diese E-Mail unbeachtet: Die Adresse bleibt unbestätigt.",
        ],
      }
    case "reset-password":
      return {
        subject: "Lege ein neues Passwort fest",
        parts: [
          `jemand möchte ein neues Passwort für dein StudyIn-Konto festlegen. Wenn du es warst, tu es hier innerhalb von ${letter.life}:`,
          letter.link,
          "Der Link gilt einmal, und eine neuere E-Mail löst ihn ab. Ein neues Passwort meldet dich überall ab.",
          notYou,
        ],
      }
    case "have-account":
      return {
        subject: "Du hast schon ein StudyIn-Konto",
        parts: [
          "jemand wollte mit dieser Adresse ein StudyIn-Konto anlegen oder ein Konto zu ihr umziehen. Zu ihr gehört schon ein Konto. Wenn du es warst, melde dich hier an:",
          letter.signInUrl,
          `Wenn du das Passwort vergessen hast, lege innerhalb von ${letter.life} ein neues fest:`,
          letter.link,
          notYou,
        ],
      }
    case "change-email":
      return {
        subject: "Bestätige deine neue E-Mail-Adresse",
        parts: [
          `jemand möchte diese Adresse für das eigene StudyIn-Konto verwenden. Wenn du es warst, bestätige sie hier innerhalb von ${letter.life}:`,
          letter.link,
          notYou,
        ],
      }
    case "email-changed":
      return {
        subject: "Deine E-Mail-Adresse wurde geändert",
        parts: [
          `dein StudyIn-Konto hat jetzt die Adresse ${letter.address}. Dorthin gehen E-Mails, und mit ihr meldest du dich an.`,
          "Wenn du es nicht warst, kennt jemand dein Passwort: Wende dich sofort an die Person, die dein StudyIn verwaltet.",
        ],
      }
    case "password-changed":
      return {
        subject: "Dein Passwort wurde geändert",
        parts: [
          `das Passwort deines StudyIn-Kontos wurde am ${letter.when} geändert.`,
          "Wenn du es nicht warst, lege hier ein anderes fest:",
          letter.forgotUrl,
        ],
      }
    case "factors-changed":
      return {
        subject: "Deine Anmeldung wurde geändert",
        parts: [
          `${factorWords[letter.change]} (am ${letter.when}).`,
          "Wenn du es nicht warst, ändere sofort dein Passwort und sieh in den Einstellungen unter Anmeldung nach:",
          letter.settingsUrl,
        ],
      }
    case "new-device":
      return {
        subject: "Eine neue Anmeldung bei deinem Konto",
        parts: [
          `jemand hat sich am ${letter.when} mit ${letter.device} bei deinem StudyIn-Konto angemeldet, von der Adresse ${letter.address} aus, die in letzter Zeit nicht dafür verwendet wurde.`,
          "Wenn du es warst, ist nichts zu tun. Wenn nicht, ändere dein Passwort und melde das Gerät in den Einstellungen ab:",
          letter.settingsUrl,
        ],
      }
  }
}
