import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { drainJobs } from "../../../../test/drain-jobs.ts"
import { openApp, type TestApp } from "../../../../test/http/open-app.ts"
import { mailUser, readLetter, startMailServer, type TestMailServer } from "../../../../test/mail-server.ts"
import { hearStatements } from "../../../../test/statement-recorder.ts"
import { readConfig } from "../../../platform/config.ts"
import { createSmtpMail } from "../../../platform/mail/smtp-mail.ts"
import { createSessions } from "../../../rooms.ts"
import { jobs } from "../accounts.jobs.ts"

const password = "a quiet river at night"

describeEachDatabase("letters over SMTP, confirmed addresses alone", (open) => {
  let server: TestApp
  let mailServer: TestMailServer
  let count = 0

  beforeAll(async () => {
    mailServer = await startMailServer()
    const config = readConfig({
      RATE_LIMIT: "0",
      PUBLIC_URL: "https://studyin.example",
      SMTP_URL: `smtp://${mailUser.user}:${encodeURIComponent(mailUser.password)}@localhost:${mailServer.port}`,
      MAIL_FROM: "StudyIn <studyin@example.test>",
      REQUIRE_VERIFIED_EMAIL: "true",
    })
    if (config.mail === null) throw new Error("no mail server in the settings")
    server = await openApp(open(), { config, mail: createSmtpMail(config.mail, { ca: mailServer.cert }) })
    const { db, clock } = open()
    Object.assign(server.deps.sessions, createSessions({ db, clock, cache: server.deps.cache }))
  })
  afterAll(async () => {
    await server.close()
    await mailServer.close()
  })

  const post = (url: string, payload: object, { agent = "Firefox/140.0 Linux", address = "192.0.2.1" } = {}) => {
    count += 1
    return server.app.inject({
      method: "POST",
      url: `/api/v1${url}`,
      remoteAddress: address,
      headers: { "user-agent": agent },
      payload,
    })
  }
  const lettersTo = async (email: string) => {
    open().clock.advance(1000)
    for (const { error } of await drainJobs(open(), server.deps, jobs)) if (error) throw error
    return mailServer.letters.filter(({ to }) => to.join() === email).map(readLetter)
  }
  const linkIn = (letter: { text: string } | undefined) =>
    /^https:\/\/studyin\.example\/\S+#(\S+)$/m.exec(letter?.text ?? "")?.[1]
  const newEmail = () => {
    count += 1
    return `person${count}@example.org`
  }
  const signUp = (email: string) => post("/auth/sign-up", { email, password, displayName: "Ann Bell" })
  const signIn = (email: string, from = {}) => post("/auth/sign-in", { email, password }, from)

  it("lets somebody in once their address is confirmed, and says before what is missing", async () => {
    const email = newEmail()
    const reply = await signUp(email)
    expect(reply.statusCode).toBe(202)
    expect(reply.json()).toEqual({ status: "letter-sent" })
    expect(reply.cookies).toEqual([])

    const refused = await signIn(email)
    expect(refused.statusCode).toBe(403)
    expect(refused.json()).toMatchObject({ type: "email-unverified" })
    expect(refused.cookies).toEqual([])
    // Who does not know the password learns nothing of it.
    const wrong = await post("/auth/sign-in", { email, password: "something else" })
    expect(wrong.json()).toMatchObject({ type: "credentials-wrong" })

    const [letter] = await lettersTo(email)
    expect(letter?.subject).toBe("Confirm your e-mail address")
    expect((await post("/auth/confirm-email", { token: linkIn(letter) })).statusCode).toBe(200)
    const session = await signIn(email)
    expect(session.statusCode).toBe(200)
    // The first of all is the administrator here as well.
    expect(session.json().account.role).toBe("admin")
  })

  it("sends the letter again to whoever asks, and no other one to whoever is confirmed", async () => {
    const email = newEmail()
    await signUp(email)
    const [first] = await lettersTo(email)
    open().clock.advance(61_000)
    expect((await post("/auth/verification-letter", { email })).statusCode).toBe(204)
    const [, second] = await lettersTo(email)
    expect((await post("/auth/confirm-email", { token: linkIn(first) })).statusCode).toBe(422)
    expect((await post("/auth/confirm-email", { token: linkIn(second) })).statusCode).toBe(200)
    open().clock.advance(61_000)
    await post("/auth/verification-letter", { email })
    expect(await lettersTo(email)).toHaveLength(2)
  })

  it("answers a sign-up with a taken address as any other, with the same statements, and tells its owner", async () => {
    const [taken, free] = [newEmail(), newEmail()]
    await signUp(taken)
    await lettersTo(taken)
    open().clock.advance(61_000)
    const [known, unknown] = [await observed(() => signUp(taken.toUpperCase())), await observed(() => signUp(free))]
    const plain = (statements: string[]) =>
      statements.map((text) => text.replace(/^rollback to savepoint/, "release savepoint"))
    expect({ ...known, statements: plain(known.statements) }).toEqual(unknown)
    expect(known.statements.length).toBeGreaterThan(6)

    const [, letter] = await lettersTo(taken)
    expect(letter?.subject).toBe("You have a StudyIn account already")
    expect(letter?.text).toContain("https://studyin.example/welcome?form=sign-in")
    const { rows } =
      await sql`select 1 from users where email like '%taken.invalid' or lower(email) = ${taken}`.execute(open().admin)
    expect(rows).toHaveLength(1)
    // And the letter serves whoever forgot that they had one.
    const newPassword = "another river by day"
    expect((await post("/auth/reset-password", { token: linkIn(letter), newPassword })).statusCode).toBe(204)
    expect((await post("/auth/sign-in", { email: taken, password: newPassword })).statusCode).toBe(200)
  })

  it("sets a password through a letter that came over the wire", async () => {
    const email = newEmail()
    await signUp(email)
    await post("/auth/forgot-password", { email })
    const letters = await lettersTo(email)
    const reset = letters.find(({ subject }) => subject === "Set a new password")
    const newPassword = "another river by day"
    expect((await post("/auth/reset-password", { token: linkIn(reset), newPassword })).statusCode).toBe(204)
    // Reading the letter confirmed the address.
    expect((await post("/auth/sign-in", { email, password: newPassword })).statusCode).toBe(200)
    const told = await lettersTo(email)
    expect(told.at(-1)?.subject).toBe("Your password was changed")
    expect(mailServer.letters.every(({ isSecure, user }) => isSecure && user === mailUser.user)).toBe(true)
  })

  it("writes of a sign-in with a new program or from another network, and of no known one", async () => {
    const email = newEmail()
    await signUp(email)
    const [letter] = await lettersTo(email)
    await post("/auth/confirm-email", { token: linkIn(letter) })
    const notices = async () =>
      (await lettersTo(email)).filter(({ subject }) => subject === "A new sign-in to your account")
    await signIn(email)
    expect(await notices()).toEqual([])
    await signIn(email, { address: "192.0.7.7" })
    expect(await notices()).toEqual([])
    await signIn(email, { agent: "Mozilla/5.0 (iPhone) Safari/604.1", address: "198.51.100.9" })
    const [notice, ...more] = await notices()
    expect(more).toEqual([])
    expect(notice?.text).toContain("Safari on iPhone")
    expect(notice?.text).toContain("198.51.100.9")
    await signIn(email, { agent: "Mozilla/5.0 (iPhone) Safari/604.1", address: "198.51.100.9" })
    expect(await notices()).toHaveLength(1)
    await signIn(email, { address: "203.0.113.5" })
    expect(await notices()).toHaveLength(2)
  })

  it("gives up on an address that the mail server will never take, without naming it", async () => {
    const refusing = await startMailServer({
      onRcptTo(address, _session, done) {
        done(Object.assign(new Error(`unknown ${address.address}`), { responseCode: 550 }))
      },
    })
    const mail = server.deps.config.mail
    if (mail === null) throw new Error("no mail server")
    const email = newEmail()
    await signUp(email)
    const [job] = await drainJobs(
      open(),
      { ...server.deps, mail: createSmtpMail({ ...mail, port: refusing.port }, { ca: refusing.cert }) },
      jobs,
    )
    await refusing.close()
    expect(job?.error).toMatchObject({ name: "PermanentJobError" })
    expect(String(job?.error instanceof Error && job.error.stack)).not.toContain(email)
  })

  async function observed(send: () => ReturnType<typeof post>) {
    const statements: string[] = []
    const { statusCode, body } = await hearStatements((_, text) => void statements.push(text), send)
    return { statusCode, body, statements }
  }
})
