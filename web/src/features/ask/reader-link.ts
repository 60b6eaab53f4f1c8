import { linkOptions } from "@tanstack/react-router"
import type { Citation } from "./exchange.ts"

/** Where the reader opens with this passage highlighted: to spread over a link, or to navigate to. */
export function readerLink({ ownerId, materialId, sectionIndex, start, end }: Citation) {
  return linkOptions({
    to: "/library/$ownerId/$materialId",
    params: { ownerId, materialId },
    search: { section: sectionIndex, start, end },
  })
}
