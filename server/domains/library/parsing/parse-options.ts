export interface ParseInput {
  /** Copied before use; the caller's array stays as it is. */
  bytes: Uint8Array
  fileName: string
  /** Believed only where the bytes do not tell: among HTML, Markdown and plain text. */
  mediaType?: string
}

export interface ParseOptions {
  /** Called as parts of the file are read: pages, slides, chapters. */
  onProgress?(done: number, total: number): void
  /** Stops the parser at once; the promise rejects with the signal's reason. */
  signal?: AbortSignal
  /** Default 180 s, counted from the moment a worker takes the document. */
  timeoutMs?: number
  /** Default 640 MB: JavaScript heap and buffers of the worker together. */
  memoryBytes?: number
}
