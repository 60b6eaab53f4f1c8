import { TOTP } from "otpauth"
import { describe, expect, test } from "vitest"
import { newTotpSecret, secretText, stepOfCode, totpAddress } from "./totp.ts"

// RFC 6238, appendix B: the SHA-1 rows. They have eight digits; a code of six is their end.
const secret = new TextEncoder().encode("12345678901234567890")
const vectors = [
  [59, 0x1, "94287082"],
  [1111111109, 0x23523ec, "07081804"],
  [1111111111, 0x23523ed, "14050471"],
  [1234567890, 0x273ef07, "89005924"],
  [2000000000, 0x3f940aa, "69279037"],
  [20000000000, 0x27bc86aa, "65353130"],
] as const

describe("codes of authenticator apps", () => {
  test.each(vectors)("at %i s the code of RFC 6238 is right for its step", (seconds, step, code) => {
    expect(stepOfCode(secret, code.slice(-6), new Date(seconds * 1000))).toBe(step)
  })

  test("count one step before and after their own, and no further", () => {
    const at = (seconds: number) => new Date((1234567890 + seconds) * 1000)
    const right = [-30, 0, 30].map((offset) => stepOfCode(secret, "005924", at(offset)))
    expect(right).toEqual([0x273ef07, 0x273ef07, 0x273ef07])
    expect([-60, 60].map((offset) => stepOfCode(secret, "005924", at(offset)))).toEqual([undefined, undefined])
    const strict = [-30, 0, 30].map((offset) => stepOfCode(secret, "005924", at(offset), true))
    expect(strict).toEqual([undefined, right[1], undefined])
  })

  test.each(["", "5924", "0059245", "00592a", " 005924", "005924\n", "００５９２４"])(
    "are six digits, not %j",
    (text) => {
      expect(stepOfCode(secret, text, new Date(1234567890_000))).toBeUndefined()
    },
  )

  test("come from secrets of 160 bits that no two people share", () => {
    const secrets = Array.from({ length: 50 }, () => newTotpSecret())
    expect(secrets.every((one) => one.length === 20)).toBe(true)
    expect(new Set(secrets.map(secretText)).size).toBe(50)
    expect(secretText(secret)).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
  })

  test("are set up by an address that names the server and the account", () => {
    expect(totpAddress(secret, "mara@example.org")).toBe(
      "otpauth://totp/StudyIn:mara%40example.org?issuer=StudyIn&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30",
    )
  })

  test("are what an app makes of that address", () => {
    const own = newTotpSecret()
    const at = new Date("2026-11-21T08:00:00Z")
    const code = new TOTP({ secret: secretText(own) }).generate({ timestamp: at.getTime() })
    expect(stepOfCode(own, code, at)).toBe(Math.floor(at.getTime() / 30_000))
  })
})
