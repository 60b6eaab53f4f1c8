import { canonicalCharacters } from "../canonical-text.ts"
import { fontStyleOf } from "./font-style.ts"
import { joinFragments } from "./join-fragments.ts"
import type { PdfDocument } from "./open-pdf.ts"
import type { FontStyle, Fragment, PageText } from "./pdf-text.ts"
import {
  isTexTextFont,
  joinAccented,
  joinAccents,
  restoreLigatures,
  shownCharacters,
  texSigns,
} from "./tex-encoding.ts"

type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>
type Matrix = [number, number, number, number, number, number]

/** Fonts by the library's name for them, which is the same on every page of a document. */
export type FontCatalogue = Map<string, FontStyle>

export async function extractPage(document: PdfDocument, number: number, fonts: FontCatalogue): Promise<PageText> {
  const page = await document.getPage(number)
  try {
    const content = await page.getTextContent()
    await learnFonts(page, content.styles, fonts)
    const viewport = page.getViewport({ scale: 1 })
    const turned: PlacedText[] = []
    const upright: PlacedText[] = []
    const items = joinAccented(
      content.items.filter((item) => "str" in item),
      ({ fontName }) => isTexTextFont(fonts.get(fontName)?.name ?? ""),
    )
    const texts = await readTexts(page, items, fonts)
    for (const [index, item] of items.entries()) {
      const font = fonts.get(item.fontName) ?? fontStyleOf("")
      // Signs of symbol fonts that nobody can name stand alone where they are bullets.
      const named = (texts[index] ?? "").replace(/^\s*\p{Co}\s*$/u, "•")
      const text = canonicalCharacters(named).replaceAll("\n", " ")
      if (text.trim() === "") continue
      const matrix = multiply(viewport.transform as Matrix, item.transform as Matrix)
      const placed = { text, matrix, length: item.width, font }
      if (Math.abs(matrix[1]) > Math.abs(matrix[0]) * 0.2) turned.push(placed)
      else upright.push(placed)
    }
    const sideways = lengthOf(turned) > lengthOf(upright) * 2
    const { width, height } = viewport
    const fragments = sideways ? turned.map((text) => turnUpright(text, width, height)) : upright.map(asFragment)
    const size = sideways ? { width: height, height: width } : { width, height }
    return { number, ...size, segments: joinFragments(fragments.filter((fragment) => isOnPage(fragment, size))) }
  } finally {
    page.cleanup()
  }
}

interface PlacedText {
  text: string
  matrix: Matrix
  length: number
  font: FontStyle
}

function asFragment({ text, matrix, length, font }: PlacedText): Fragment {
  const size = Math.hypot(matrix[2], matrix[3]) || Math.hypot(matrix[0], matrix[1])
  return { text, x: matrix[4], right: matrix[4] + length, y: matrix[5], size, font }
}

/** A landscape table on a portrait page: read as if the page were turned. */
function turnUpright(text: PlacedText, width: number, height: number): Fragment {
  const [a, b, c, d, e, f] = text.matrix
  const readsUpwards = b < 0
  const matrix: Matrix = readsUpwards ? [-b, a, -d, c, height - f, e] : [b, -a, d, -c, f, width - e]
  return asFragment({ ...text, matrix })
}

function isOnPage(fragment: Fragment, page: { width: number; height: number }): boolean {
  const { x, right, y, size } = fragment
  return size > 1 && right > 0 && x < page.width && y > 0 && y < page.height + size && Number.isFinite(x + y + right)
}

function lengthOf(texts: PlacedText[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0)
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

interface LoadedFont {
  name?: string
  /** By code; empty places where the file does not tell. */
  toUnicode?: { _map?: (string | null)[] }
}

/** The texts of the items; for fonts whose ligatures the library cannot know, compared with what the page shows. */
async function readTexts(
  page: PdfPage,
  items: { str: string; fontName: string }[],
  fonts: FontCatalogue,
): Promise<string[]> {
  const nameOf = (index: number) => fonts.get(items[index]?.fontName ?? "")?.name ?? ""
  const joined = (text: string, index: number) => (isTexTextFont(nameOf(index)) ? joinAccents(text) : text)
  const isTex = (item: { fontName: string }) => fonts.get(item.fontName)?.encoding === "tex"
  const texts = items.map((item) => item.str)
  if (!items.some(isTex)) return texts.map(joined)
  const { OPS } = await import("unpdf/pdfjs")
  const operators = await page.getOperatorList().catch(() => undefined)
  const shown = operators?.argsArray
    .filter((_, index) => operators.fnArray[index] === OPS.showText)
    .map((args) => args[0])
  const restored = shown ? restoreLigatures(texts, shownCharacters(shown)) : texts
  return restored
    .map((text, index) => (isTex(items[index] as { fontName: string }) ? texSigns(text) : text))
    .map(joined)
}

/** The library tells a font's real name only after it has prepared a page for drawing: done once for each new font. */
async function learnFonts(page: PdfPage, styles: Record<string, { fontFamily: string }>, fonts: FontCatalogue) {
  const unknown = Object.keys(styles).filter((id) => !fonts.has(id))
  if (unknown.length === 0) return
  await page.getOperatorList().catch(() => undefined)
  for (const id of unknown) {
    const font = page.commonObjs.has(id) ? (page.commonObjs.get(id) as LoadedFont) : undefined
    const style = fontStyleOf(font?.name ?? "", styles[id]?.fontFamily)
    if (isTexTextFont(style.name) && !font?.toUnicode?._map?.some((sign) => /^[A-Za-z]$/.test(sign ?? "")))
      style.encoding = "tex"
    fonts.set(id, style)
  }
}
