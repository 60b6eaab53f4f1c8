import type { Translation } from "../../../lib/language.ts"
import type { identityWords } from "./identity-words.ts"

export const german: Translation<typeof identityWords> = {
  title: "Bestätige, dass du es bist",
  say: "Damit das niemand sonst an diesem Browser tun kann. Zehn Minuten lang wirst du dann nicht noch einmal gefragt.",
  password: "Dein Passwort",
  passkeySay: "Dein Passkey genügt, oder nimm dein Passwort.",
  codeOf: (methods) =>
    methods.includes("app") ? "Code deiner Authenticator-App" : "Einer deiner Wiederherstellungscodes",
  codeHint: "Oder einer deiner Wiederherstellungscodes.",
  passkey: "Passkey verwenden",
  cancel: "Abbrechen",
  confirm: "Bestätigen",
}
