import { counted } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

const people = (count: number) => counted(count, { one: "person", other: "people" })

export const factorDemandWords = inLanguage("features/admin/factor-demand-words", {
  title: "Second factors",
  say: "An authenticator app or a passkey besides the password.",
  now: (from: "student" | "instructor" | "admin" | null) =>
    ({
      student: "Everybody has to have one.",
      instructor: "Instructors and administrators have to have one.",
      admin: "Administrators have to have one.",
      nobody: "It is offered to everybody, and demanded of nobody.",
    })[from ?? "nobody"],
  demanded: "Demanded",
  offered: "Offered",
  people: (all: number, without: number) =>
    all === 0
      ? "Nobody has this role."
      : all === 1
        ? `${people(all)}, ${without === 0 ? "with" : "without"} one`
        : `${people(all)}, ${without === 0 ? "all with one" : `${without === all ? "all" : without} without`}`,
  change: "Change",
  dialogTitle: "Who has to have a second factor?",
  of: "Demanded of",
  choices: {
    nobody: "Nobody",
    admin: "Administrators",
    instructor: "Instructors and administrators",
    student: "Everybody",
  },
  consequence: (count: number) =>
    count === 0
      ? "All of them have one already."
      : `${people(count)} will be asked to set one up at the next sign-in, or within 15 minutes where they are signed in. Nothing they have begun is lost, and their API keys rest until then.`,
  free: "Who has one keeps it, and may remove it.",
  save: "Save",
  saved: "Saved.",
})
