import { InvalidError } from "../../shared/errors.ts"

/**
 * A backup that cannot be made, read or restored, in words for the person who runs StudyIn. Nothing was changed when it is
 * thrown, unless its message says so.
 */
export class BackupError extends InvalidError {
  constructor(message: string) {
    super("backup-failed", message)
  }
}
