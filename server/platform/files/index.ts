export type { ByteRange, Files, StoredFile } from "./files.ts"
