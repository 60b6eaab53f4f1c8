import { newId } from "../../lib/ids.ts"
import { Problem } from "../../lib/problem.ts"
import { createStore } from "../../lib/store.ts"
import { sendFile } from "./send-file.ts"

/** One file on its way to the server. What has arrived is no longer here: it is a material then. */
export interface Upload {
  id: string
  file: File
  state: "waiting" | "sending" | "failed" | "duplicate"
  /** 0 to 1 */
  share: number
  error: unknown
  /** Of a duplicate: the material that is there. */
  materialId: string | undefined
}

export interface UploadEvents {
  /** One file has arrived, or was found to be there. */
  onSettled(): void
  /** Nothing is left to send. `added` are the names of what arrived since the queue was last empty. */
  onDone(outcome: { added: string[]; duplicates: string[]; failed: { name: string; error: unknown }[] }): void
}

export const uploads = createStore<Upload[]>([])

/** Two at once: the server stores one while the other is on its way. */
const mostAtOnce = 2
const stops = new Map<string, AbortController>()
let running = 0
let outcome: Parameters<UploadEvents["onDone"]>[0] = { added: [], duplicates: [], failed: [] }

/** Puts files at the end of the queue and begins to send. */
export function queueUploads(files: readonly File[], events: UploadEvents): void {
  const added = files.map(
    (file): Upload => ({ id: newId(), file, state: "waiting", share: 0, error: undefined, materialId: undefined }),
  )
  uploads.set((all) => [...all, ...added])
  sendNext(events)
}

/** Sends a failed file again, under the id it has: if it had arrived after all, it is not added twice. */
export function retryUpload(id: string, events: UploadEvents): void {
  change(id, { state: "waiting", share: 0, error: undefined })
  sendNext(events)
}

/** Takes a file out of the queue, stopping it if it is on its way. */
export function dropUpload(id: string): void {
  stops.get(id)?.abort()
  uploads.set((all) => all.filter((upload) => upload.id !== id))
}

function change(id: string, to: Partial<Upload>): void {
  uploads.set((all) => all.map((upload) => (upload.id === id ? { ...upload, ...to } : upload)))
}

function sendNext(events: UploadEvents): void {
  while (running < mostAtOnce) {
    const next = uploads.get().find((upload) => upload.state === "waiting")
    if (!next) break
    running += 1
    change(next.id, { state: "sending" })
    void send(next, events).finally(() => {
      running -= 1
      sendNext(events)
      if (running > 0) return
      const done = outcome
      outcome = { added: [], duplicates: [], failed: [] }
      events.onDone(done)
    })
  }
}

async function send({ id, file }: Upload, events: UploadEvents): Promise<void> {
  const stop = new AbortController()
  stops.set(id, stop)
  try {
    const onProgress = (share: number): void => change(id, { share })
    const material = await sendFile(file, { id, onProgress, signal: stop.signal })
    outcome.added.push(material.title)
    uploads.set((all) => all.filter((upload) => upload.id !== id))
    events.onSettled()
  } catch (error) {
    if (stop.signal.aborted) return
    if (error instanceof Problem && error.type === "duplicate-material") {
      outcome.duplicates.push(file.name)
      change(id, { state: "duplicate", materialId: String(error.extra.materialId) })
    } else {
      outcome.failed.push({ name: file.name, error })
      change(id, { state: "failed", error })
    }
    events.onSettled()
  } finally {
    stops.delete(id)
  }
}
