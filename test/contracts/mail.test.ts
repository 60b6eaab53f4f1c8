import { once } from "node:events"
import { mkdtemp, readdir, rm, stat } from "node:fs/promises"
import { type AddressInfo, createServer, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Mail, MailMessage } from "../../server/platform/mail/index.ts"
import { mailServerOf } from "../../server/platform/mail/index.ts"
import { createOutboxMail } from "../../server/platform/mail/outbox-mail.ts"
import { createSmtpMail } from "../../server/platform/mail/smtp-mail.ts"
import { fixedClock } from "../../server/shared/clock.ts"
import { newId } from "../../server/shared/ids.ts"
import { mailUser, readLetter, startMailServer, type TestMailServer } from "../mail-server.ts"

const letter = (overrides: Partial<MailMessage> = {}): MailMessage => ({
  userId: null,
  to: "ann@example.test",
  subject: "Confirm your address",
  text: "Hello,\n\nhttps://studyin.example/verify-email#token\n",
  kind: "verify-email",
  ...overrides,
})

/** What was delivered, whatever carries it. */
interface Delivered {
  to: string
  subject: string
  text: string
}

interface Carrier {
  mail: Mail
  delivered(): Promise<Delivered[]>
  close(): Promise<void>
}

const smtpUrl = (port: number, { user, password } = mailUser, scheme = "smtp") =>
  `${scheme}://${user}:${encodeURIComponent(password)}@localhost:${port}`

const sender = "StudyIn <studyin@example.test>"

function smtpMail(server: TestMailServer, url = smtpUrl(server.port), options: { requiresTls?: boolean } = {}): Mail {
  const settings = mailServerOf(url, sender, options.requiresTls ?? true)
  if (settings === null) throw new Error(`${url} is no mail server`)
  return createSmtpMail(settings, { ca: server.cert, timeoutMs: 1500 })
}

async function openSmtp(options: { secure?: boolean } = {}): Promise<Carrier> {
  const server = await startMailServer(options)
  return {
    mail: smtpMail(server, smtpUrl(server.port, mailUser, options.secure ? "smtps" : "smtp")),
    async delivered() {
      return server.letters.map((one) => {
        expect(one).toMatchObject({ from: "studyin@example.test", isSecure: true, user: mailUser.user })
        const { subject, text } = readLetter(one)
        return { to: one.to.join(), subject, text: text.trimEnd() }
      })
    },
    close: server.close,
  }
}

async function openOutbox(): Promise<Carrier> {
  const folder = await mkdtemp(join(tmpdir(), "studyin-mail-"))
  const clock = fixedClock("2026-11-21T08:00:00Z")
  const mail = createOutboxMail(join(folder, "mail"), clock)
  return {
    mail,
    async delivered() {
      const letters = await mail.list({ limit: 100 })
      return letters.reverse().map(({ to, subject, text }) => ({ to, subject, text: text.trimEnd() }))
    },
    close: () => rm(folder, { recursive: true }),
  }
}

const carriers: [string, () => Promise<Carrier>][] = [
  ["outbox", openOutbox],
  ["SMTP with STARTTLS", openSmtp],
  ["SMTP over TLS", () => openSmtp({ secure: true })],
]

describe.each(carriers)("mail (%s)", (_name, open) => {
  let carrier: Carrier
  beforeEach(async () => {
    carrier = await open()
  })
  afterEach(() => carrier.close())

  test("delivers a letter as it was written", async () => {
    await carrier.mail.check()
    const text = ["Größe – 学ぶ", ".", "From here on", "x".repeat(1200), "https://studyin.example/a#b=c"].join("\n")
    await carrier.mail.send(
      letter({ subject: "Grüße – 学ぶ, a subject that is long enough to be folded twice or so", text }),
    )
    expect(await carrier.delivered()).toEqual([
      { to: "ann@example.test", subject: "Grüße – 学ぶ, a subject that is long enough to be folded twice or so", text },
    ])
  })

  test("delivers to one receiver, whatever a subject holds", async () => {
    await carrier.mail.send(letter({ subject: "Hello\r\nBcc: eve@example.test\r\n\r\nanother letter" }))
    const [one, ...rest] = await carrier.delivered()
    expect(rest).toEqual([])
    expect(one?.to).toBe("ann@example.test")
    expect(one?.text).toBe(letter().text.trimEnd())
  })

  test("erases and lists without harm where nothing is kept, and finds what is", async () => {
    await carrier.mail.send(letter())
    const kept = await carrier.mail.list({ limit: 10 })
    expect(kept).toHaveLength(carrier.mail.keepsLetters ? 1 : 0)
    expect((await carrier.mail.find(kept[0]?.id ?? newId()))?.text).toBe(kept[0]?.text)
    expect(await carrier.mail.find("../../etc/passwd")).toBeUndefined()
    await carrier.mail.eraseLearner(newId())
  })
})

