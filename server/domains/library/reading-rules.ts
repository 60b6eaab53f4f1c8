import type { Section } from "./structure/index.ts"

/** How far a learner is in one section. */
export interface SectionProgress {
  sectionIndex: number
  /** Offset in the whole text up to which it was read. */
  furthestChar: number
  /** 0..1 of the section. */
  readShare: number
  timeSpentMs: number
  completedAt: Date | null
}

/** Read to this share a section counts as complete: the last lines are often scrolled past. */
export const COMPLETE_SHARE = 0.9
/** A page says how it goes every few seconds; whoever is away for longer is not reading. */
const LONGEST_PING_MS = 2 * 60_000

type SectionRange = Pick<Section, "index" | "start" | "end">

/**
 * The progress after some more reading: never less than before, time added up, complete once and for all at 90 %.
 * `isCompletion` is true only for the reading that completed the section.
 */
export function advanceProgress(
  before: SectionProgress | undefined,
  section: SectionRange,
  reading: { furthestChar: number; durationMs: number; at: Date },
): SectionProgress & { isCompletion: boolean } {
  const length = Math.max(1, section.end - section.start)
  const reached = Math.min(Math.max(reading.furthestChar, section.start), section.end)
  const furthestChar = Math.max(before?.furthestChar ?? section.start, reached)
  const readShare = Math.max(before?.readShare ?? 0, Math.min(1, (reached - section.start) / length))
  const completedAt = before?.completedAt ?? null
  const isCompletion = completedAt === null && readShare >= COMPLETE_SHARE
  return {
    sectionIndex: section.index,
    furthestChar,
    readShare,
    timeSpentMs: (before?.timeSpentMs ?? 0) + Math.min(Math.max(0, Math.round(reading.durationMs)), LONGEST_PING_MS),
    completedAt: isCompletion ? reading.at : completedAt,
    isCompletion,
  }
}

/** The share of the whole text that has been read, by characters. */
export function materialShare(
  sections: readonly SectionRange[],
  progress: readonly Pick<SectionProgress, "sectionIndex" | "readShare">[],
): number {
  const shares = new Map(progress.map(({ sectionIndex, readShare }) => [sectionIndex, readShare]))
  let [read, total] = [0, 0]
  for (const { index, start, end } of sections) {
    total += end - start
    read += (end - start) * (shares.get(index) ?? 0)
  }
  return total === 0 ? 0 : Math.min(1, read / total)
}

/**
 * Progress in one version of a text as progress in another: sections are the same when all their headings are, else when
 * their own is, and else when they stand at the same place, counted in shares of the text. Of several that fall together the furthest holds, and their times add up.
 */
export function translateProgress(
  before: { sections: readonly Section[]; charCount: number },
  after: { sections: readonly Section[]; charCount: number },
  progress: readonly SectionProgress[],
): SectionProgress[] {
  const byIndex = new Map(before.sections.map((section) => [section.index, section]))
  const byHeadings = Map.groupBy(after.sections, headingsOf)
  const byTitle = Map.groupBy(after.sections, ({ title }) => title)
  const translated = new Map<number, SectionProgress>()
  for (const one of progress) {
    const old = byIndex.get(one.sectionIndex)
    if (!old) continue
    const expected = (old.start / Math.max(1, before.charCount)) * after.charCount
    const candidates = byHeadings.get(headingsOf(old)) ?? byTitle.get(old.title)
    const next = candidates ? closest(candidates, expected) : sectionAt(after.sections, expected)
    if (!next) continue
    const same = translated.get(next.index)
    const readShare = Math.max(same?.readShare ?? 0, one.readShare)
    translated.set(next.index, {
      sectionIndex: next.index,
      readShare,
      furthestChar: Math.round(next.start + readShare * (next.end - next.start)),
      timeSpentMs: (same?.timeSpentMs ?? 0) + one.timeSpentMs,
      completedAt: same?.completedAt ?? one.completedAt,
    })
  }
  return [...translated.values()]
}

function headingsOf({ headingPath, title }: Section): string {
  return JSON.stringify([...headingPath, title])
}

function closest(sections: readonly Section[], expected: number): Section | undefined {
  return sections.reduce<Section | undefined>(
    (best, next) => (best && Math.abs(best.start - expected) <= Math.abs(next.start - expected) ? best : next),
    undefined,
  )
}

function sectionAt(sections: readonly Section[], at: number): Section | undefined {
  return sections.findLast(({ start }) => start <= at) ?? sections[0]
}
