import type { Readable } from "node:stream"
import type { FastifyReply, FastifyRequest } from "fastify"

export interface Download {
  sizeBytes: number
  mediaType: string
  fileName: string
  /** Changes when the contents do; a hash of them. */
  etag: string
  /** First and last byte, both included. */
  open(range?: { start: number; end: number }): Promise<Readable>
}

/**
 * Answers with a file to be kept, whole or the one range that was asked for (RFC 9110, section 14). It is never shown in
 * the page: what a learner uploaded must not run as part of it.
 */
export async function sendDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  download: Download,
): Promise<FastifyReply> {
  const { sizeBytes, mediaType, fileName } = download
  const etag = `"${download.etag}"`
  reply
    .header("content-disposition", dispositionOf(fileName))
    .header("accept-ranges", "bytes")
    .header("etag", etag)
    .header("cache-control", "private, no-cache")
    // Should a browser show it all the same, then with nothing that runs and nobody's cookies.
    .header("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
    .type(mediaType)
  if (request.headers["if-none-match"] === etag) return reply.code(304).send()
  const ifRange = request.headers["if-range"]
  const range = ifRange === undefined || ifRange === etag ? rangeOf(request.headers.range, sizeBytes) : undefined
  if (range === "unsatisfiable")
    return reply.code(416).header("content-range", `bytes */${sizeBytes}`).type("text/plain").send("")
  if (range === undefined) return reply.header("content-length", sizeBytes).send(await download.open())
  return reply
    .code(206)
    .header("content-range", `bytes ${range.start}-${range.end}/${sizeBytes}`)
    .header("content-length", range.end - range.start + 1)
    .send(await download.open(range))
}

/** The one range asked for; undefined means all of it, which is also the answer to several ranges and to nonsense. */
export function rangeOf(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "")
  if (match === null) return undefined
  const [, first = "", last = ""] = match
  if (first === "" && last === "") return undefined
  if (first === "") {
    const length = Math.min(Number(last), sizeBytes)
    return length === 0 ? "unsatisfiable" : { start: sizeBytes - length, end: sizeBytes - 1 }
  }
  const start = Number(first)
  if (last !== "" && Number(last) < start) return undefined
  if (start >= sizeBytes) return "unsatisfiable"
  return { start, end: last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) }
}

/** RFC 6266: a plain name for old clients, the real one in UTF-8 beside it. */
export function dispositionOf(fileName: string): string {
  // Control characters, quotes and separators could end the header or the path.
  const safe = fileName.replace(/[\p{Cc}"\\/]/gu, "_").slice(0, 200) || "file"
  const plain = safe.replace(/[^\x20-\x7e]/g, "_")
  const encoded = encodeURIComponent(safe.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
