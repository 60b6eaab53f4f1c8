/** Looks through files of others before they are read. */
export interface VirusScanner {
  /** False: nobody looks, and `scan` finds nothing. */
  readonly isOn: boolean
  /**
   * @returns the name of what was found; null: nothing
   * @throws ScannerAwayError when no answer comes: the file has not been looked through, and has to wait
   * @throws ScanRefusedError when the scanner answers that it will not look through this file
   */
  scan(contents: Uint8Array, signal: AbortSignal): Promise<string | null>
  /** Throws when no scanner answers; for those who run the server. */
  check(): Promise<void>
}

/** The scanner could not be asked, or broke off. The same file may go through later. */
export class ScannerAwayError extends Error {
  override name = "ScannerAwayError"
}

/** The scanner's own limits, most often: asking again gives the same answer. */
export class ScanRefusedError extends Error {
  override name = "ScanRefusedError"
}
