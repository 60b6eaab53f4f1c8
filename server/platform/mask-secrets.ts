const MASK = "[removed]"

/** Members of a log line's JSON whose value is a secret or names a person, at whatever depth. */
const secretMember =
  /"(authorization|proxy-authorization|cookie|set-cookie|x-api-key|(?:[a-z]+_?)?(?:password|passphrase|secret|token)s?|apiKey|api_key|privateKey|recoveryCodes?|ticket|email|displayName|ip|remoteAddress)":"(?:[^"\\]|\\.)*"/gi

/** What looks like a secret in running text: messages of drivers and libraries repeat addresses and headers as they were given. */
const inText: readonly [RegExp, string][] = [
  // user:password@ of any address; the password may hold an @ itself.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/"\\?#]{1,500}@/gi, `$1${MASK}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`],
  // JSON Web Tokens, and tickets, which are such.
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, MASK],
  // Keys of this server and of the usual model providers.
  [/\b(?:sk|pk|key|studyin|sin)[-_][\w-]{16,}/gi, MASK],
  [/\bAKIA[0-9A-Z]{16}\b/g, MASK],
  [
    /(?<![a-z])((?:pass(?:word|wd)?|pwd|secret|token|ticket|api[-_]?key|access[-_]?key|signature|code)\s*[=:]\s*)(?!\[removed\])[^\s"'\\&,;)]{3,}/gi,
    `$1${MASK}`,
  ],
  [/\b(X-Amz-(?:Signature|Credential|Security-Token)=)[^\s"&]+/gi, `$1${MASK}`],
  [/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b/gi, MASK],
]

/** A log line without what must not lie about: passwords, tokens, keys, credentials in addresses, e-mail addresses. */
export function maskSecrets(line: string): string {
  let masked = line.replace(secretMember, `"$1":"${MASK}"`)
  for (const [pattern, replacement] of inText) masked = masked.replace(pattern, replacement)
  return masked
}
