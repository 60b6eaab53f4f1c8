import { createOpenAICompatible } from "@ai-sdk/openai-compatible"
import type { LanguageModel, LanguageModelUsage, ModelMessage as SdkMessage } from "ai"
import { APICallError, embedMany, generateText, NoObjectGeneratedError, Output, RetryError, streamText } from "ai"
import { z } from "zod"
import { DomainError, UnavailableError } from "../../shared/errors.ts"
import type { Config } from "../config.ts"
import type { Log } from "../log.ts"
import type { Metrics } from "../metrics.ts"
import type { GenerationRequest, Models, ModelUsage } from "./models.ts"

/** Texts in one request for embeddings; servers commonly refuse more than a few hundred. */
const EMBED_BATCH = 64
/** Further tries after the first, on answers such as 429 and 503, with the pause the server asks for. */
const MAX_RETRIES = 2
const NOTHING_SPENT: ModelUsage = { inputTokens: 0, outputTokens: 0 }

/** Any server that speaks OpenAI's protocol: Ollama, llama.cpp, vLLM, LM Studio, or a paid service. */
export function createOpenAICompatibleModels(
  config: NonNullable<Config["model"]>,
  { log, metrics }: { log: Log; metrics: Metrics },
): Models {
  const provider = createOpenAICompatible({
    name: "model",
    baseURL: config.url,
    includeUsage: true,
    supportsStructuredOutputs: true,
    // Learners' passages and the key go to the address of the configuration, and to no other that its server names.
    fetch: (address, init) => fetch(address, { ...init, redirect: "manual" }),
    ...(config.apiKey === null ? {} : { apiKey: config.apiKey }),
  })
  const { embedding } = config

  /** Measures a call and turns what went wrong into words. */
  async function call<T>(purpose: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now()
    let outcome = "ok"
    try {
      return await work()
    } catch (error) {
      outcome = signal?.aborted ? "aborted" : "failed"
      throw explain(error, purpose, signal)
    } finally {
      metrics.modelCalls.observe({ purpose, outcome }, (performance.now() - startedAt) / 1000)
    }
  }

  function explain(error: unknown, purpose: string, signal: AbortSignal | undefined): unknown {
    if (signal?.aborted) return signal.reason
    if (error instanceof DomainError) return error
    const cause = RetryError.isInstance(error) ? error.lastError : error
    const status = APICallError.isInstance(cause) ? cause.statusCode : undefined
    log.warn({ err: cause, purpose, status }, "model: call failed")
    return unavailable(status, cause)
  }

  function count(purpose: string, usage: LanguageModelUsage): ModelUsage {
    const counted = { inputTokens: usage.inputTokens ?? 0, outputTokens: usage.outputTokens ?? 0 }
    metrics.modelTokens.inc({ purpose, direction: "in" }, counted.inputTokens)
    metrics.modelTokens.inc({ purpose, direction: "out" }, counted.outputTokens)
    return counted
  }

  function languageModel(): LanguageModel {
    if (config.name === null)
      throw new UnavailableError("model-unavailable", "No language model is set up on this server.")
    return provider.chatModel(config.name)
  }

  async function generateOnce<S extends z.ZodType>(request: GenerationRequest & { schema: S; schemaName: string }) {
    const shape = JSON.stringify(z.toJSONSchema(request.schema, { unrepresentable: "any" }))
    const result = await generateText({
      ...settings(request),
      model: languageModel(),
      // Servers that ignore the schema in the request still see it here.
      instructions: `${request.system}\n\nAnswer with one JSON object that fits this JSON schema, and nothing else:\n${shape}`,
      output: Output.object({ schema: request.schema, name: request.schemaName }),
      timeout: config.timeoutMs,
    })
    return { object: result.output as z.output<S>, usage: count(request.purpose, result.usage) }
  }

  return {
    engine: "openai-compatible",
    model: config.name,
    capabilities: { objects: config.name !== null, text: config.name !== null, embeddings: embedding !== null },
    embeddingModel: embedding,

    generateObject: (request) =>
      call(request.purpose, request.signal, async () => {
        let wasted: ModelUsage
        try {
          return await generateOnce(request)
        } catch (error) {
          if (!NoObjectGeneratedError.isInstance(error)) throw error
          log.info({ purpose: request.purpose }, "model: the answer did not fit its schema, asking once more")
          wasted = error.usage === undefined ? NOTHING_SPENT : count(request.purpose, error.usage)
        }
        try {
          const { object, usage } = await generateOnce(request)
          return {
            object,
            usage: {
              inputTokens: wasted.inputTokens + usage.inputTokens,
              outputTokens: wasted.outputTokens + usage.outputTokens,
            },
          }
        } catch (error) {
          if (!NoObjectGeneratedError.isInstance(error)) throw error
          throw new UnavailableError(
            "model-answer-invalid",
            "The language model gave no usable answer. Try again, or choose another model.",
            { cause: error },
          )
        }
      }),

    streamText(request) {
      let failure: unknown
      const silence = new Silence(config.timeoutMs)
      const signals = request.signal === undefined ? [silence.signal] : [request.signal, silence.signal]
      const result = streamText({
        ...settings(request),
        abortSignal: AbortSignal.any(signals),
        model: languageModel(),
        instructions: request.system,
        // Thinking that is not shown is a sign of life too.
        onChunk: () => silence.heard(),
        onError: ({ error }) => {
          failure = error
        },
      })
      const usage = Promise.withResolvers<ModelUsage>()
      // Whoever only reads the text need not look at the usage.
      usage.promise.catch(() => {})
      const startedAt = performance.now()
      async function* text(): AsyncIterable<string> {
        let outcome = "aborted"
        try {
          const pieces = result.textStream[Symbol.asyncIterator]()
          for (;;) {
            const step = await silence.during(pieces.next())
            if (step.done) break
            yield step.value
          }
          if (failure !== undefined || request.signal?.aborted) throw failure ?? request.signal?.reason
          usage.resolve(count(request.purpose, await result.usage))
          outcome = "ok"
        } catch (error) {
          outcome = request.signal?.aborted ? "aborted" : "failed"
          const explained = explain(failure ?? error, request.purpose, request.signal)
          usage.reject(explained)
          throw explained
        } finally {
          // Whoever stops reading stops the model.
          silence.end()
          usage.reject(new Error("The answer was not read to its end"))
          metrics.modelCalls.observe({ purpose: request.purpose, outcome }, (performance.now() - startedAt) / 1000)
        }
      }
      return { text: text(), usage: usage.promise }
    },

    embed(texts, { signal }) {
      return call("embed", signal, async () => {
        if (embedding === null)
          throw new UnavailableError("model-unavailable", "No embedding model is set up on this server.")
        const vectors: number[][] = []
        const usage: ModelUsage = { inputTokens: 0, outputTokens: 0 }
        for (let start = 0; start < texts.length; start += EMBED_BATCH) {
          const result = await embedMany({
            model: provider.embeddingModel(embedding.name),
            values: texts.slice(start, start + EMBED_BATCH),
            maxRetries: MAX_RETRIES,
            abortSignal:
              signal === undefined
                ? AbortSignal.timeout(config.timeoutMs)
                : AbortSignal.any([signal, AbortSignal.timeout(config.timeoutMs)]),
          })
          for (const vector of result.embeddings) vectors.push(unitLength(vector, embedding.dimensions))
          // Servers that tell nothing give NaN here.
          usage.inputTokens += result.usage.tokens || 0
        }
        metrics.modelTokens.inc({ purpose: "embed", direction: "in" }, usage.inputTokens)
        return { vectors, usage }
      })
    },
  }
}

