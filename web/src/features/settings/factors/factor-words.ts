import { counted, formatAgo, formatDate } from "../../../lib/format.ts"
import { inLanguage } from "../../../lib/language.ts"

const day = (at: string) => formatDate(new Date(at), { dateStyle: "medium" })

export const factorWords = inLanguage("features/settings/factors/factor-words", {
  title: "Signing in",
  say: "With an authenticator app or a passkey your password alone no longer opens your account.",
  cancel: "Cancel",
  done: "Done",
  next: "Continue",
  remove: "Remove",
  app: "Authenticator app",
  appNone: "Shows a new code every 30 seconds, such as Aegis, 2FAS or Google Authenticator.",
  appSince: (added: string, used: string | null) =>
    used === null ? `Set up ${day(added)}.` : `Set up ${day(added)}, used ${formatAgo(new Date(used))}.`,
  appLost:
    "This server cannot read the key of your app any more, since it was moved without its secret. Remove the app and set it up again.",
  appSetUp: "Set up an app",
  appRemove: "Remove the app",
  appRemoveTitle: "Remove the authenticator app?",
  appRemoveSay: "Its codes stop working at once.",
  appRemoved: "The app is removed.",
  appTitle: "Set up an authenticator app",
  appScan: "Scan this with the app, then type the code that it shows.",
  qr: "QR code with the key of the app",
  appKey: "Or type this key into the app",
  code: "Code of six digits",
  codeMissing: "Type the code that the app shows.",
  appDone: "The app is set up. From now on signing in asks for its code.",
  passkeys: "Passkeys",
  passkeysNone: "Sign in with your finger, face or the PIN of your device, without a password.",
  passkeysElsewhere: (origin: string) => `Passkeys work only where this StudyIn is at home: ${origin}`,
  passkeysNowhere: "Passkeys need https and a host name. This StudyIn is reached without.",
  passkeysUnknown: "This browser does not know passkeys.",
  passkeyAdd: "Add a passkey",
  passkeyTitle: "Add a passkey",
  passkeySay: "Your browser asks you next where to keep it.",
  passkeyName: "Name",
  passkeyNameHint: "To tell your passkeys apart, such as the device it is on.",
  passkeyNameMissing: "Give it a name, such as the device it is on.",
  passkeyDone: "The passkey is added.",
  passkeySince: (created: string, used: string | null, isSynced: boolean) =>
    [
      `added ${day(created)}`,
      used === null ? "not used yet" : `used ${formatAgo(new Date(used))}`,
      ...(isSynced ? ["synchronised"] : []),
    ].join(", "),
  rename: "Rename",
  renameLabel: (name: string) => `Rename ${name}`,
  renameTitle: "Rename the passkey",
  save: "Save",
  renamed: "Renamed.",
  removeLabel: (name: string) => `Remove ${name}`,
  passkeyRemoveTitle: (name: string) => `Remove ${name}?`,
  passkeyRemoveSay: "It stops working here at once. Delete it on the device or in the password manager, too.",
  passkeyRemoved: "The passkey is removed.",
  lastOneSay: "It is your last one: your password alone opens your account again, and your recovery codes end.",
  codes: "Recovery codes",
  codesSay: "Each lets you in once if you lose the app or the passkey.",
  codesLeft: (left: number, made: string) =>
    left === 0
      ? "All of them are used up. Make new ones now."
      : `${counted(left, { one: "code is", other: "codes are" })} left, made ${day(made)}.`,
  codesRenew: "Make new codes",
  codesRenewTitle: "Make new recovery codes?",
  codesRenewSay: "The old ones stop working.",
  codesTitle: "Keep your recovery codes",
  codesKeep:
    "Write them down or print them, and keep them where you keep other keys. They are shown this once: without them and without your app or passkey only the person who runs this StudyIn can let you in.",
  codesCopy: "Copy",
  codesCopied: "Copied.",
  codesSave: "Save as a file",
  othersStay: (count: number) =>
    `You changed how you sign in. ${count === 1 ? "Another device stays" : `${count} other devices stay`} signed in as before.`,
  gateTitle: "Set up a second factor",
  gateSay:
    "The people who run this StudyIn ask for more than a password: an authenticator app or a passkey. It takes a minute, and from then on nobody gets in with your password alone.",
  gateWaits: "What you were doing stays as it is and goes on afterwards.",
  gateLeave: "Sign out instead",
  codesFile: "studyin-recovery-codes.txt",
  codesKept: "I have kept them",
})
