import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { CommandError } from "../../server/cli/command.ts"
import { readReviewLog } from "../../server/cli/review-log.ts"
import { faultsOfQuestion } from "../../server/domains/questions/question-rules.ts"
import { decodeCursor, encodeCursor } from "../../server/platform/api/pagination.ts"
import { readArchive } from "../../server/platform/backup/archive-reader.ts"
import { ArchiveWriter } from "../../server/platform/backup/archive-writer.ts"
import { BackupError } from "../../server/platform/backup/backup-error.ts"
import { ConfigError, readConfig } from "../../server/platform/config.ts"
import { createTokens } from "../../server/platform/tokens.ts"
import { fixedClock } from "../../server/shared/clock.ts"
import { DomainError } from "../../server/shared/errors.ts"
import { assertClientId, idTimeMs, isId, newId } from "../../server/shared/ids.ts"
import { fuzzRuns, mutated } from "./mutations.ts"

const clock = fixedClock(new Date("2026-11-21T12:00:00Z"))
const tokens = createTokens(new TextEncoder().encode("a secret for tests, long enough to sign with"), clock)
const learner = { userId: newId(), role: "student", sessionId: newId() } as const
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.base64String({ maxLength: 300 }),
  fc.json({ maxDepth: 3 }),
)
const runs = { numRuns: fuzzRuns(300) }

/** A good text with an injury, as text. */
const injured = (text: string) => mutated(Buffer.from(text)).map((bytes) => Buffer.from(bytes).toString("latin1"))

describe("what carries a right", () => {
  it("is nobody's when it was changed or made up: access tokens", async () => {
    const { token } = await tokens.signAccessToken(learner)
    await fc.assert(
      fc.asyncProperty(fc.oneof(injured(token), anyText), async (text) => {
        const verdict = await tokens.verifyAccessToken(text).catch((error) => error)
        if (text === token) expect(verdict).toEqual(learner)
        else if (!(verdict instanceof DomainError)) {
          // The last character of a signature carries bits that do not count: the same token, written differently.
          expect(sameSignature(text, token), text).toBe(true)
          expect(verdict).toEqual(learner)
        } else expect(verdict.status).toBe(401)
      }),
      runs,
    )
  })

  it("is nobody's when it was changed or made up: tickets, also those for something else", async () => {
    const { ticket } = await tokens.signTicket("studyin:export", learner, 300)
    await expect(tokens.verifyTicket("studyin:other", ticket)).rejects.toMatchObject({ type: "ticket-invalid" })
    await expect(tokens.verifyAccessToken(ticket)).rejects.toMatchObject({ type: "token-invalid" })
    const { token } = await tokens.signAccessToken(learner)
    await expect(tokens.verifyTicket("studyin:export", token)).rejects.toMatchObject({ type: "ticket-invalid" })
    await fc.assert(
      fc.asyncProperty(fc.oneof(injured(ticket), anyText), async (text) => {
        if (text === ticket || sameSignature(text, ticket)) return
        await expect(tokens.verifyTicket("studyin:export", text)).rejects.toMatchObject({ type: "ticket-invalid" })
      }),
      runs,
    )
  })
})

/** Equal in all that is signed, and in the signature's bytes. */
function sameSignature(a: string, b: string): boolean {
  const [x, y] = [a.split("."), b.split(".")]
  const bytes = (text: string | undefined) => Buffer.from(text ?? "", "base64url").toString("hex")
  return x.length === 3 && x[0] === y[0] && x[1] === y[1] && bytes(x[2]) === bytes(y[2])
}

