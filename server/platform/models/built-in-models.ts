import { UnavailableError } from "../../shared/errors.ts"
import type { Models } from "./models.ts"

/**
 * No model: what StudyIn does by rules of its own (questions, extractive answers, lexical retrieval) lives in the rooms
 * and needs nothing from here. Callers look at `capabilities` first; whoever does not gets an error.
 */
export function createBuiltInModels(): Models {
  const unavailable = () =>
    new UnavailableError(
      "model-unavailable",
      "No language model is set up on this server. Everything that needs none works as before.",
    )
  return {
    engine: "built-in",
    model: null,
    capabilities: { objects: false, text: false, embeddings: false },
    embeddingModel: null,
    async generateObject() {
      throw unavailable()
    },
    streamText() {
      throw unavailable()
    },
    async embed() {
      throw unavailable()
    },
  }
}
