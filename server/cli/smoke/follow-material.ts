import { setTimeout as sleep } from "node:timers/promises"
import { newId } from "../../shared/ids.ts"
import type { ApiClient } from "../api-client.ts"
import { type Latencies, probeLatency } from "./probe-latency.ts"
import type { Material } from "./walk.ts"

export interface FollowedMaterial extends Material {
  /** Of small requests (GET /today), one after the other, from the upload to the end of processing. */
  latencies: Latencies
}

const POLL_MS = 50

/**
 * Uploads a file and waits until it is ready or has failed. `onEvent` gets what happened and the milliseconds since the
 * upload began. @throws ApiError when the upload is refused, the signal's reason when it is aborted
 */
export async function followMaterial(
  client: ApiClient,
  file: string,
  signal: AbortSignal,
  onEvent: (event: "upload" | "searchable" | "ready" | "failed", atMs: number) => void,
): Promise<FollowedMaterial> {
  const startedAt = performance.now()
  const tell = (event: Parameters<typeof onEvent>[0]) => onEvent(event, performance.now() - startedAt)
  let material = await client.upload<Material>("/materials", file, { id: newId() })
  tell("upload")
  const path = `/materials/${material.ownerId}/${material.id}`
  const probe = probeLatency(() => client.get("/today"))
  let wasSearchable = false
  while (material.status !== "ready" && material.status !== "failed") {
    await sleep(POLL_MS, undefined, { signal })
    material = await client.get<Material>(path)
    if (material.isSearchable && !wasSearchable) tell("searchable")
    wasSearchable = material.isSearchable
  }
  tell(material.status)
  return { ...material, latencies: await probe.stop() }
}
