import { words } from "./words.ts"

/** An error the server described (problem+json, RFC 9457), or `type: "offline"` where no answer came. */
export class Problem extends Error {
  readonly type: string
  readonly status: number
  readonly title: string
  readonly fields: { path: string; message: string }[]
  /** Seconds to wait, from Retry-After. */
  readonly retryAfterS: number | undefined
  /** Members beside the standard ones, such as the `materialId` of "duplicate-material". */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(from: {
    type: string
    status: number
    title: string
    detail?: string | undefined
    fields?: { path: string; message: string }[] | undefined
    retryAfterS?: number | undefined
    extra?: Record<string, unknown>
  }) {
    super(from.detail ?? from.title)
    this.name = "Problem"
    this.type = from.type
    this.status = from.status
    this.title = from.title
    this.fields = from.fields ?? []
    this.retryAfterS = from.retryAfterS
    this.extra = from.extra ?? {}
  }
}

/** Last part of a problem type: "https://studyin.dev/problems/email-taken" and "email-taken" are the same. */
function slugOf(type: unknown): string {
  const slug = typeof type === "string" ? type.split(/[/#:]/).at(-1) : undefined
  return slug || "unknown"
}

function fieldsOf(value: unknown): { path: string; message: string }[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    const { path, message } = (item ?? {}) as { path?: unknown; message?: unknown }
    return typeof path === "string" && typeof message === "string" ? [{ path, message }] : []
  })
}

/** Makes a Problem of a failed answer, whatever stands between us and the server put into it. */
export function problemOf(status: number, body: unknown, retryAfter: string | null = null): Problem {
  const given = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>
  const seconds = Number(retryAfter ?? Number.NaN)
  const known = typeof given.title === "string"
  return new Problem({
    type: known ? slugOf(given.type) : status >= 500 ? "server-failed" : "unknown",
    status,
    title: known ? String(given.title) : words.serverFailed,
    detail: typeof given.detail === "string" ? given.detail : undefined,
    fields: fieldsOf(given.errors),
    retryAfterS: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
    extra: given,
  })
}

export function offlineProblem(): Problem {
  return new Problem({ type: "offline", status: 0, title: words.noAnswer })
}

/** Message for one field of a form, if the server complained about it. `path` is matched with and without "body.". */
export function fieldMessage(error: unknown, path: string): string | undefined {
  if (!(error instanceof Problem)) return undefined
  return error.fields.find((field) => field.path.replace(/^\/?(?:body[./])?/, "") === path)?.message
}
