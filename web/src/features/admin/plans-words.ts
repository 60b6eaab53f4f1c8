import { counted, formatBytes, formatDate, formatNumber } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

export const plansWords = inLanguage("features/admin/plans-words", {
  title: "Plans",
  say: "What people may keep and use. A change holds for everybody with the plan, at once.",
  none: "No limits",
  materials: (count: number) => counted(count, { one: "material", other: "materials" }),
  storage: (bytes: number) => `${formatBytes(bytes)} of storage`,
  tokens: (count: number) => `${formatNumber(count)} model tokens a month`,
  people: (count: number) => (count === 0 ? "Nobody has it" : counted(count, { one: "person", other: "people" })),
  isDefault: "default",
  isOff: "off",
  edit: "Edit",
  editLabel: (name: string) => `Edit: ${name}`,
  makeDefault: "Make default",
  makeDefaultLabel: (name: string) => `Make default: ${name}`,
  madeDefault: (name: string) => `Everybody without another plan has ${name} now.`,
  switchOn: "Switch on",
  switchOnLabel: (name: string) => `Switch on: ${name}`,
  switchOff: "Switch off",
  switchOffLabel: (name: string) => `Switch off: ${name}`,
  add: "New plan",
  loading: "Loading plans",
  saved: (name: string) => `${name} is saved.`,
  dialog: {
    newTitle: "New plan",
    code: "Code",
    codeHint: "Small letters, digits and hyphens. Payment providers name the plan by it; it stays.",
    name: "Name",
    description: "Description",
    descriptionHint: "People see it in their settings.",
    materials: "Materials",
    storage: "Storage in megabytes",
    tokens: "Model tokens a month",
    limitHint: "Leave empty for no limit.",
    whole: "Enter a whole number, or leave it empty.",
    save: "Save",
    lowered: "Who is over a lowered limit keeps everything and can add no more.",
  },
  person: {
    title: "Plan",
    plan: "Plan",
    byDefault: (name: string) => `As everybody: ${name}`,
    off: (name: string) => `${name} (off)`,
    until: "Until",
    untilHint: "Leave empty to give it until you take it back.",
    save: "Give plan",
    saved: "The plan is given.",
    use: "Use",
    uses: (materials: string, storage: string, tokens: string) =>
      `Materials: ${materials}. Stored: ${storage}. Model tokens this month: ${tokens}.`,
    of: (used: string, max: string | null) => (max === null ? used : `${used} of ${max}`),
    provider: (name: string) => `Told by ${name}. A plan you give goes before it.`,
    history: "Plans of before",
    span: (name: string, from: Date, to: Date | null) => `${name}: ${day(from)} to ${to === null ? "now" : day(to)}`,
  },
})

function day(at: Date): string {
  return formatDate(at, { dateStyle: "medium" })
}