describe("small texts of clients", () => {
  it("cursors are what was made, or are refused in words", () => {
    const good = encodeCursor({ at: clock.now(), id: newId() })
    fc.assert(
      fc.property(fc.oneof(injured(good), anyText), (text) => {
        try {
          const { at, id } = decodeCursor(text)
          expect([Number.isNaN(at.getTime()), isId(id.toLowerCase())]).toEqual([false, true])
        } catch (error) {
          expect(error).toMatchObject({ status: 422, type: "cursor-invalid" })
        }
      }),
      runs,
    )
  })

  it("ids are UUIDv7 of a time we keep, or are refused in words", () => {
    fc.assert(
      fc.property(fc.oneof(injured(newId()), fc.uuid(), anyText), (text) => {
        try {
          assertClientId(text, clock.now().getTime())
          expect(Number.isSafeInteger(idTimeMs(text))).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ status: 422 })
        }
      }),
      runs,
    )
  })

  it("questions of any contents are judged, never fallen over", () => {
    const option = fc.record({
      id: fc.string({ maxLength: 20 }),
      text: fc.string(),
      isCorrect: fc.boolean(),
      rationale: fc.option(fc.string()),
    })
    const question = fc.record({
      type: fc.constantFrom("single", "multiple", "true_false", "short_answer", "essay", "cloze", "other"),
      stem: fc.string({ unit: "binary" }),
      options: fc.array(option, { maxLength: 30 }),
      explanation: fc.dictionary(fc.string(), fc.string()),
    })
    fc.assert(
      fc.property(question, (one) => {
        try {
          expect(Array.isArray(faultsOfQuestion(one as never))).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError)
        }
      }),
      runs,
    )
  })
})

describe("what an operator hands over", () => {
  it("settings are read, or refused with their names", () => {
    const names = fc.constantFrom(
      "PORT",
      "TRUST_PROXY",
      "REDIS_URL",
      "DATABASE_URL",
      "PUBLIC_URL",
      "CORS_ORIGINS",
      "BACKUP_TO",
      "RATE_LIMIT",
      "MODEL_URL",
      "UPLOAD_LIMIT_MB",
      "DEMO",
      "S3_ENDPOINT",
      "LOG_LEVEL",
    )
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.webUrl(),
      fc.integer().map(String),
      fc.ipV6(),
      fc.constantFrom(
        "redis+cluster://u:p@[::1]:1,a:99999",
        "redis+cluster://%zz:%@a",
        "postgres://a:b@c:d,e/f",
        "postgres://[::1",
        "true",
        "-0",
        "1e999",
      ),
    )
    fc.assert(
      fc.property(fc.dictionary(names, value), (env) => {
        try {
          readConfig(env)
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError)
        }
      }),
      runs,
    )
  })

  it("review logs are read, or the line is named", () => {
    const good = `card_id,review_rating,review_time\n${Array.from({ length: 20 }, (_, i) => `c${i % 3},${(i % 4) + 1},2026-11-${10 + (i % 9)}T10:00:00Z`).join("\n")}`
    fc.assert(
      fc.property(fc.oneof(injured(good), anyText), (text) => {
        try {
          expect(readReviewLog(text).every(({ at }) => !Number.isNaN(at.getTime()))).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError)
        }
      }),
      runs,
    )
  })

  it("archives of backups are read whole, or are no archive", async () => {
    const writer = new ArchiveWriter()
    const good = Buffer.concat([
      writer.manifest({
        format: 1,
        createdAt: clock.now().toISOString(),
        studyinVersion: "1",
        engine: "pglite",
        postgresVersion: "18",
        migrations: [],
        partitions: null,
        tables: [{ name: "notes", columns: ["id"] }],
      }),
      writer.beginTable({ name: "notes", columns: ["id"] }),
      ...writer.data(Buffer.from("1\n2\n"), 2),
      writer.end(),
      writer.totals().bytes,
    ])
    const inPieces = async function* (bytes: Uint8Array) {
      for (let at = 0; at < bytes.length; at += 50) yield Buffer.from(bytes.subarray(at, at + 50))
    }
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated(good), fc.uint8Array({ maxLength: 200 })), async (bytes) => {
        try {
          let size = 0
          for await (const piece of readArchive(inPieces(bytes))) if (piece.kind === "data") size += piece.bytes.length
          expect(size).toBeLessThan(20_000)
        } catch (error) {
          expect(error).toBeInstanceOf(BackupError)
        }
      }),
      { numRuns: fuzzRuns(200) },
    )
  })
})
