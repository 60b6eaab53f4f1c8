import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { InvalidError, NotFoundError } from "../../shared/errors.ts"
import { LONGEST_PASSAGE, type OutlineEntry, type StoredSection, wholeCharacters } from "./document.ts"
import { findCharCount, findSection, listOutline, listSectionsInRange } from "./document-store.ts"
import { getMaterialForReading } from "./get-material.ts"
import { markOpened } from "./material-store.ts"
import type { PageRange } from "./parsing/index.ts"
import { COMPLETE_SHARE } from "./reading-rules.ts"
import { listProgress } from "./reading-store.ts"
import { pageAt } from "./structure/outline-sections.ts"

export interface OutlineView {
  textVersion: number
  charCount: number
  pageCount: number | null
  sections: (OutlineEntry & { readShare: number; isComplete: boolean })[]
}

/** Opens a material: its outline with how far each section was read. @throws NotFoundError, ConflictError */
export async function openOutline(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  ownerId: string,
  materialId: string,
): Promise<OutlineView> {
  return deps.db.asLearner(userId, async (tx) => {
    const material = await getMaterialForReading(tx, userId, ownerId, materialId)
    const version = { materialId, textVersion: material.textVersion }
    const [outline, progress, charCount] = await Promise.all([
      listOutline(tx, ownerId, version),
      listProgress(tx, userId, { ownerId, materialId }),
      findCharCount(tx, ownerId, version),
      ownerId === userId ? markOpened(tx, ownerId, materialId, deps.clock.now()) : undefined,
    ])
    const byIndex = new Map(progress.map((one) => [one.sectionIndex, one]))
    return {
      textVersion: material.textVersion,
      charCount: charCount ?? 0,
      pageCount: material.pageCount,
      sections: outline.map((section) => ({ ...section, ...standing(byIndex.get(section.index)) })),
    }
  })
}

export interface SectionView {
  section: OutlineView["sections"][number]
  text: string
  blocks: StoredSection["blocks"]
  pages: { number: number; start: number }[]
  emphasis: StoredSection["emphasis"]
}

/** @throws NotFoundError, ConflictError */
export async function readSection(
  deps: Pick<Deps, "db">,
  userId: string,
  place: { ownerId: string; materialId: string; sectionIndex: number },
): Promise<SectionView> {
  const { ownerId, materialId, sectionIndex } = place
  return deps.db.readAsLearner(userId, async (tx) => {
    const { textVersion } = await getMaterialForReading(tx, userId, ownerId, materialId)
    const [found, progress] = await Promise.all([
      findSection(tx, ownerId, { materialId, textVersion }, sectionIndex),
      listProgress(tx, userId, { ownerId, materialId }),
    ])
    if (!found) throw sectionUnknown()
    const { content, pages, blocks, emphasis, ...section } = found
    return {
      section: { ...section, ...standing(progress.find((one) => one.sectionIndex === sectionIndex)) },
      text: content,
      blocks,
      pages: pages.map(({ number, start }) => ({ number, start })),
      emphasis,
    }
  })
}

export function sectionUnknown(): NotFoundError {
  return new NotFoundError("section-unknown", "This section is not there. Open the outline again.")
}

function standing(progress: { readShare: number; completedAt: Date | null } | undefined) {
  const readShare = progress?.readShare ?? 0
  return { readShare, isComplete: progress?.completedAt != null || readShare >= COMPLETE_SHARE }
}

export interface Passage {
  text: string
  start: number
  end: number
  sectionIndex: number
  headingPath: string[]
  pageNumber: number | null
  /** The text around it, cut at characters. */
  before: string
  after: string
}

const CONTEXT_CHARACTERS = 300

/**
 * The text of a range of a material's current version with what stands around it; both ends are moved to whole characters and into the text.
 * The caller has seen to it that the learner may read the material. Undefined where there is no text.
 */
export async function passageAt(
  tx: Tx,
  ownerId: string,
  { materialId, textVersion }: { materialId: string; textVersion: number },
  range: { start: number; end: number },
): Promise<Passage | undefined> {
  const wide = { start: range.start - CONTEXT_CHARACTERS, end: range.end + CONTEXT_CHARACTERS }
  const sections = await listSectionsInRange(tx, ownerId, { materialId, textVersion }, wide)
  const [first] = sections
  if (!first) return undefined
  const offset = first.start
  const text = sections.map(({ content }) => content).join("")
  const { start, end } = wholeCharacters(text, range.start - offset, range.end - offset)
  if (end <= start) return undefined
  const section = sections.findLast((one) => one.start <= start + offset) ?? first
  const around = wholeCharacters(text, start - CONTEXT_CHARACTERS, end + CONTEXT_CHARACTERS)
  return {
    text: text.slice(start, end),
    start: start + offset,
    end: end + offset,
    sectionIndex: section.index,
    headingPath: section.headingPath,
    pageNumber: pageOf(section.pages, start + offset),
    before: text.slice(around.start, start),
    after: text.slice(end, around.end),
  }
}

/** @throws NotFoundError, ConflictError; InvalidError for a range that is empty, too long or outside the text */
export async function readPassage(
  deps: Pick<Deps, "db">,
  userId: string,
  place: { ownerId: string; materialId: string; start: number; end: number },
): Promise<Passage> {
  return deps.db.readAsLearner(userId, async (tx) => {
    const { textVersion } = await getMaterialForReading(tx, userId, place.ownerId, place.materialId)
    return getPassage(tx, place.ownerId, { materialId: place.materialId, textVersion }, place)
  })
}

/** @throws InvalidError for a range that is empty, too long or outside the text */
export async function getPassage(
  tx: Tx,
  ownerId: string,
  version: { materialId: string; textVersion: number },
  { start, end }: { start: number; end: number },
): Promise<Passage> {
  if (start >= 0 && end > start && end - start <= LONGEST_PASSAGE) {
    const passage = await passageAt(tx, ownerId, version, { start, end })
    if (passage) return passage
  }
  throw new InvalidError(
    "range-invalid",
    `This is no passage of the material. Select between 1 and ${LONGEST_PASSAGE.toLocaleString("en")} characters of its text.`,
  )
}

function pageOf(pages: PageRange[], at: number): number | null {
  return pages.length === 0 ? null : pageAt(pages, at)
}
