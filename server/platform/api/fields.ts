import { z } from "zod"

/** Fields many routes share. */
export const idField = z.uuid().describe("UUIDv7")
export const idParams = z.object({ id: idField })
/** A time in a reply: takes a Date, leaves the server as ISO 8601 in UTC. */
export const timeField = z.date()
