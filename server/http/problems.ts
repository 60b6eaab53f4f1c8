import { STATUS_CODES } from "node:http"
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod"
import type { Problem } from "../platform/api/index.ts"
import { translate } from "../platform/languages/index.ts"
import { DomainError, StorageFullError } from "../shared/errors.ts"
import { type Language, languageOf } from "../shared/language.ts"
import { varyByLanguage } from "./own-words.ts"

type Faults = { path: string; message: string }[]

/** The one place where errors become replies: DomainErrors as they are, the framework's own in our words, anything else as a fault of ours without its details. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((thrown: FastifyError, request, reply) => {
    const error = hasNoRoom(thrown) ? (new StorageFullError({ cause: thrown }) as unknown as FastifyError) : thrown
    const problem = problemOf(error, request)
    if (problem.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, "request failed")
    else logRefusal(request, problem)
    letGoOfBody(request)
    if (error instanceof DomainError && error.retryAfterS !== undefined)
      reply.header("retry-after", Math.ceil(error.retryAfterS))
    return sendProblem(reply, problem)
  })
}

/** What neither the page nor an honest program sends: forged tokens, keys that nobody was given, text to trip over. */
const attempts: ReadonlySet<string> = new Set([
  ...["token-invalid", "api-key-malformed", "api-key-invalid"],
  ...["text-unstorable", "too-deep"],
])

/** Who tries what they have no right to stands in the log at its usual level; other refusals only where it is asked for. */
function logRefusal(request: FastifyRequest, { type, status }: Problem): void {
  const refusal = { problem: type, status, method: request.method, route: request.routeOptions.url }
  // To be asked who one is belongs to every day.
  if ((status !== 403 || type === "confirm-identity") && !attempts.has(type)) {
    request.log.info(refusal, "request refused")
    return
  }
  // Outside the API nobody is signed in.
  const learner = "findLearner" in request ? request.findLearner() : null
  request.log.warn({ ...refusal, userId: learner?.userId, sessionId: learner?.sessionId }, "request refused")
}

/** What is left of an upload that was refused half-way is read and dropped: it stood in the way of the next request on this connection. */
function letGoOfBody({ raw }: FastifyRequest): void {
  if (raw.readableEnded) return
  raw.unpipe()
  raw.resume()
}

/** A file could not be written because a disk or a quota is full. */
function hasNoRoom(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const { code } = cause as { code?: unknown }
    if (code === "ENOSPC" || code === "EDQUOT") return !(error instanceof DomainError)
  }
  return false
}

/** For addresses that cannot be read at all: no route and none of its hooks ever sees them. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.header("x-content-type-options", "nosniff")
  reply.header("content-security-policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
  sendProblem(reply, problemOf(error, request))
}

/** Replies with a problem, in the language the request asks for; the body is not checked against the route's schemas. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const language = languageOf(reply.request.headers["accept-language"])
  varyByLanguage(reply, language)
  return reply
    .code(problem.status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .header("cache-control", "no-store")
    .serializer((body: unknown) => JSON.stringify(body))
    .send(said(problem, language))
}

function said(problem: Problem, language: Language): Problem {
  if (language === "en") return problem
  const { title, detail, errors } = problem
  const faults = errors?.map(({ path, message }) => ({ path, message: translate(message, language) }))
  // Many details are what is said of the fields, one after the other.
  const isOfFields = detail === errors?.map(({ message }) => message).join(" ")
  return {
    ...problem,
    title: translate(title, language),
    detail: isOfFields && faults ? faults.map(({ message }) => message).join(" ") : translate(detail, language),
    ...(faults === undefined ? {} : { errors: faults }),
  }
}

export function unknownRoute(request: FastifyRequest): Problem {
  return problem(
    request,
    404,
    "route-unknown",
    "There is nothing at this address. The description of the API is at /api/docs.",
  )
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof DomainError) {
    return {
      ...(error as { members?: Record<string, unknown> }).members,
      type: error.type,
      title: error.title,
      status: error.status,
      detail: error.message,
      ...(error.fields === undefined ? {} : { errors: error.fields }),
      requestId: request.id,
    }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors: Faults = error.validation.map((fault) => ({
      path: fault.instancePath.slice(1).replaceAll("/", "."),
      message: fault.message ?? "is not valid",
    }))
    const where = (error as FastifyError).validationContext === "params" ? "address" : "request"
    const language = languageOf(request.headers["accept-language"])
    const named = errors
      .map(({ path, message }) => [...(path === "" ? [] : [path]), translate(message, language)].join(": "))
      .join("; ")
    return problem(request, 422, "request-invalid", `Part of this ${where} cannot be used. ${named}`, errors)
  }
  const status = error.statusCode ?? 500
  const known = frameworkFaults[error.code] ?? (isBrokenForm(error, request) ? brokenForm : undefined)
  if (known !== undefined) return problem(request, known.status, known.type, known.detail)
  if (status >= 400 && status < 500) {
    return problem(
      request,
      status,
      "request-refused",
      "The server could not make sense of this request. Check it and send it again.",
    )
  }
  return problem(
    request,
    500,
    "internal",
    `Something went wrong on our side. Try again; if it happens again, report it with this number: ${request.id}`,
  )
}

const brokenForm = {
  status: 400,
  type: "form-malformed",
  detail: "The form broke off or is not what its header says. Send it again.",
}

/** The parser of forms gives its errors no codes; the needle is the header's boundary, too long to be looked for. */
function isBrokenForm(error: FastifyError, request: FastifyRequest): boolean {
  return (
    request.headers["content-type"]?.startsWith("multipart/form-data") === true &&
    /^(Multipart: |Unexpected end of multipart|\w+ terminated early|The needle cannot have)/.test(error.message)
  )
}

const frameworkFaults: Record<string, { status: number; type: string; detail: string }> = {
  FST_ERR_BAD_URL: { status: 400, type: "address-malformed", detail: "This address cannot be read. Check it." },
  FST_ERR_MAX_PARAM_LENGTH: { status: 414, type: "address-too-long", detail: "This address is too long." },
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge(),
  FST_REQ_FILE_TOO_LARGE: tooLarge(),
  FST_FILES_LIMIT: { status: 413, type: "too-many-files", detail: "Send one file at a time." },
  FST_PARTS_LIMIT: { status: 413, type: "too-many-parts", detail: "This form has too many parts." },
  FST_FIELDS_LIMIT: { status: 413, type: "too-many-fields", detail: "This form has too many fields." },
  FST_INVALID_MULTIPART_CONTENT_TYPE: {
    status: 415,
    type: "not-multipart",
    detail: "Send the file as multipart/form-data.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    type: "media-type-unsupported",
    detail: "Send JSON with the content type application/json.",
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, type: "json-malformed", detail: "What you sent is not valid JSON." },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    type: "json-malformed",
    detail: "The body is empty, but its content type says JSON.",
  },
}

function tooLarge() {
  return { status: 413, type: "too-large", detail: "This is larger than the server accepts." }
}

function problem(request: FastifyRequest, status: number, type: string, detail: string, errors?: Faults): Problem {
  return {
    type,
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail,
    ...(errors === undefined ? {} : { errors }),
    requestId: request.id,
  }
}
