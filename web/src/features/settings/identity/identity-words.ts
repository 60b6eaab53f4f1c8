import { inLanguage } from "../../../lib/language.ts"
export const identityWords = inLanguage("features/settings/identity/identity-words", {
  title: "Confirm that it is you",
  say: "So that nobody else at this browser can do this. You are not asked again for ten minutes.",
  password: "Your password",
  passkeySay: "Your passkey is enough, or use your password.",
  codeOf: (methods: readonly string[]) =>
    methods.includes("app") ? "Code of your authenticator app" : "One of your recovery codes",
  codeHint: "Or one of your recovery codes.",
  passkey: "Use a passkey",
  cancel: "Cancel",
  confirm: "Confirm",
})
