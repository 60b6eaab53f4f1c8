import { inLanguage } from "../../../lib/language.ts"
export const words = inLanguage("features/accounts/letters/words", {
  forgot: "Forgot password?",
  forgotTitle: "Set a new password",
  forgotSay: "Type the e-mail address of your account. You get a letter with a link to set a new password.",
  email: "E-mail",
  sendLetter: "Send the letter",
  sentTitle: "Look into your letters",
  forgotSent: (email: string) =>
    `If ${email} has an account, a letter is on its way. Its link runs out within an hour. Look among unwanted mail too.`,
  signUpSent: (email: string) =>
    `A letter to ${email} is on its way. Open its link to confirm the address, then sign in. Look among unwanted mail too.`,
  keptHere:
    "This StudyIn has no mail server: its administrator finds the letter under Administration and passes it on.",
  again: "Send another letter",
  sentAgain: "A letter is on its way, unless one was sent a moment ago.",
  toSignIn: "Back to sign in",
  signIn: "Sign in",
  goOn: "Go to Today",

  reset: {
    title: "Choose a new password",
    say: "You are signed out everywhere, your API keys end, and you sign in with the new password.",
    label: "New password",
    done: "You were signed out everywhere, and your API keys have ended. Sign in with the new password.",
  },
  invited: {
    title: "Choose your password",
    say: "Your account is ready. You sign in with your e-mail address and this password.",
    label: "Password",
    done: "Sign in with your e-mail address and this password.",
  },
  newPasswordHint: "At least 8 characters. A sentence is good.",
  fillPassword: "Type at least 8 characters.",
  setPassword: "Set password",
  resetDone: "Your password is set",

  verifyTitle: "Confirm your e-mail address",
  verifySay: "One press, and the address is yours here.",
  verify: "Confirm address",
  verified: "Your address is confirmed",
  verifiedSay: (email: string) => `StudyIn writes to ${email} from now on.`,
  noLink: "The link is not complete",
  noLinkSay: "Open it from the letter once more, or copy the whole of it into the address bar.",
  fillEmail: "Type your e-mail address.",

  stopTitle: { "study-reminder": "Stop study reminders?", "weekly-summary": "Stop the weekly summary?" },
  stopSay: "Letters about your account itself, such as a new sign-in, still come.",
  stop: "Stop these letters",
  stopped: { "study-reminder": "Study reminders are off", "weekly-summary": "The weekly summary is off" },
  stoppedSay: "You get no more of these letters. They can be switched on again in the settings.",
  noStopLinkSay: "Open it from the letter once more, or choose in the settings which letters you get.",
  toSettings: "Go to the settings",

  settingsTitle: "E-mail address",
  isConfirmed: "Confirmed.",
  isUnconfirmed: "Not confirmed yet.",
  change: "Change e-mail address",
  newEmail: "New e-mail address",
  changeHint: "A letter goes there. Nothing changes before you open its link, and the old address is told.",
  password: "Password",
  keep: "Keep the present one",
  changeSent: (email: string) => `A letter to ${email} is on its way. Open its link to confirm the change.`,

  notice: (email: string) => `Confirm ${email}, so that you can get back in if you forget your password.`,
  letterSent: "A letter is on its way.",
  later: "Not now",
})
