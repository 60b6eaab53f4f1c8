import { ParseFailure } from "../parse-failure.ts"
export function readEpub(): never { throw new ParseFailure("unsupported") }
