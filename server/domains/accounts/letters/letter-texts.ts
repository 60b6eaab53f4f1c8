/** Where a letter leads, and how long: "an hour". */
export interface LetterLink {
  link: string
  life: string
}

/** What is written to learners. Letters name nobody: whoever typed somebody else's address must not choose their words. */
export type Letter =
  | ({ kind: "verify-email" } & LetterLink)
  | ({ kind: "reset-password" } & LetterLink)
  | ({ kind: "have-account"; signInUrl: string } & LetterLink)
  | ({ kind: "change-email" } & LetterLink)
  | { kind: "email-changed"; address: string }
  | { kind: "password-changed"; when: string; forgotUrl: string }
  | { kind: "factors-changed"; change: FactorChange; when: string; settingsUrl: string }
  | { kind: "new-device"; device: string; address: string; when: string; settingsUrl: string }

export type LetterKind = Letter["kind"]

/** What became of an account's second factors. */
export const factorChanges = [
  "app-added",
  "app-removed",
  "passkey-added",
  "passkey-removed",
  "codes-renewed",
  "switched-off",
] as const
export type FactorChange = (typeof factorChanges)[number]

export const letterKinds = [
  "verify-email",
  "reset-password",
  "have-account",
  "change-email",
  "email-changed",
  "password-changed",
  "factors-changed",
  "new-device",
] as const satisfies readonly LetterKind[]

/** Subject, and the paragraphs between greeting and name; links stand on lines of their own. */
export interface LetterWords {
  subject: string
  parts: string[]
}

const factorWords: Record<FactorChange, string> = {
  "app-added": "an authenticator app was set up for your StudyIn account",
  "app-removed": "the authenticator app was removed from your StudyIn account",
  "passkey-added": "a passkey was added to your StudyIn account",
  "passkey-removed": "a passkey was removed from your StudyIn account",
  "codes-renewed": "new recovery codes were made for your StudyIn account, and the old ones ended",
  "switched-off":
    "an administrator removed the authenticator app, the passkeys and the recovery codes of your StudyIn account",
}

const notYou = "If it was not you, ignore this letter: nothing changes."

export function englishLetter(letter: Letter): LetterWords {
  switch (letter.kind) {
    case "verify-email":
      return {
        subject: "Confirm your e-mail address",
        parts: [
          `somebody signed up for StudyIn with this address. If it was you, confirm it here within ${letter.life}:`,
          letter.link,
          "If it was not you, ignore this letter: the address stays unconfirmed.",
        ],
      }
    case "reset-password":
      return {
        subject: "Set a new password",
        parts: [
          `somebody asked to set a new password for your StudyIn account. If it was you, do so here within ${letter.life}:`,
          letter.link,
          "The link works once, and a newer letter takes its place. Setting a password signs you out everywhere.",
          notYou,
        ],
      }
    case "have-account":
      return {
        subject: "You have a StudyIn account already",
        parts: [
          "somebody tried to sign up for StudyIn, or to move an account, to this address. It has an account already. If it was you, sign in here:",
          letter.signInUrl,
          `If you forgot the password, set a new one within ${letter.life}:`,
          letter.link,
          notYou,
        ],
      }
    case "change-email":
      return {
        subject: "Confirm your new e-mail address",
        parts: [
          `somebody asked to use this address for their StudyIn account. If it was you, confirm it here within ${letter.life}:`,
          letter.link,
          notYou,
        ],
      }
    case "email-changed":
      return {
        subject: "Your e-mail address was changed",
        parts: [
          `your StudyIn account now has the address ${letter.address}. Letters go there, and you sign in with it.`,
          "If it was not you, somebody knows your password: ask the administrator of your StudyIn at once.",
        ],
      }
    case "password-changed":
      return {
        subject: "Your password was changed",
        parts: [
          `the password of your StudyIn account was changed on ${letter.when}.`,
          "If it was not you, set another one here:",
          letter.forgotUrl,
        ],
      }
    case "factors-changed":
      return {
        subject: "How you sign in was changed",
        parts: [
          `${factorWords[letter.change]} on ${letter.when}.`,
          "If it was not you, change your password at once, and look at what is under Signing in in the settings:",
          letter.settingsUrl,
        ],
      }
    case "new-device":
      return {
        subject: "A new sign-in to your account",
        parts: [
          `somebody signed in to your StudyIn account on ${letter.when} with ${letter.device} from the address ${letter.address}, which has not been in use for it lately.`,
          "If it was you, there is nothing to do. If not, change your password, and sign the device out in the settings:",
          letter.settingsUrl,
        ],
      }
  }
}
