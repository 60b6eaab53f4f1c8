/** Below this many chunks nothing is skipped: reading every posting costs next to nothing. */
const ALWAYS_READ = 2000

/** How many postings of a term are read at first: a term in more than half of all chunks tells them hardly apart. */
export function postingLimit(chunkCount: number): number {
  return Math.max(ALWAYS_READ, Math.ceil(chunkCount / 2))
}