describe("mail (SMTP), when things go wrong", () => {
  const opened: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of opened.splice(0)) await close()
  })
  const start = async (...options: Parameters<typeof startMailServer>) => {
    const server = await startMailServer(...options)
    opened.push(server.close)
    return server
  }
  const faultOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error) => error,
    )

  test.each([
    "a@example.test, eve@example.test",
    "a@example.test\r\nRCPT TO:<eve@example.test>",
    "<eve@example.test>",
    '"eve@example.test"@example.test',
    "a@example.test (eve@example.test)",
    "Ann <a@example.test>",
    "a@example.test>",
    "",
  ])("takes no address that is not one plain address: %j", async (to) => {
    const server = await start()
    expect(await faultOf(smtpMail(server).send(letter({ to })))).toMatchObject({ type: "letter-refused" })
    expect(server.letters).toEqual([])
  })

  test("says neither address nor answer of the server when a receiver is refused for good, and gives up", async () => {
    const server = await start({
      onRcptTo(address, _session, done) {
        done(Object.assign(new Error(`no such user ${address.address}`), { responseCode: 550 }))
      },
    })
    const fault = await faultOf(smtpMail(server).send(letter()))
    expect(fault).toMatchObject({ type: "letter-refused", status: 422 })
    expect(JSON.stringify([fault, String(fault), (fault as Error).stack, (fault as Error).cause])).not.toMatch(
      /ann@|no such/,
    )
  })

  test("is to be tried again when the receiver is refused for now", async () => {
    const server = await start({
      onRcptTo(_address, _session, done) {
        done(Object.assign(new Error("greylisted"), { responseCode: 451 }))
      },
    })
    expect(await faultOf(smtpMail(server).send(letter()))).toMatchObject({ type: "mail-unavailable", status: 503 })
  })

  test("sends nothing without encryption, and no password either", async () => {
    const server = await start({ disabledCommands: ["STARTTLS"], allowInsecureAuth: true, authOptional: true })
    expect(await faultOf(smtpMail(server).send(letter()))).toMatchObject({ type: "mail-unavailable" })
    expect(server.letters).toEqual([])
    // Unless it is told to.
    await smtpMail(server, `smtp://localhost:${server.port}`, { requiresTls: false }).send(letter())
    expect(server.letters).toMatchObject([{ isSecure: false, user: undefined }])
  })

  test("does not talk to a server whose certificate nobody vouches for", async () => {
    const [server, other] = [await start(), await start()]
    expect(await faultOf(smtpMail({ ...server, cert: other.cert }).send(letter()))).toMatchObject({
      type: "mail-unavailable",
    })
    expect(server.letters).toEqual([])
  })

  test("says that user or password are refused", async () => {
    const server = await start()
    const url = smtpUrl(server.port, { user: "studyin", password: "another" })
    for (const work of [smtpMail(server, url).send(letter()), smtpMail(server, url).check()]) {
      const fault = await faultOf(work)
      expect(fault).toMatchObject({ type: "mail-unavailable", message: expect.stringContaining("user or password") })
      expect(String(fault)).not.toContain("another")
    }
  })

  test("gives up on a server that accepts the connection and says nothing, and on one that is not there", async () => {
    const sockets = new Set<Socket>()
    const silent = createServer((socket) => sockets.add(socket.on("error", () => {}))).listen(0, "127.0.0.1")
    await once(silent, "listening")
    const { port } = silent.address() as AddressInfo
    const server = await start()
    expect(await faultOf(smtpMail(server, smtpUrl(port)).send(letter()))).toMatchObject({ type: "mail-unavailable" })
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => silent.close(resolve))
    expect(await faultOf(smtpMail(server, smtpUrl(port)).send(letter()))).toMatchObject({ type: "mail-unavailable" })
  })

  test("gives up on a server that stalls in the middle of a letter", async () => {
    const server = await start({ onMailFrom() {}, socketTimeout: 60_000 })
    expect(await faultOf(smtpMail(server).send(letter()))).toMatchObject({ type: "mail-unavailable" })
  })

  test("marks letters as written by a machine", async () => {
    const server = await start()
    await smtpMail(server).send(letter())
    const { headers } = readLetter(server.letters[0] as never)
    expect(headers).toMatch(/^Auto-Submitted: auto-generated$/im)
    expect(headers).toMatch(/^From: StudyIn <studyin@example\.test>$/im)
    expect(headers).not.toMatch(/X-Mailer|List-Unsubscribe/i)
  })

  test("offers mail programs a button to stop letters that can be stopped, and tries one letter under one name", async () => {
    const server = await start()
    const unsubscribeUrl = "https://studyin.example/api/v1/notifications/unsubscribe?token=study-reminder.x"
    for (const _try of [1, 2]) await smtpMail(server).send({ ...letter(), unsubscribeUrl, letterId: "0190-7" })
    for (const sent of server.letters) {
      const headers = readLetter(sent as never).headers.replaceAll(/\r?\n\s+/g, " ")
      expect(headers).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`)
      expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im)
      expect(headers).toMatch(/^Message-ID: <0190-7@example\.test>$/im)
    }
    expect(server.letters).toHaveLength(2)
  })
})

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
