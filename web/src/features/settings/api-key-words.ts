import { formatAgo, formatDate } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

const day = (at: Date) => formatDate(at, { dateStyle: "medium" })

export const apiKeyWords = inLanguage("features/settings/api-key-words", {
  title: "API keys",
  say: "With a key a program of yours can do what you do here, as far as you allow. It can never change your password, your devices or other keys.",
  docs: "Description of the API",
  none: "You have no API keys.",
  make: "New API key",
  begins: (shown: string) => `begins with ${shown}`,
  used: (at: Date, from: string | null) => `used ${formatAgo(at)}${from ? ` from ${from}` : ""}`,
  unused: "never used",
  ends: (at: Date) => `until ${day(at)}`,
  endless: "without end",
  revoke: "Revoke",
  revokeLabel: (name: string) => `Revoke ${name}`,
  revokeAsk: (name: string) => `Revoke “${name}”?`,
  revokeSay: "The program that uses it is refused from now on. This cannot be undone.",
  revoked: "Key revoked.",
  dialog: {
    title: "New API key",
    name: "Name",
    nameHint: "What it is for, such as the program.",
    access: "It may",
    accesses: { read: "Read only", write: "Read and change" },
    extent: "Where",
    extents: { all: "Everything", some: "Chosen areas" },
    areas: "Areas",
    chooseArea: "Choose at least one area.",
    end: "Valid",
    ends: { "30": "30 days", "90": "90 days", "365": "One year", "": "Until revoked" },
    make: "Make key",
  },
  made: {
    title: "Your new key",
    say: "Copy it now and keep it where the program finds it. It is not shown again.",
    key: "API key",
    copy: "Copy",
    copied: "Key copied.",
    notCopied: "The browser did not let us copy. Select the key and copy it yourself.",
    done: "Done",
  },
  areas: {
    library: "Library and notes",
    questions: "Question bank",
    authoring: "Suggestions",
    practice: "Practice",
    reviews: "Decks and reviews",
    tutor: "Ask",
    progress: "Progress",
  },
  /** What a key may do, and in which of the areas above or everywhere. */
  allowance: (does: string, where: string[]) => `${does}: ${where.join(", ").toLowerCase()}`,
})
