import type { Deps } from "../../platform/deps.ts"
import { ForbiddenError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import { addMaterial } from "./add-material.ts"

/** What the parsers read. Some sites send documents as plain bytes: there the file itself tells. */
const mediaTypes = [
  "text/html",
  "application/xhtml+xml",
  "application/pdf",
  "text/plain",
  "text/markdown",
  "application/epub+zip",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/octet-stream",
]

const endings: Record<string, string> = {
  "text/html": ".html",
  "application/xhtml+xml": ".xhtml",
  "application/pdf": ".pdf",
  "text/plain": ".txt",
  "text/markdown": ".md",
}

export interface PageOfTheWeb {
  id: string
  url: string
  title?: string
}

/**
 * Fetches a page or document of the web and adds it like an uploaded file. Only the address itself is fetched: no pictures,
 * styles or scripts of a page. Returns the material's id.
 * @throws ForbiddenError of type `web-closed` where the server does not fetch; whatever `outgoing.fetch` and `addMaterial` throw
 */
export async function addFromWeb(
  deps: Pick<Deps, "db" | "clock" | "queue" | "events" | "files" | "config" | "outgoing">,
  userId: string,
  { id, url, title }: PageOfTheWeb,
  signal: AbortSignal,
): Promise<string> {
  const { http } = deps.config
  if (!http.addFromWeb)
    throw new ForbiddenError(
      "web-closed",
      "This server does not fetch from the web. Download the page with your browser and add it as a file.",
    )
  assertClientId(id, deps.clock.now().getTime())
  const file = await deps.outgoing.fetch(url, { mediaTypes, maxBytes: http.uploadLimitBytes }, signal)
  const mediaType = file.mediaType.split(";")[0]?.trim() ?? ""
  try {
    return await addMaterial(deps, userId, {
      id,
      ...(title === undefined ? {} : { title }),
      fileName: withEnding(file.fileName, endings[mediaType]),
      mediaType,
      sourceUrl: file.url,
      source: file.body,
    })
  } finally {
    file.body.destroy()
  }
}

/** "index.php" of a page becomes "index.php.html", or it would be kept and shown as what it is not. */
function withEnding(name: string, ending: string | undefined): string {
  if (ending === undefined || name.toLowerCase().endsWith(ending)) return name
  return ending === ".html" && /\.(?:htm|xhtml)$/i.test(name) ? name : `${name}${ending}`
}
