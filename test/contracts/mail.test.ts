import { mkdtemp, readdir, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createOutboxMail } from "../../server/platform/mail/outbox-mail.ts"
import { fixedClock } from "../../server/shared/clock.ts"
import { newId } from "../../server/shared/ids.ts"

describe("mail (outbox)", () => {
  let folder: string
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "studyin-mail-")), "mail")
  })
  afterEach(() => rm(join(folder, ".."), { recursive: true }))

  test("keeps letters, newest first, found by address without regard to case", async () => {
    const clock = fixedClock("2026-11-21T08:00:00Z")
    const mail = createOutboxMail(folder, clock)
    expect(await mail.list({ limit: 10 })).toEqual([])
    const userId = newId()
    for (const subject of ["one", "two", "three"]) {
      await mail.send({
        userId,
        to: subject === "two" ? "b@example.test" : "a@example.test",
        subject,
        text: "Hello",
        kind: "reminder",
      })
      clock.advance(1000)
    }
    expect((await mail.list({ limit: 10 })).map(({ subject }) => subject)).toEqual(["three", "two", "one"])
    expect((await mail.list({ to: "A@Example.test", limit: 1 })).map(({ subject }) => subject)).toEqual(["three"])
    expect(await mail.list({ to: "b@example.test", limit: 10 })).toEqual([
      {
        id: expect.any(String),
        sentAt: new Date("2026-11-21T08:00:01Z"),
        userId,
        to: "b@example.test",
        subject: "two",
        text: "Hello",
        kind: "reminder",
      },
    ])
  })

  test("is for the owner's eyes only", async () => {
    const mail = createOutboxMail(folder, fixedClock("2026-11-21T08:00:00Z"))
    await mail.send({ userId: null, to: "a@example.test", subject: "s", text: "t", kind: "reset-password" })
    const [name] = await readdir(folder)
    expect((await stat(join(folder, name ?? ""))).mode & 0o077).toBe(0)
  })

  test("erases one learner's letters", async () => {
    const mail = createOutboxMail(folder, fixedClock("2026-11-21T08:00:00Z"))
    const [me, other] = [newId(), newId()]
    for (const userId of [me, other, me])
      await mail.send({ userId, to: "a@example.test", subject: userId, text: "t", kind: "reminder" })
    await mail.eraseLearner(me)
    expect((await mail.list({ limit: 10 })).map(({ userId }) => userId)).toEqual([other])
  })
})
