import { ParseFailure } from "../parse-failure.ts"
export function readDocx(): never { throw new ParseFailure("unsupported") }
