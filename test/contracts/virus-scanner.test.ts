import { randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import {
  type ClamdAddress,
  createClamdScanner,
  createNoScanner,
  parseClamdAddress,
} from "../../server/platform/virus-scanner/index.ts"
import { type ClamdServer, harmlessVirus, startClamd } from "../clamd-server.ts"

const { signal } = new AbortController()
const clean = Buffer.from("The heart has four chambers.")
const away = { name: "ScannerAwayError" }

/** What every clamd has to do, a real one too: `TEST_CLAMD=host:port` or `unix:/path`, with a signature for the test virus. */
function anyClamd(name: string, addressOf: () => ClamdAddress): void {
  describe(name, () => {
    test("lets through what is clean and names what is not, wherever in the file it is", async () => {
      const scanner = createClamdScanner(addressOf())
      expect(scanner.isOn).toBe(true)
      await scanner.check()
      expect(await scanner.scan(clean, signal)).toBeNull()
      expect(await scanner.scan(new Uint8Array(), signal)).toBeNull()
      expect(await scanner.scan(Buffer.from(harmlessVirus), signal)).toMatch(/eicar/i)
    })

    test("is sent all of a file of many pieces, several at once", async () => {
      const scanner = createClamdScanner(addressOf())
      const large = randomBytes(3 * 1024 * 1024 + 17)
      expect(await Promise.all([large, large.subarray(5), clean].map((one) => scanner.scan(one, signal)))).toEqual([
        null,
        null,
        null,
      ])
    })
  })
}

let clamd: ClamdServer
let folder: string
beforeAll(async () => {
  clamd = await startClamd({ largest: 4 * 1024 * 1024 })
  folder = await mkdtemp(join(tmpdir(), "studyin-clamd-"))
})
const asClamd = (): ClamdServer["behave"] => (contents, socket) =>
  socket.end(contents.includes(harmlessVirus) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0")
beforeEach(() => {
  clamd.behave = asClamd()
  clamd.received.length = 0
})
afterAll(async () => {
  await clamd?.close()
  await rm(folder, { recursive: true })
})
const here = () => ({ host: "127.0.0.1", port: clamd.port })
const scan = (contents: Uint8Array = clean, silenceMs?: number) =>
  createClamdScanner(here(), silenceMs === undefined ? {} : { silenceMs }).scan(contents, signal)

anyClamd("a server that speaks its protocol", here)
const real = parseClamdAddress(process.env.TEST_CLAMD ?? "")
if (real !== undefined) anyClamd("a real clamd", () => real)

test("every byte arrives, in order", async () => {
  const contents = randomBytes(1_000_003)
  await scan(contents)
  expect(clamd.received[0]?.equals(contents)).toBe(true)
})

test("is reached over a socket of this machine", async () => {
  const path = join(folder, "clamd.sock")
  const local = await startClamd({ path })
  expect(await createClamdScanner({ path }).scan(Buffer.from(harmlessVirus), signal)).toBe("Eicar-Test-Signature")
  await local.close()
  await expect(createClamdScanner({ path }).scan(clean, signal)).rejects.toMatchObject(away)
})

test("what is too large for it is refused, and is not taken for clean", async () => {
  const refused = { name: "ScanRefusedError" }
  await expect(scan(randomBytes(8 * 1024 * 1024))).rejects.toMatchObject(refused)
  clamd.behave = (_contents, socket) => socket.end("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0")
  await expect(scan()).rejects.toMatchObject(refused)
})

test.each([
  ["hangs up without a word", (_: Buffer, socket) => socket.destroy()],
  ["hangs up in the middle of its answer", (_: Buffer, socket) => socket.end("stream: O")],
  ["answers what nobody understands", (_: Buffer, socket) => socket.end("fine, I think\0")],
  ["fails", (_: Buffer, socket) => socket.end("stream: Can't allocate memory ERROR\0")],
  ["says OK to something else", (_: Buffer, socket) => socket.end("stream: OK FOUND OK\0")],
  ["answers without an end", (_: Buffer, socket) => socket.write("x".repeat(5000))],
] satisfies [string, ClamdServer["behave"]][])("one that %s lets nothing through", async (_how, behave) => {
  clamd.behave = behave
  await expect(scan()).rejects.toMatchObject(away)
})

test("one that says nothing is given up, and one that is told to stop stops", async () => {
  clamd.behave = () => {}
  await expect(scan(clean, 50)).rejects.toMatchObject(away)
  const stop = new AbortController()
  const reason = new Error("shutting down")
  clamd.behave = () => stop.abort(reason)
  await expect(createClamdScanner(here()).scan(clean, stop.signal)).rejects.toBe(reason)
  await expect(createClamdScanner(here()).scan(clean, stop.signal)).rejects.toBe(reason)
})

test("where nobody listens it is away, and where somebody else listens it is not clamd", async () => {
  const gone = await startClamd()
  await gone.close()
  const scanner = createClamdScanner({ host: "127.0.0.1", port: gone.port })
  await expect(scanner.scan(clean, signal)).rejects.toMatchObject(away)
  await expect(scanner.check()).rejects.toMatchObject(away)
})

test("without one nothing is found", async () => {
  const none = createNoScanner()
  expect([none.isOn, await none.scan(Buffer.from(harmlessVirus), signal)]).toEqual([false, null])
})

test("addresses are read, and what is none is refused", () => {
  expect(parseClamdAddress("clamav:3310")).toEqual({ host: "clamav", port: 3310 })
  expect(parseClamdAddress("[::1]:3310")).toEqual({ host: "::1", port: 3310 })
  expect(parseClamdAddress("unix:/run/clamav/clamd.ctl")).toEqual({ path: "/run/clamav/clamd.ctl" })
  for (const wrong of ["", "clamav", "clamav:0", "clamav:70000", "unix:relative", "http://clamav:3310", "a b:1"])
    expect(parseClamdAddress(wrong), wrong).toBeUndefined()
})
