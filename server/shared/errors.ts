/** Where in a request the fault lies; `path` is dotted ("profile.timeZone"), `message` is for the person. */
export interface FieldFault {
  path: string
  message: string
}

export interface DomainErrorExtra {
  fields?: FieldFault[]
  /** Seconds after which trying again makes sense; becomes the Retry-After header. */
  retryAfterS?: number
  cause?: unknown
}

/**
 * What can go wrong and is told to the person. Mapped once, in `http/`, to problem+json (RFC 9457).
 *
 * `type` is a stable kebab-case slug ("email-taken") that clients may rely on. `message` says in the second person
 * what happened and what to do. Anything thrown that is not a DomainError is a fault of ours and shown as such.
 */
export class DomainError extends Error {
  readonly type: string
  readonly status: number
  readonly title: string
  // Declared only: what was not given is not there, rather than undefined.
  declare readonly fields?: FieldFault[]
  declare readonly retryAfterS?: number

  constructor(status: number, title: string, type: string, detail: string, extra: DomainErrorExtra = {}) {
    super(detail, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.name = new.target.name
    this.type = type
    this.status = status
    this.title = title
    if (extra.fields !== undefined) this.fields = extra.fields
    if (extra.retryAfterS !== undefined) this.retryAfterS = extra.retryAfterS
  }
}

export class InvalidError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(422, "Not valid", type, detail, extra)
  }
}

/** An id made by the client that no client could honestly have made now. */
export class ClientIdError extends InvalidError {}

export class UnauthenticatedError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(401, "Not signed in", type, detail, extra)
  }
}

export class ForbiddenError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(403, "Not allowed", type, detail, extra)
  }
}

export class NotFoundError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(404, "Not found", type, detail, extra)
  }
}

export class ConflictError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(409, "Conflict", type, detail, extra)
  }
}

export class TooLargeError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(413, "Too large", type, detail, extra)
  }
}

export class UnsupportedError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(415, "Not supported", type, detail, extra)
  }
}

export class RateLimitedError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(429, "Too many requests", type, detail, extra)
  }
}

export class UnavailableError extends DomainError {
  constructor(type: string, detail: string, extra?: DomainErrorExtra) {
    super(503, "Not available now", type, detail, extra)
  }
}

/** There is no room left to write to: a disk or a quota is full. Nothing that was acknowledged is lost. */
export class StorageFullError extends DomainError {
  constructor(extra?: DomainErrorExtra) {
    super(
      507,
      "No room left",
      "storage-full",
      "The server has no room left, so this was not saved. What you saved before is safe. Tell whoever runs this StudyIn, and try again later.",
      { retryAfterS: 60, ...extra },
    )
  }
}