/**
 * Ends a wait in which nothing is heard for too long. The SDK's own limits do not hold before the first piece of an answer: a
 * server that accepts a request and never answers would be waited for without end.
 */
class Silence {
  readonly #quiet = new AbortController()
  readonly #longestMs: number
  #timer: NodeJS.Timeout | undefined

  constructor(longestMs: number) {
    this.#longestMs = longestMs
  }

  get signal(): AbortSignal {
    return this.#quiet.signal
  }

  /** The result of `work`, or a rejection when nothing is heard during it. Time between two waits does not count. */
  async during<T>(work: Promise<T>): Promise<T> {
    const { signal } = this
    const { promise: broken, reject } = Promise.withResolvers<never>()
    const onAbort = () => reject(signal.reason)
    signal.addEventListener("abort", onAbort)
    this.#listen()
    try {
      return await Promise.race([work, broken])
    } finally {
      clearTimeout(this.#timer)
      this.#timer = undefined
      signal.removeEventListener("abort", onAbort)
    }
  }

  heard(): void {
    if (this.#timer !== undefined) this.#listen()
  }

  end(): void {
    this.#quiet.abort(new Error("The answer is not waited for any longer"))
  }

  #listen(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => this.#quiet.abort(new Error(`Nothing was heard for ${this.#longestMs} ms`)),
      this.#longestMs,
    )
  }
}

function settings(request: GenerationRequest) {
  const messages: SdkMessage[] = request.messages.map(({ role, content }) => ({ role, content }))
  return {
    messages,
    maxRetries: MAX_RETRIES,
    temperature: request.temperature ?? 0.2,
    ...(request.maxOutputTokens === undefined ? {} : { maxOutputTokens: request.maxOutputTokens }),
    ...(request.signal === undefined ? {} : { abortSignal: request.signal }),
  }
}

function unavailable(status: number | undefined, cause: unknown): UnavailableError {
  const detail =
    status === 401 || status === 403
      ? "The language model refused the server's key. Ask the person who runs StudyIn to check MODEL_API_KEY."
      : status === 404
        ? "The language model set up on this server does not exist at its address. Ask the person who runs StudyIn to check MODEL_NAME and MODEL_URL."
        : status === 429
          ? "The language model is asked too much at the moment. Try again in a minute."
          : "The language model cannot be reached right now. Try again in a minute."
  return new UnavailableError("model-unavailable", detail, { cause, retryAfterS: 60 })
}

/** Vectors are compared by their angle only; at unit length the dot product is the cosine. */
function unitLength(vector: readonly number[], dimensions: number): number[] {
  if (vector.length !== dimensions) {
    throw new UnavailableError(
      "model-unavailable",
      `The embedding model gives vectors of ${vector.length} numbers, but EMBEDDING_DIMENSIONS is ${dimensions}.`,
    )
  }
  const length = Math.hypot(...vector)
  return length === 0 ? [...vector] : vector.map((value) => value / length)
}
