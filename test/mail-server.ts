import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"
import { selfSigned } from "./self-signed.ts"

export interface ReceivedLetter {
  from: string
  to: string[]
  /** As it came over the wire, headers and all. */
  raw: string
  /** Whether the line was encrypted. */
  isSecure: boolean
  user: string | undefined
}

export interface TestMailServer {
  port: number
  /** Its certificate, for who is to trust it. */
  cert: string
  letters: ReceivedLetter[]
  close(): Promise<void>
}

export const mailUser = { user: "studyin", password: "s3cret of the mail server" }

/** A real SMTP server on this machine: STARTTLS and AUTH unless the options say otherwise. Letters are kept in memory. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const { key, cert } = selfSigned()
  const letters: ReceivedLetter[] = []
  const server = new SMTPServer({
    key,
    cert,
    logger: false,
    authMethods: ["PLAIN", "LOGIN"],
    onAuth({ username, password }, _session, answer) {
      if (username === mailUser.user && password === mailUser.password) answer(null, { user: username })
      else answer(new Error("wrong"))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        letters.push({
          from: session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          isSecure: session.secure === true,
          user: session.user as string | undefined,
        })
        done()
      })
    },
    ...options,
  })
  // A client that breaks off is part of what is tried.
  server.on("error", () => {})
  const listening = server.listen(0, "127.0.0.1")
  await once(listening, "listening")
  return {
    port: (listening.address() as AddressInfo).port,
    cert,
    letters,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Subject and text of a letter as its reader sees them. */
export function readLetter({ raw }: ReceivedLetter): { subject: string; text: string; headers: string } {
  const end = raw.indexOf("\r\n\r\n")
  const headers = raw.slice(0, end).replace(/\r\n[ \t]+/g, " ")
  const body = raw.slice(end + 4)
  const subject = /^Subject: (.*)$/im.exec(headers)?.[1] ?? ""
  const isQuoted = /^Content-Transfer-Encoding: quoted-printable/im.test(headers)
  const isBase64 = /^Content-Transfer-Encoding: base64/im.test(headers)
  const text = isQuoted
    ? unquoted(body.replace(/=\r\n/g, ""))
    : isBase64
      ? Buffer.from(body, "base64").toString()
      : body
  return { subject: wordsOf(subject), text: text.replace(/\r\n/g, "\n"), headers }
}

function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1").toString()
}

function wordsOf(header: string): string {
  return header.replace(/=\?UTF-8\?([QB])\?([^?]*)\?=\s*/gi, (_all, kind: string, text: string) =>
    kind.toUpperCase() === "B" ? Buffer.from(text, "base64").toString() : unquoted(text.replace(/_/g, " ")),
  )
}
