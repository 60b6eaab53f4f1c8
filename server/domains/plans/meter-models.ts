import type { Deps } from "../../platform/deps.ts"
import type { GenerationRequest, Models, ModelUsage } from "../../platform/models/index.ts"
import { DomainError } from "../../shared/errors.ts"
import { countUsage, type Reservation, releaseUsage, reserveUsage } from "./take-usage.ts"

/** A call that is cut off by a crash gives its room back after this. */
const CALL_KEEPS_MS = 15 * 60_000
/** What an answer is taken to need when its request sets no bound. */
const EXPECTED_OUTPUT_TOKENS = 1000
/** A rule of thumb for texts of any alphabet; used before a call, and after it where the server tells no figures. */
const BYTES_PER_TOKEN = 4

type Needs = Pick<Deps, "db" | "clock" | "log">

/**
 * The same models, each call held against its learner's plan: room is held before it, what the server reports is counted after it. The one
 * place where model tokens are counted, put around the models in main.ts. A call for which there is no room rejects with
 * `QuotaExceededError` (of a stream: when it is read), and callers go on as without a model. What serves nobody in particular is not counted.
 */
export function meterModels(models: Models, deps: Needs): Models {
  const { text, objects, embeddings } = models.capabilities
  if (!text && !objects && !embeddings) return models
  return {
    ...models,

    async generateObject(request) {
      const call = await beginCall(deps, request.userId, promptTokens(request) + expectedOutput(request))
      try {
        const result = await models.generateObject(request)
        await call.end(reported(result.usage) ?? promptTokens(request) + tokensIn(JSON.stringify(result.object)))
        return result
      } catch (error) {
        // An answer that fits nothing was written all the same.
        const wasWritten = error instanceof DomainError && error.type === "model-answer-invalid"
        await call.end(wasWritten ? promptTokens(request) + expectedOutput(request) : 0)
        throw error
      }
    },

    streamText(request) {
      const usage = Promise.withResolvers<ModelUsage>()
      usage.promise.catch(() => {})
      async function* metered(): AsyncIterable<string> {
        let written = 0
        let told: ModelUsage | undefined
        let isBegun = false
        try {
          const call = await beginCall(deps, request.userId, promptTokens(request) + expectedOutput(request))
          try {
            const stream = models.streamText(request)
            stream.usage.catch(() => {})
            for await (const piece of stream.text) {
              isBegun = true
              written += Buffer.byteLength(piece)
              yield piece
            }
            told = await stream.usage
            usage.resolve(told)
          } finally {
            const estimate = isBegun ? promptTokens(request) + Math.ceil(written / BYTES_PER_TOKEN) : 0
            await call.end((told && reported(told)) ?? estimate)
          }
        } catch (error) {
          usage.reject(error)
          throw error
        } finally {
          usage.reject(new Error("The answer was not read to its end"))
        }
      }
      return { text: metered(), usage: usage.promise }
    },

    async embed(texts, options) {
      const expected = texts.reduce((sum, one) => sum + tokensIn(one), 0)
      const call = await beginCall(deps, options.userId, expected)
      try {
        const result = await models.embed(texts, options)
        await call.end(reported(result.usage) ?? expected)
        return result
      } catch (error) {
        await call.end(0)
        throw error
      }
    },
  }
}

interface Call {
  /** Counts what was spent in the end; never throws, since the answer is there. */
  end(tokens: number): Promise<void>
}

async function beginCall(deps: Needs, userId: string | null, expected: number): Promise<Call> {
  if (userId === null) return { async end() {} }
  const reservation: Reservation = await reserveUsage(deps, userId, { "model-tokens": expected }, CALL_KEEPS_MS)
  return {
    async end(tokens) {
      try {
        if (tokens === 0) await releaseUsage(deps, userId, reservation)
        else
          await deps.db.asLearner(userId, (tx) => countUsage(deps, tx, userId, { "model-tokens": tokens }, reservation))
      } catch (error) {
        deps.log.error({ err: error, userId, tokens }, "plans: tokens of a model call were not counted")
      }
    },
  }
}

/** Undefined where the server told nothing. */
function reported({ inputTokens, outputTokens }: ModelUsage): number | undefined {
  return inputTokens + outputTokens || undefined
}

function promptTokens({ system, messages }: GenerationRequest): number {
  return tokensIn(system) + messages.reduce((sum, { content }) => sum + tokensIn(content), 0)
}

function expectedOutput({ maxOutputTokens }: GenerationRequest): number {
  return maxOutputTokens ?? EXPECTED_OUTPUT_TOKENS
}

function tokensIn(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN)
}
