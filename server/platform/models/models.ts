import type { z } from "zod"

/** What the configured engine can do. The built-in one can do none of it: callers then take their own rules. */
export interface ModelCapabilities {
  objects: boolean
  text: boolean
  embeddings: boolean
}

export interface EmbeddingModel {
  /** Stored with every vector; vectors of different models are never compared. */
  name: string
  dimensions: number
}

export interface EmbeddingOptions {
  /** Counted and limited by this learner; null: for nobody in particular. */
  userId: string | null
  signal?: AbortSignal
}

/** As the server reports it; both 0 when it reports nothing. */
export interface ModelUsage {
  inputTokens: number
  outputTokens: number
}

export interface ModelMessage {
  role: "user" | "assistant"
  content: string
}

export interface GenerationRequest {
  /** What the model is to be and to obey. Texts of learners never belong in here. */
  system: string
  messages: readonly ModelMessage[]
  /** Counted and limited by this learner. */
  userId: string
  /** What it is for, such as `tutor.answer`: label of metrics. */
  purpose: string
  maxOutputTokens?: number
  /** 0 to 2; default 0.2. */
  temperature?: number
  signal?: AbortSignal
}

/**
 * Language and embedding models. All methods throw `UnavailableError` of type `model-unavailable` when the engine cannot do it,
 * cannot be reached, takes too long or refuses; `model-answer-invalid` when no answer fits the schema after one more try.
 * An abort through `signal` rejects with the signal's reason.
 */
export interface Models {
  engine: "built-in" | "openai-compatible"
  /** Name of the language model, null for the built-in engine. */
  model: string | null
  capabilities: ModelCapabilities
  /** null: no vectors; retrieval stays lexical. */
  embeddingModel: EmbeddingModel | null
  generateObject<S extends z.ZodType>(
    request: GenerationRequest & { schema: S; schemaName: string },
  ): Promise<{ object: z.output<S>; usage: ModelUsage }>
  /** Pieces of the answer as they come. Errors surface in the iteration. */
  streamText(request: GenerationRequest): { text: AsyncIterable<string>; usage: Promise<ModelUsage> }
  /** One unit-length vector for each text, in their order. */
  embed(texts: readonly string[], options: EmbeddingOptions): Promise<{ vectors: number[][]; usage: ModelUsage }>
}
