/** A mail server that letters are handed to, as the settings describe it. */
export interface MailServer {
  host: string
  port: number
  /** `implicit`: from the first byte (smtps); `starttls`: asked for, and nothing is sent without it; `off`: in the clear. */
  encryption: "implicit" | "starttls" | "off"
  /** null: the server takes letters from whoever reaches it. */
  credentials: { user: string; password: string } | null
  from: Sender
}

export interface Sender {
  /** "" when there is none. */
  name: string
  address: string
}

export const smtpForms = "smtp://user:password@host:587 or smtps://user:password@host:465"

/** Undefined for what is no address of a mail server. Default ports: 587, and 465 for smtps. */
export function parseSmtpUrl(text: string): Omit<MailServer, "from"> | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "") return undefined
  if (url.search !== "" || url.hash !== "" || !["", "/"].includes(url.pathname)) return undefined
  const [user, password] = [decoded(url.username), decoded(url.password)]
  if (user === undefined || password === undefined || (user === "") !== (password === "")) return undefined
  const isImplicit = url.protocol === "smtps:"
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (isImplicit ? 465 : 587) : Number(url.port),
    encryption: isImplicit ? "implicit" : "starttls",
    credentials: user === "" ? null : { user, password },
  }
}

/** "studyin@example.org" or "StudyIn <studyin@example.org>"; undefined for anything else. */
export function parseSender(text: string): Sender | undefined {
  const match = /^(?:"?([^"<>\p{Cc}]*?)"?\s*<([^<>]+)>|([^<>\s]+))$/u.exec(text.trim())
  const address = match?.[2] ?? match?.[3] ?? ""
  return isMailAddress(address) ? { name: match?.[1]?.trim() ?? "", address } : undefined
}

/**
 * One plain address that means the same to every mail server: no quotes, brackets, lists, comments or control characters, which
 * would let a letter go to somebody else as well.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text)
}

export function mailServerOf(
  url: string | undefined,
  from: string | undefined,
  requiresTls: boolean,
): MailServer | null {
  const server = url === undefined ? undefined : parseSmtpUrl(url)
  const sender = from === undefined ? undefined : parseSender(from)
  if (server === undefined || sender === undefined) return null
  const encryption = server.encryption === "implicit" || requiresTls ? server.encryption : "off"
  return { ...server, encryption, from: sender }
}

/** What the settings about letters say against each other, in words. */
export function mailContradictions(e: {
  SMTP_URL?: string | undefined
  SMTP_TLS: "required" | "off"
  MAIL_FROM?: string | undefined
  PUBLIC_URL?: string | undefined
  REQUIRE_VERIFIED_EMAIL: boolean
}): string[] {
  const wrong: string[] = []
  const server = e.SMTP_URL === undefined ? undefined : parseSmtpUrl(e.SMTP_URL)
  if ((e.SMTP_URL === undefined) !== (e.MAIL_FROM === undefined)) wrong.push("SMTP_URL and MAIL_FROM go together.")
  if (server !== undefined && e.PUBLIC_URL === undefined)
    wrong.push("SMTP_URL needs PUBLIC_URL: the links in letters lead there.")
  if (server === undefined && e.REQUIRE_VERIFIED_EMAIL)
    wrong.push("REQUIRE_VERIFIED_EMAIL needs SMTP_URL: without it nobody gets the letter.")
  if (server === undefined && e.SMTP_TLS === "off") wrong.push("SMTP_TLS=off needs SMTP_URL.")
  if (server?.encryption === "implicit" && e.SMTP_TLS === "off")
    wrong.push("SMTP_TLS=off and smtps:// contradict each other: write smtp://.")
  if (server !== undefined && e.SMTP_TLS === "off" && server.credentials !== null && !isThisMachine(server.host))
    wrong.push("SMTP_TLS=off would send the password of SMTP_URL in the clear.")
  return wrong
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host)
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
