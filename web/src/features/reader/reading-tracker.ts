/** What is on the screen at one moment. */
export interface Sight {
  /** The section the learner is most likely reading: time goes to it. */
  sectionIndex: number
  /** Offset of the last character that can be seen, of each section that can be seen. */
  furthest: ReadonlyMap<number, number>
}

export interface SectionReading {
  sectionIndex: number
  furthestChar: number
  durationMs: number
}

/** Without a sign of life for longer than this nobody is reading: a page takes two to three minutes. */
const idleAfterMs = 3 * 60_000
/** A gap between two looks that is longer than this was not reading: the computer slept. */
const longestGapMs = 5_000

export interface ReadingTracker {
  /** The learner moved, scrolled or typed. */
  wake(atMs: number): void
  /** Called about once a second while the page is visible. What was not seen at two looks in a row was only passed. */
  look(atMs: number, sight: Sight): void
  /** The page is hidden: the time until the next look does not count. */
  pause(): void
  /** What was read since the last call, by section; a section merely passed is not among them. */
  take(): SectionReading[]
}

export function createReadingTracker(startMs: number): ReadingTracker {
  let awakeAtMs = startMs
  let last: { atMs: number; sight: Sight } | undefined
  let read = new Map<number, SectionReading>()
  /** Furthest characters that were told already. */
  const told = new Map<number, number>()

  function count(sectionIndex: number, furthestChar: number, durationMs: number): void {
    const before = read.get(sectionIndex)
    read.set(sectionIndex, {
      sectionIndex,
      furthestChar: Math.max(before?.furthestChar ?? 0, furthestChar),
      durationMs: (before?.durationMs ?? 0) + durationMs,
    })
  }

  return {
    wake(atMs) {
      awakeAtMs = Math.max(awakeAtMs, atMs)
    },
    look(atMs, sight) {
      const gapMs = last ? atMs - last.atMs : 0
      if (last && gapMs > 0 && gapMs <= longestGapMs && atMs - awakeAtMs <= idleAfterMs) {
        for (const [index, furthest] of sight.furthest) {
          const before = last.sight.furthest.get(index)
          if (before !== undefined) count(index, Math.min(before, furthest), 0)
        }
        const reached = sight.furthest.get(sight.sectionIndex)
        if (reached !== undefined && last.sight.furthest.has(sight.sectionIndex)) count(sight.sectionIndex, 0, gapMs)
      }
      last = { atMs, sight }
    },
    pause() {
      last = undefined
    },
    take() {
      const taken = [...read.values()].filter(
        ({ sectionIndex, furthestChar, durationMs }) => durationMs > 0 || furthestChar > (told.get(sectionIndex) ?? -1),
      )
      for (const { sectionIndex, furthestChar } of taken)
        told.set(sectionIndex, Math.max(told.get(sectionIndex) ?? 0, furthestChar))
      read = new Map()
      return taken
    },
  }
}
