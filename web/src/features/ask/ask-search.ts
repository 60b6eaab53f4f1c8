/** What a link to Ask may carry: a material, or a range of its text, that the new conversation is about. */
export interface AskSearch {
  ownerId?: string
  materialId?: string
  /** Offsets in the material's text, `end` not included. */
  start?: number
  end?: number
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Keeps what makes sense together and drops the rest: a wrong link opens a plain new conversation. */
export function readAskSearch(search: Record<string, unknown>): AskSearch {
  const { ownerId, materialId } = search
  if (typeof ownerId !== "string" || typeof materialId !== "string" || !uuid.test(ownerId) || !uuid.test(materialId))
    return {}
  const start = Number(search.start ?? Number.NaN)
  const end = Number(search.end ?? Number.NaN)
  const isRange = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end > start
  return isRange ? { ownerId, materialId, start, end } : { ownerId, materialId }
}
