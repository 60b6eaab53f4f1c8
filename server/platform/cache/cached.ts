import type { CacheEntry, CacheType, Generation } from "./cache.ts"

/** All that a learner's own writes change. */
export const studyOf = (userId: string): Generation => `studyin:user:{${userId}}:generation:study`
/** Whether one sign-in of the learner still counts. */
export const sessionOf = (userId: string, familyId: string): Generation =>
  `studyin:user:{${userId}}:generation:session:${familyId}`
/** What the learner's API keys may do. */
export const apiKeysOf = (userId: string): Generation => `studyin:user:{${userId}}:generation:api-keys`
/** What many learners see: the question bank, topics, and whatever the system changes. */
export const everybody: Generation = "studyin:cache:generation"

const MINUTE_MS = 60_000

/** Everything that is cached, under the keys and for the times of the first source document. */
export const cached = {
  /** Dashboard figures: 5 minutes. */
  stats: (userId: string) => studied("stats", userId, [], 5 * MINUTE_MS),
  /** How much is due: 1 minute. */
  dueReviews: (userId: string) => studied("due_reviews", userId, [], MINUTE_MS),
  /**
   * A list of questions: 5 minutes. The document's key has topic and difficulty alone; a learner's own questions are among
   * those listed, so the learner is part of it, as is the rest of what was asked for.
   */
  questions: (userId: string, topicId: string | undefined, difficulty: string | undefined, rest: string) =>
    studied("questions", userId, [topicId ?? "any", difficulty ?? "any", rest], 5 * MINUTE_MS),
  /** Whether a sign-in still counts: 5 seconds. */
  session: (userId: string, familyId: string): CacheEntry => ({
    type: "session",
    key: keyOf("session", userId, [familyId]),
    userId,
    ttlMs: 5000,
    generations: [sessionOf(userId, familyId)],
    mayBeOld: true,
  }),
  /** Whose an API key is and what it may do: 5 seconds. The hash stands for the key. */
  apiKey: (userId: string, hash: string): CacheEntry => ({
    type: "api_key",
    key: keyOf("api_key", userId, [hash]),
    userId,
    ttlMs: 5000,
    generations: [apiKeysOf(userId)],
    mayBeOld: true,
  }),
}

function studied(type: CacheType, userId: string, parts: readonly string[], ttlMs: number): CacheEntry {
  return {
    type,
    key: keyOf(type, userId, parts),
    userId,
    ttlMs,
    generations: [studyOf(userId), everybody],
    mayBeOld: false,
  }
}

function keyOf(type: CacheType, userId: string, parts: readonly string[]): CacheEntry["key"] {
  return `studyin:user:{${userId}}:${[type, ...parts].map(encodeURIComponent).join(":")}`
}
