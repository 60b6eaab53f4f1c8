import { generateKeyPairSync, sign } from "node:crypto"

/** A key and a certificate for `localhost`, made for one run of the tests: no private key is kept in the repository. */
export function selfSigned(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const ecdsaWithSha256 = sequence(objectId("2a8648ce3d040302"))
  const name = sequence(set(sequence(objectId("550403"), der(0x0c, Buffer.from("localhost")))))
  const [from, to] = [-1, 1].map((days) => utcTime(new Date(Date.now() + days * 86_400_000)))
  const certificate = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(from as Buffer, to as Buffer),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    // Subject alternative name: the DNS name.
    der(0xa3, sequence(sequence(objectId("551d11"), der(0x04, sequence(der(0x82, Buffer.from("localhost"))))))),
  )
  const signature = sign("sha256", certificate, privateKey)
  const whole = sequence(certificate, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
  }
}

/** Tag, length, content: the only rule of DER needed here. */
function der(tag: number, content: Buffer): Buffer {
  const n = content.length
  const length = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]) => der(0x31, Buffer.concat(parts))
const objectId = (hex: string) => der(0x06, Buffer.from(hex, "hex"))
const utcTime = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`))
