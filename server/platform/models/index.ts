export type {
  EmbeddingModel,
  GenerationRequest,
  ModelCapabilities,
  ModelMessage,
  Models,
  ModelUsage,
} from "./models.ts"
