import type { Citation } from "./exchange.ts"

/** Where the reader opens with this passage highlighted: to spread over a link, or to navigate to. */
export function readerLink({
  ownerId,
  materialId,
  start,
  end,
}: Pick<Citation, "ownerId" | "materialId" | "start" | "end">): { to: string; hash: string } {
  return { to: `/library/${ownerId}/${materialId}`, hash: `${start}-${end}` }
}
