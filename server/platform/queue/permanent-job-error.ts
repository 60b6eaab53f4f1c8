/** Thrown by a job that no retry can help; it goes to the dead letters at once. */
export class PermanentJobError extends Error {
  override name = "PermanentJobError"
}
