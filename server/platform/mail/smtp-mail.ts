import { createTransport } from "nodemailer"
import { InvalidError, UnavailableError } from "../../shared/errors.ts"
import type { Mail, MailMessage } from "./mail.ts"
import { isMailAddress, type MailServer } from "./mail-server.ts"

export interface SmtpOptions {
  /** Longest wait for the connection, for the greeting and for each answer. Default 15 s. */
  timeoutMs?: number
  /** Certificates trusted beside those the machine trusts, as PEM. */
  ca?: string
}

/** Hands letters to a mail server, each over a connection of its own. Nothing is logged: what goes over the wire holds addresses and links. */
export function createSmtpMail(server: MailServer, { timeoutMs = 15_000, ca }: SmtpOptions = {}): Mail {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.encryption === "implicit",
    requireTLS: server.encryption === "starttls",
    ignoreTLS: server.encryption === "off",
    ...(server.credentials === null
      ? {}
      : { auth: { user: server.credentials.user, pass: server.credentials.password } }),
    tls: { minVersion: "TLSv1.2", ...(ca === undefined ? {} : { ca: [ca] }) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    logger: false,
  })

  return {
    keepsLetters: false,
    async send(message) {
      if (!isMailAddress(message.to)) throw letterRefused("its address is not one plain address")
      const from = server.from
      try {
        await transport.sendMail({
          // Objects are taken as they are; a string would be parsed, and could name several receivers.
          from: { name: from.name, address: from.address },
          to: { name: "", address: message.to },
          envelope: { from: from.address, to: [message.to] },
          subject: inOneLine(message.subject),
          text: message.text,
          // Text alone: nothing in it is ever fetched or read from a disk.
          disableFileAccess: true,
          disableUrlAccess: true,
          headers: {
            // Programs that answer by themselves, and those that sort, are told that nobody wrote this.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            ...(message.unsubscribeUrl === undefined
              ? {}
              : {
                  "List-Unsubscribe": `<${message.unsubscribeUrl}>`,
                  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                }),
          },
          ...(message.letterId === undefined
            ? {}
            : { messageId: `<${message.letterId}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>` }),
        })
      } catch (error) {
        throw explained(error)
      }
    },
    list: async () => [],
    find: async () => undefined,
    eraseLearner: async () => {},
    async check() {
      try {
        await transport.verify()
      } catch (error) {
        throw explained(error)
      }
    },
  }
}

/** A header ends with its line. */
function inOneLine(text: MailMessage["subject"]): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim()
}

/** What went wrong without what the server said: that names the address, and goes into the log of jobs. */
function explained(error: unknown): Error {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  const name = [code, responseCode].filter((part) => part !== undefined).join(" ")
  // 5xx to the envelope or the message is for good; 5xx to signing in is put right by whoever runs the server.
  if ((code === "EENVELOPE" || code === "EMESSAGE") && responseCode !== undefined && responseCode >= 500)
    return letterRefused(`the mail server said ${responseCode}`)
  return new UnavailableError(
    "mail-unavailable",
    `The mail server did not take the letter: ${reasons[code ?? ""] ?? "it could not be asked"} (${name || "no code"}).`,
  )
}

const reasons: Record<string, string> = {
  EAUTH: "it refused the user or password",
  ETLS: "it offers no encryption, or its certificate is not trusted",
  ETIMEDOUT: "it did not answer in time",
  ECONNECTION: "it cannot be reached",
  ECONNREFUSED: "it cannot be reached",
  ESOCKET: "the connection could not be made or is not trusted",
  EDNS: "its name is not known",
  EENVELOPE: "it does not take letters now",
  EMESSAGE: "it does not take letters now",
}

function letterRefused(why: string): InvalidError {
  return new InvalidError("letter-refused", `The letter cannot be sent: ${why}.`)
}
