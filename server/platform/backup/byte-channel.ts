/** The other side does not read any more. */
export class ChannelClosedError extends Error {
  override name = "ChannelClosedError"
}

/** Hands bytes from one piece of work to another, which sees an async iterable: `push` resolves when they were taken. */
export class ByteChannel implements AsyncIterable<Uint8Array> {
  #waiting: { bytes: Uint8Array; taken(): void; refused(error: Error): void } | undefined
  #wanted: { give(result: IteratorResult<Uint8Array, void>): void; fail(error: unknown): void } | undefined
  #end: { error?: unknown } | undefined
  #isClosed = false

  /** One at a time. @throws ChannelClosedError */
  push(bytes: Uint8Array): Promise<void> {
    if (this.#isClosed) return Promise.reject(new ChannelClosedError())
    const wanted = this.#wanted
    if (wanted !== undefined) {
      this.#wanted = undefined
      wanted.give({ done: false, value: bytes })
      return Promise.resolve()
    }
    return new Promise((taken, refused) => {
      this.#waiting = { bytes, taken, refused }
    })
  }

  /** Nothing follows; with an error the reader gets that. */
  end(error?: unknown): void {
    this.#end = error === undefined ? {} : { error }
    const wanted = this.#wanted
    this.#wanted = undefined
    if (wanted === undefined) return
    if (error === undefined) wanted.give({ done: true, value: undefined })
    else wanted.fail(error)
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, void> {
    return {
      next: () => {
        const waiting = this.#waiting
        if (waiting !== undefined) {
          this.#waiting = undefined
          waiting.taken()
          return Promise.resolve({ done: false, value: waiting.bytes })
        }
        if (this.#end !== undefined)
          return "error" in this.#end
            ? Promise.reject(this.#end.error)
            : Promise.resolve({ done: true, value: undefined })
        return new Promise((give, fail) => {
          this.#wanted = { give, fail }
        })
      },
      return: async () => {
        this.#isClosed = true
        this.#waiting?.refused(new ChannelClosedError())
        this.#waiting = undefined
        return { done: true, value: undefined }
      },
    }
  }
}
