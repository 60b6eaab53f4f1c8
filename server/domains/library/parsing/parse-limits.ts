/** What one document may take. Chosen so that a 2,000-page textbook passes and a hostile file ends quickly. */
export const parseLimits = {
  /** Of the file itself. */
  fileBytes: 200 * 1024 * 1024,
  pages: 5_000,
  /** Of the canonical text, in UTF-16 units: about 3 million words. */
  textLength: 20_000_000,
  /** Of the parts of an archive that are read, unpacked. */
  archiveBytes: 300 * 1024 * 1024,
  archiveEntries: 20_000,
  /** Unpacked size over packed size of one part, when it is larger than a megabyte. */
  archiveRatio: 250,
  /** Elements within elements; text that lies deeper counts as part of the deepest element allowed. */
  nesting: 200,
  /** Elements that may be open beyond that; no page forgets to close so many. */
  openElements: 50_000,
  timeMs: 180_000,
  /** Of the worker: its JavaScript heap and the buffers outside of it. */
  memoryBytes: 640 * 1024 * 1024,
} as const
