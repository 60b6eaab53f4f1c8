/** One failure may be an accident; after this many in a row nobody is asked for a while. */
const FAILURES = 2
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000

/**
 * Keeps those who ask from waiting for something that does not answer: after some failures in a row it is closed to all for
 * a pause, which doubles with each failed attempt; then one may try, and its success opens it for all.
 */
export class CircuitBreaker {
  readonly #nowMs: () => number
  #failures = 0
  #pauseMs = FIRST_PAUSE_MS
  #closedUntilMs = 0
  #isTried = false

  /** @param nowMs a clock that never goes back */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs
  }

  get isOpen(): boolean {
    return this.#failures < FAILURES
  }

  /** Whether the caller may ask now. Who may must say how it went. */
  mayAsk(): boolean {
    if (this.isOpen) return true
    if (this.#isTried || this.#nowMs() < this.#closedUntilMs) return false
    this.#isTried = true
    return true
  }

  succeeded(): void {
    this.#failures = 0
    this.#pauseMs = FIRST_PAUSE_MS
    this.#isTried = false
  }

  failed(): void {
    const wasTry = this.#isTried
    this.#failures += 1
    if (this.#failures < FAILURES) return
    // Answers to what was asked before it closed come in late: they do not make the pause longer.
    if (this.#failures > FAILURES && !wasTry) return
    this.#isTried = false
    this.#closedUntilMs = this.#nowMs() + this.#pauseMs
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS)
  }
}
