import type { MultipartFile } from "@fastify/multipart"
import type { FastifyRequest } from "fastify"
import { type App, sendDownload } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { InvalidError, UnsupportedError } from "../../shared/errors.ts"
import { isId } from "../../shared/ids.ts"
import { addFromWeb } from "./add-from-web.ts"
import { addMaterial, addText } from "./add-material.ts"
import { materialParams, materialSchema, pastedTextSchema, webAddressSchema } from "./library.schema.ts"
import { showMaterial } from "./list-materials.ts"
import { openOriginal } from "./open-original.ts"

const tags = ["library"]
/** Room for the longest text that may be pasted, in whatever alphabet. */
const PASTE_LIMIT_BYTES = 24 * 1024 * 1024

export function uploadRoutes(app: App, deps: Deps): void {
  app.post(
    "/materials",
    {
      schema: {
        summary: "Add a file",
        description:
          "`multipart/form-data` with the part `file` and, optionally, the fields `id` (UUIDv7 made by you; repeating a request with it is safe) and `title`. PDF, Word, PowerPoint, EPUB, HTML, Markdown or plain text. Contents that are there already are answered with 409 `duplicate-material` and the `materialId`. What the learner's plan has no room for is answered with 409 or 413 `quota-exceeded` and the members `limit`, `used`, `reserved`, `max` and `plan`; a repeated request is recognised before that when `id` stands before `file`.",
        tags,
        consumes: ["multipart/form-data"],
        response: { 202: materialSchema },
      },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { userId } = request.learner
      const id = await receive(deps, request)
      return reply.code(202).send(await showMaterial(deps, userId, userId, id))
    },
  )

  app.post(
    "/materials/text",
    {
      bodyLimit: PASTE_LIMIT_BYTES,
      schema: { summary: "Add a text", tags, body: pastedTextSchema, response: { 202: materialSchema } },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { userId } = request.learner
      const id = await addText(deps, userId, request.body)
      return reply.code(202).send(await showMaterial(deps, userId, userId, id))
    },
  )

  app.post(
    "/materials/web",
    {
      schema: {
        summary: "Add a page or document of the web",
        description:
          "Fetches a public address once and adds what is there like an uploaded file. Answered when it has arrived, after 30 seconds at most; errors of the type `address-…` say what was wrong with the address.",
        tags,
        body: webAddressSchema,
        response: { 202: materialSchema },
      },
      config: {
        role: "student",
        // The server must not become somebody's crawler, nor a means to try out other machines.
        rateLimit: [
          { name: "web-addresses", max: 10, timeWindow: 60_000 },
          { name: "web-addresses-of-a-day", max: 200, timeWindow: 86_400_000 },
        ],
      },
    },
    async (request, reply) => {
      const { userId } = request.learner
      const id = await addFromWeb(deps, userId, definedOnly(request.body), request.signal)
      return reply.code(202).send(await showMaterial(deps, userId, userId, id))
    },
  )

  app.get(
    "/materials/:ownerId/:id/file",
    {
      schema: {
        summary: "The original file",
        description: "As an attachment; single byte ranges are answered.",
        tags,
        params: materialParams,
      },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { ownerId, id } = request.params
      return sendDownload(request, reply, await openOriginal(deps, request.learner.userId, ownerId, id))
    },
  )
}

/** Takes a form apart as it arrives. The file goes straight to its store; fields may stand before or after it. */
async function receive(deps: Deps, request: FastifyRequest): Promise<string> {
  if (!request.isMultipart())
    throw new UnsupportedError("not-multipart", "Send the file as multipart/form-data, in a part called file.")
  const fields: Record<string, string> = {}
  // One byte more than is allowed, so that a file which is too large is told from one that just fits.
  const parts = request.parts({ limits: { fileSize: deps.config.http.uploadLimitBytes + 1 } })
  const nextFile = async (): Promise<MultipartFile | undefined> => {
    for (let part = await parts.next(); !part.done; part = await parts.next()) {
      if (part.value.type === "file") return part.value
      if (typeof part.value.value === "string") fields[part.value.fieldname] = part.value.value
    }
    return undefined
  }
  const file = await nextFile()
  if (!file)
    throw new InvalidError("file-missing", "There is no file in what you sent. Choose one and send it again.", {
      fields: [{ path: "file", message: "Choose a file." }],
    })
  try {
    return await addMaterial(deps, request.learner.userId, {
      ...detailsOf(fields),
      fileName: file.filename,
      mediaType: file.mimetype,
      sizeBytes: leastSizeOf(request),
      source: file.file,
      readRest: async () => {
        await nextFile()
        return detailsOf(fields)
      },
    })
  } finally {
    // What is not read would keep the client from hearing the answer.
    file.file.resume()
  }
}

/** What the form's other parts and its boundaries take at most. */
const FORM_OVERHEAD_BYTES = 8 * 1024

/** How large the file is at least, as the length of the whole form tells. */
function leastSizeOf(request: FastifyRequest): number {
  const length = Number(request.headers["content-length"])
  return Number.isSafeInteger(length) ? Math.max(0, length - FORM_OVERHEAD_BYTES) : 0
}

function detailsOf({ id, title }: Record<string, string>): { id?: string; title?: string } {
  if (id !== undefined && !isId(id))
    throw new InvalidError("request-invalid", "Part of this request cannot be used. id: is not a UUID", {
      fields: [{ path: "id", message: "is not a UUID" }],
    })
  return { ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) }
}
