import { NotFoundError, TooLargeError, UnavailableError } from "../../shared/errors.ts"

export function tooLarge(maxBytes: number): TooLargeError {
  return new TooLargeError(
    "file-too-large",
    `This file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB. Split it, or ask the person who runs StudyIn to raise the limit.`,
  )
}

export function fileUnknown(): NotFoundError {
  return new NotFoundError("file-unknown", "This file is not there any more.")
}

export function filesUnavailable(cause: unknown): UnavailableError {
  return new UnavailableError("files-unavailable", "Files cannot be reached right now. Try again in a minute.", {
    cause,
    retryAfterS: 60,
  })
}
