import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { newId } from "../shared/ids.ts"
import { createSeals } from "./seals.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const [first, second] = [
  bytes("the first secret, long enough to be one"),
  bytes("the second secret, long enough as well"),
]
const owner = newId()

describe("seals", () => {
  test("open what they sealed, for the same purpose and owner", () => {
    const seals = createSeals(first)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (contents) => {
        const sealed = seals.seal("totp", owner, contents)
        expect(seals.open("totp", owner, sealed)).toEqual({ contents: Buffer.from(contents), isOutdated: false })
      }),
    )
    const sealed = seals.seal("totp", owner, bytes("a key"))
    expect(seals.open("totp", newId(), sealed)).toBeUndefined()
    expect(seals.open("something-else", owner, sealed)).toBeUndefined()
    expect(Buffer.from(sealed).includes("a key")).toBe(false)
    expect(seals.seal("totp", owner, bytes("a key"))).not.toEqual(sealed)
  })

  test("open nothing that was changed, cut or made up", () => {
    const seals = createSeals(first)
    const sealed = seals.seal("totp", owner, bytes("a key"))
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(seals.open("totp", owner, changed), `byte ${at}`).toBeUndefined()
      expect(seals.open("totp", owner, sealed.subarray(0, at)), `${at} bytes`).toBeUndefined()
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (made) => {
        expect(seals.open("totp", owner, made)).toBeUndefined()
      }),
    )
  })

  test("outlive a change of the secret while the former one is known, and say that they should be made anew", () => {
    const sealed = createSeals(first).seal("totp", owner, bytes("a key"))
    expect(createSeals(second, [first]).open("totp", owner, sealed)).toEqual({
      contents: Buffer.from("a key"),
      isOutdated: true,
    })
    expect(createSeals(second).open("totp", owner, sealed)).toBeUndefined()
    // The present secret among the former ones, as its file is, changes nothing.
    expect(createSeals(first, [first]).open("totp", owner, sealed)?.isOutdated).toBe(false)
  })
})
