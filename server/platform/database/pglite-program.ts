import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { cachedDataVersionTag, setFlagsFromString } from "node:v8"

/** Ahead of the machine code in its file: SHA-256 of it. V8 believes what it is given. */
const HASH_BYTES = 32
const CODE_DIR = fileURLToPath(new URL("../../../.cache/database-code", import.meta.url))

/** V8 optimises a function that has run for this long (roughly bytes executed); what is collected need not run for minutes. */
const EAGER_BUDGET = 1_000_000
const USUAL_BUDGET = 13_000_000
const SETTLED_AFTER_MS = 1500
const SETTLES_WITHIN_MS = 90_000

// Kept for the life of the process: a worker that is opened again finds the code already compiled and optimised.
let program: Promise<object> | undefined

/**
 * PGlite's program (a WebAssembly.Module) for all workers of the process: with the machine code that was kept for exactly
 * this program, V8, processor and flags where there is some, else compiled by V8 bit by bit as it is used.
 */
export function pgliteProgram(): Promise<object> {
  program ??= loadProgram(CODE_DIR).then((loaded) => loaded.program)
  return program
}

export async function loadProgram(codeDir: string): Promise<{ program: object; hasKeptCode: boolean }> {
  const source = await readSource()
  const kept = await readKept(join(codeDir, nameOf(source)), source)
  return { program: kept ?? (await compile(source)), hasKeptCode: kept !== undefined }
}

/** PGlite's program, whose functions V8 optimises early, and what writes the code of those that it has optimised. */
export interface CollectedCode {
  program: object
  /** @returns the file's path */
  keep(): Promise<string>
}

/**
 * From now on optimises PGlite's functions early, in all databases of the process.
 * @throws when one has been opened already
 */
export async function collectCode(): Promise<CollectedCode> {
  if (program !== undefined) throw new Error("The embedded database runs already, and not for its code to be collected")
  const collected = compileForKeeping(CODE_DIR)
  program = collected.then((code) => code.program)
  return collected
}

export async function compileForKeeping(codeDir: string): Promise<CollectedCode> {
  const source = await readSource()
  setFlagsFromString(`--wasm-tiering-budget=${EAGER_BUDGET}`)
  const compiled = await compile(source).finally(() => setFlagsFromString(`--wasm-tiering-budget=${USUAL_BUDGET}`))
  return {
    program: compiled,
    async keep() {
      const code = await settledCode(compiled)
      const path = join(codeDir, nameOf(source))
      const draft = `${path}.${process.pid}`
      await mkdir(codeDir, { recursive: true })
      try {
        await writeFile(draft, Buffer.concat([hashOf(code), code]))
        await rename(draft, path)
      } finally {
        await rm(draft, { force: true })
      }
      return path
    },
  }
}

/** V8 optimises in threads of its own: what is waiting is waited for. */
async function settledCode(of: object): Promise<Uint8Array> {
  const endsAt = performance.now() + SETTLES_WITHIN_MS
  let code = serialize(of)
  for (;;) {
    await sleep(SETTLED_AFTER_MS)
    const next = serialize(of)
    if (next.length === code.length || performance.now() > endsAt) return next
    code = next
  }
}

async function readKept(path: string, source: Uint8Array): Promise<object | undefined> {
  if (!existsSync(path)) return undefined
  const file = await readFile(path)
  const code = new Uint8Array(file.subarray(HASH_BYTES))
  if (!hashOf(code).equals(file.subarray(0, HASH_BYTES))) return undefined
  return deserialize(code, source)
}

async function readSource(): Promise<Uint8Array<ArrayBuffer>> {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite")
  return new Uint8Array(await readFile(join(dirname(entry), "pglite.wasm")))
}

async function compile(source: Uint8Array): Promise<object> {
  // Node's types leave WebAssembly to the browser's.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { compile(bytes: Uint8Array): Promise<object> } }
  return WebAssembly.compile(source)
}

/** Everything the machine code depends on; the tag is V8's own, of its version, its flags and the processor's abilities. */
function nameOf(source: Uint8Array): string {
  const tag = `${process.platform} ${process.arch} ${process.version} ${cachedDataVersionTag()}`
  return createHash("sha256").update(source).update(tag).digest("hex").slice(0, 24)
}

function hashOf(code: Uint8Array): Buffer {
  return createHash("sha256").update(code).digest()
}

function serialize(module: object): Uint8Array {
  const buffer = callV8("(module) => %SerializeWasmModule(module)", module) as ArrayBuffer
  return new Uint8Array(buffer)
}

/** Undefined when V8 finds that the code is not its own. */
function deserialize(code: Uint8Array<ArrayBuffer>, source: Uint8Array): object | undefined {
  return callV8("(code, source) => %DeserializeWasmModule(code, source)", code.buffer, source) as object | undefined
}

/**
 * Browsers keep compiled WebAssembly; Node offers no way to, but V8's functions for it are there, behind a flag that is on only
 * while this line is read and run.
 */
function callV8(source: string, ...operands: unknown[]): unknown {
  setFlagsFromString("--allow-natives-syntax")
  try {
    return new Function(`return (${source})`)()(...operands)
  } finally {
    setFlagsFromString("--no-allow-natives-syntax")
  }
}
