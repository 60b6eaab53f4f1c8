import { ParseFailure } from "../parse-failure.ts"
export function readPptx(): never { throw new ParseFailure("unsupported") }
