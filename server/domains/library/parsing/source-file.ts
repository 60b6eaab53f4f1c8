export interface SourceFile {
  bytes: Uint8Array
  fileName: string
  mediaType?: string | undefined
}

export type OnProgress = (done: number, total: number) => void
