import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto"
import { isoCBOR } from "@simplewebauthn/server/helpers"

/** What a test may have a passkey do that an honest one does not. */
interface Behaviour {
  origin?: string
  rpId?: string
  /** Whether the person proved who they are. Default true. */
  isVerified?: boolean
  /** Default: one more than last time. */
  count?: number
  userHandle?: string
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url")
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest()

/** An authenticator without hardware: makes a key, answers challenges, counts. As Chromium's virtual one, for tests without a browser. */
export function createSoftwarePasskey(site: { rpId: string; origin: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const credentialId = randomBytes(32)
  let counted = 0
  let handle: string | undefined

  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  function authenticatorData(rpId: string, isVerified: boolean, count: number, attested?: Uint8Array): Buffer {
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (attested === undefined ? 0 : 0x40)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(count)
    return Buffer.concat([sha256(rpId), Buffer.of(flags), counter, attested ?? Buffer.alloc(0)])
  }

  return {
    id: base64url(credentialId),
    /** RegistrationResponseJSON. */
    register(options: { challenge: string; user: { id: string } }, behaviour: Behaviour = {}) {
      handle = options.user.id
      const { x = "", y = "" } = publicKey.export({ format: "jwk" }) as { x?: string; y?: string }
      const key = new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Uint8Array.from(Buffer.from(x, "base64url"))],
        [-3, Uint8Array.from(Buffer.from(y, "base64url"))],
      ])
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, 32), credentialId, isoCBOR.encode(key)])
      const { rpId = site.rpId, origin = site.origin, isVerified = true, count = counted } = behaviour
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", Uint8Array.from(authenticatorData(rpId, isVerified, count, attested))],
      ])
      return {
        id: this.id,
        rawId: this.id,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", options.challenge, origin)),
          attestationObject: base64url(isoCBOR.encode(attestation as never)),
          transports: ["internal"],
        },
      }
    },
    /** AuthenticationResponseJSON. */
    answer(options: { challenge: string }, behaviour: Behaviour = {}) {
      const { rpId = site.rpId, origin = site.origin, isVerified = true, count = counted + 1 } = behaviour
      counted = count
      const client = clientData("webauthn.get", options.challenge, origin)
      const data = authenticatorData(rpId, isVerified, count)
      const signature = createSign("SHA256")
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey)
      return {
        id: this.id,
        rawId: this.id,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: behaviour.userHandle ?? handle,
        },
      }
    },
  }
}
