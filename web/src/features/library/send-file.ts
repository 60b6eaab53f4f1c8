import type { components } from "../../lib/api-schema.d.ts"
import { language } from "../../lib/language.ts"
import { offlineProblem, problemOf } from "../../lib/problem.ts"
import { accessToken, secondFactorSettled } from "../../lib/session.ts"

type Material = components["schemas"]["Material"]

/**
 * Sends one file and tells how much of it has gone. `fetch` cannot tell, so this is an XMLHttpRequest. `id` is the
 * material's: sending the same file under it again adds nothing twice. Throws a Problem; an aborted one throws the
 * signal's reason.
 */
export async function sendFile(
  file: File,
  { id, onProgress, signal }: { id: string; onProgress: (share: number) => void; signal: AbortSignal },
): Promise<Material> {
  await accessToken()
  await secondFactorSettled(signal)
  const token = await accessToken()
  const answer = await attempt(file, { id, onProgress, signal, token })
  if (answer.status === 401 && token) {
    const renewed = await accessToken(token)
    if (renewed) return read(await attempt(file, { id, onProgress, signal, token: renewed }))
  }
  return read(answer)
}

interface Answer {
  status: number
  text: string
  retryAfter: string | null
}

function attempt(
  file: File,
  options: { id: string; onProgress: (share: number) => void; signal: AbortSignal; token: string | undefined },
): Promise<Answer> {
  const { id, onProgress, signal, token } = options
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = new XMLHttpRequest()
    const stop = (): void => request.abort()
    signal.addEventListener("abort", stop)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () =>
      resolve({
        status: request.status,
        text: request.responseText,
        retryAfter: request.getResponseHeader("retry-after"),
      })
    request.onerror = () => reject(offlineProblem())
    request.onabort = () => reject(signal.reason)
    request.onloadend = () => signal.removeEventListener("abort", stop)
    request.open("POST", "/api/v1/materials")
    if (token) request.setRequestHeader("authorization", `Bearer ${token}`)
    request.setRequestHeader("accept-language", language)
    const form = new FormData()
    form.append("id", id)
    form.append("file", file)
    request.send(form)
  })
}

function read({ status, text, retryAfter }: Answer): Material {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  if (status < 200 || status > 299) throw problemOf(status, body, retryAfter)
  return body as Material
}
