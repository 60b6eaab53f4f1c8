import { childOf, elementsOf, textOf, type XmlElement } from "../archive/read-xml.ts"
import type { Run } from "../document-writer.ts"
import { raisedText } from "../raised-text.ts"
import { mathText } from "./math-text.ts"
import { toggle, type WordStyle } from "./word-styles.ts"

export interface WordParagraph {
  runs: Run[]
  /** Ids of the notes referred to, "footnote 3" or "endnote 1". */
  notes: string[]
  /** Text boxes anchored in the paragraph. */
  boxes: XmlElement[]
  /** Every visible letter is bold. */
  allBold: boolean
  /** Half points of its first text, where it is set by hand. */
  size: number | undefined
}

interface State extends WordParagraph {
  /** Depth of field codes ("PAGEREF ...") whose instructions are not text. */
  fields: ("instruction" | "result")[]
  letters: number
  boldLetters: number
}

/** The text of a paragraph as the reader sees it: insertions in, deletions, hidden text and field codes out. */
export function readWordParagraph(
  paragraph: XmlElement,
  styleOf: (id: string | undefined) => WordStyle,
): WordParagraph {
  const state: State = {
    runs: [],
    notes: [],
    boxes: [],
    allBold: false,
    size: undefined,
    fields: [],
    letters: 0,
    boldLetters: 0,
  }
  readChildren(paragraph, state, styleOf)
  state.allBold = state.letters > 0 && state.boldLetters === state.letters
  return state
}

const skipped = new Set(["w:pPr", "w:del", "w:moveFrom", "w:rPr", "w:instrText", "w:delText", "mc:Fallback", "w:pict"])

function readChildren(parent: XmlElement, state: State, styleOf: (id: string | undefined) => WordStyle): void {
  for (const child of elementsOf(parent)) {
    if (skipped.has(child.name)) continue
    if (child.name === "w:r") readRun(child, state, styleOf)
    else if (child.name === "m:oMath") state.runs.push({ text: mathText(child) })
    else readChildren(child, state, styleOf)
  }
}

function readRun(run: XmlElement, state: State, styleOf: (id: string | undefined) => WordStyle): void {
  const properties = childOf(run, "w:rPr")
  if (toggle(properties, "w:vanish") || toggle(properties, "w:webHidden")) return
  const named = styleOf(childOf(properties, "w:rStyle")?.attributes["w:val"])
  const bold = toggle(properties, "w:b") ?? named.bold
  const italic = toggle(properties, "w:i") ?? named.italic
  const raised = childOf(properties, "w:vertAlign")?.attributes["w:val"] === "superscript"
  for (const child of elementsOf(run)) {
    const text = runText(child, state, raised)
    if (text === "" || state.fields.at(-1) === "instruction") continue
    const letters = text.replace(/\s/g, "").length
    state.letters += letters
    if (bold) state.boldLetters += letters
    if (letters > 0) state.size ??= Number(childOf(properties, "w:sz")?.attributes["w:val"]) || undefined
    state.runs.push({ text, emphasis: bold || italic })
  }
}

function runText(child: XmlElement, state: State, raised: boolean): string {
  switch (child.name) {
    case "w:t":
      return raised ? raisedText(textOf(child), state.runs.at(-1)?.text ?? "") : textOf(child)
    case "w:tab":
    case "w:ptab":
      return " "
    case "w:br":
    case "w:cr":
      return child.attributes["w:type"] === undefined || child.attributes["w:type"] === "textWrapping" ? "\n" : " "
    case "w:noBreakHyphen":
      return "-"
    case "w:sym":
      return symbolText(child.attributes["w:char"])
    case "w:footnoteReference":
    case "w:endnoteReference":
      state.notes.push(`${child.name.slice(2, -9)} ${child.attributes["w:id"]}`)
      return ` [${child.attributes["w:id"]}]`
    case "w:fldChar":
      readFieldMark(child.attributes["w:fldCharType"], state)
      return ""
    case "mc:AlternateContent":
    case "w:drawing":
    case "w:object":
      collectBoxes(child, state.boxes)
      return ""
    default:
      return ""
  }
}

function readFieldMark(type: string | undefined, state: State): void {
  if (type === "begin") state.fields.push("instruction")
  else if (type === "separate" && state.fields.length > 0) state.fields[state.fields.length - 1] = "result"
  else if (type === "end") state.fields.pop()
}

/** Characters of symbol fonts: Word writes Greek letters and arrows of "Symbol" as codes above F000. */
const symbols: Record<string, string> = {
  F061: "α",
  F062: "β",
  F067: "γ",
  F064: "δ",
  F065: "ε",
  F06C: "λ",
  F06D: "μ",
  F070: "π",
  F072: "ρ",
  F073: "σ",
  F074: "τ",
  F077: "ω",
  F044: "Δ",
  F053: "Σ",
  F057: "Ω",
  F0AE: "→",
  F0AC: "←",
  F0AD: "↑",
  F0AF: "↓",
  F0B1: "±",
  F0B3: "≥",
  F0A3: "≤",
  F0B0: "°",
  F0B4: "×",
  F0B9: "≠",
  F0BB: "≈",
  F0A5: "∞",
  F0E0: "→",
  F0DF: "←",
  F0E8: "→",
  F0F3: "↔",
}

function symbolText(code: string | undefined): string {
  const known = symbols[code?.toUpperCase() ?? ""]
  if (known) return known
  const value = Number.parseInt(code ?? "", 16)
  return value >= 0x20 && value < 0xd800 ? String.fromCharCode(value) : ""
}

/** A picture of a text box comes twice, for new and old programs: the first is enough. */
function collectBoxes(element: XmlElement, into: XmlElement[]): void {
  for (const child of elementsOf(element)) {
    if (child.name === "mc:Fallback") continue
    if (child.name === "w:txbxContent") into.push(child)
    else collectBoxes(child, into)
  }
}
