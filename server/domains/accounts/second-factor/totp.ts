import { Secret, TOTP } from "otpauth"

/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20
/** What every authenticator app understands: SHA-1, six digits, a new code every 30 seconds (RFC 6238). */
const scheme = { algorithm: "SHA1", digits: 6, period: 30 }
/** Steps before and after the present one that count too, unless this installation is strict: clocks differ, and typing takes time. */
const WINDOW = 1

export function newTotpSecret(): Uint8Array {
  return new Secret({ size: SECRET_BYTES }).bytes
}

/** As people type it: base 32. */
export function secretText(secret: Uint8Array): string {
  return secretOf(secret).base32
}

/** What the app reads from the QR code: `otpauth://totp/StudyIn:mara@example.org?…`. */
export function totpAddress(secret: Uint8Array, account: string): string {
  return new TOTP({ ...scheme, issuer: "StudyIn", label: account, secret: secretOf(secret) }).toString()
}

/** The 30-second step since 1970 for which the code is right; undefined when it is right for none near `at`. */
export function stepOfCode(secret: Uint8Array, code: string, at: Date, isStrict = false): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const timestamp = at.getTime()
  const window = isStrict ? 0 : WINDOW
  const delta = TOTP.validate({ ...scheme, secret: secretOf(secret), token: code, timestamp, window })
  return delta === null ? undefined : TOTP.counter({ period: scheme.period, timestamp }) + delta
}

function secretOf(secret: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(secret).buffer })
}
