import type { Deps } from "../../platform/deps.ts"
import { ScanRefusedError } from "../../platform/virus-scanner/index.ts"
import { ConflictError } from "../../shared/errors.ts"
import type { MaterialFailure, MaterialRecord } from "./material.ts"

/** Why a file is not read although it could be. The message is for the learner. */
export class FileRefusedError extends Error {
  readonly failure: MaterialFailure
  /** What the scanner calls it. */
  readonly signature: string | undefined

  constructor(failure: MaterialFailure, signature?: string) {
    super(failure.message)
    this.name = "FileRefusedError"
    this.failure = failure
    this.signature = signature
  }
}

const INFECTED: MaterialFailure = {
  code: "infected",
  message:
    "The virus scanner found harmful contents in this file, so it was not read. Check the device it came from, get a clean copy and upload that. Your other materials are not affected.",
}

const NOT_SCANNED: MaterialFailure = {
  code: "not-scanned",
  message:
    "This file is larger than the virus scanner of this StudyIn takes, so it was not read. Split it, for example by chapter, or ask the person who runs StudyIn. Your other materials are not affected.",
}

/** What a step says while no scanner answers. */
export const WAITS_FOR_SCANNER =
  "The virus scanner cannot be reached at the moment. This goes on by itself as soon as it can."

/** How long a file waits before the scanner is asked again. */
export const ASK_AGAIN_MS = 60_000

/**
 * Lets a file through that the virus scanner finds clean, or any where none is set up.
 * @throws FileRefusedError; ScannerAwayError when it cannot be asked: then the file waits
 */
export async function lookForViruses(
  { scanner }: Pick<Deps, "scanner">,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const found = await scanner.scan(bytes, signal).catch((error) => {
    if (error instanceof ScanRefusedError) throw new FileRefusedError(NOT_SCANNED)
    throw error
  })
  if (found !== null) throw new FileRefusedError(INFECTED, found)
}

/** Nobody takes a file out again that was not looked through. @throws ConflictError of type `file-infected` or `file-not-scanned` */
export function assertLookedThrough(
  { scanner }: Pick<Deps, "scanner">,
  { failure, textVersion }: Pick<MaterialRecord, "failure" | "textVersion">,
): void {
  if (failure?.code === INFECTED.code)
    throw new ConflictError(
      "file-infected",
      "The virus scanner found harmful contents in this file. It is not given out.",
    )
  if (
    failure?.code === NOT_SCANNED.code ||
    (scanner.isOn && textVersion === 0 && (failure === null || failure.code === "internal"))
  )
    throw new ConflictError(
      "file-not-scanned",
      "This file has not been looked through for viruses yet. Try again later.",
    )
}
