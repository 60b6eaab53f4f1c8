import { deflateSync } from "node:zlib"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { DomainError } from "../../../../shared/errors.ts"
import { readPicture } from "./read-picture.ts"

const SECRET = "GPS 52.5200 N 13.4050 E"

function pngChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length, 0)
  head.write(type, 4, "latin1")
  return Buffer.concat([head, data, Buffer.alloc(4)])
}

function png({ width = 2, height = 3 } = {}): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", size),
    pngChunk("tEXt", Buffer.from(`Comment\0${SECRET}`)),
    pngChunk("eXIf", Buffer.from(SECRET)),
    pngChunk("IDAT", deflateSync(Buffer.alloc(9))),
    pngChunk("IEND", Buffer.alloc(0)),
    Buffer.from(`PK archive behind the end ${SECRET}`),
  ])
}

function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

function jpeg({ width = 40, height = 30 } = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1")),
    jpegSegment(0xe1, Buffer.from(`Exif\0\0${SECRET}`)),
    jpegSegment(0xed, Buffer.from(`Photoshop 3.0\0${SECRET}`)),
    jpegSegment(0xfe, Buffer.from(SECRET)),
    jpegSegment(0xc0, frame),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(SECRET),
  ])
}

function gif({ width = 5, height = 4 } = {}): Buffer {
  const head = Buffer.from("GIF89a\0\0\0\0\0\0\0", "latin1")
  head.writeUInt16LE(width, 6)
  head.writeUInt16LE(height, 8)
  const blocks = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text), Buffer.from([0])])
  return Buffer.concat([
    head,
    Buffer.from([0x21, 0xfe]),
    blocks(SECRET),
    Buffer.from([0x21, 0xff]),
    Buffer.concat([Buffer.from([11]), Buffer.from("NETSCAPE2.0"), Buffer.from([3, 1, 0, 0, 0])]),
    Buffer.from([0x21, 0xff]),
    Buffer.concat([Buffer.from([11]), Buffer.from("XMP DataXMP"), blocks(SECRET)]),
    Buffer.from([0x2c, 0, 0, 0, 0, 5, 0, 4, 0, 0, 2]),
    blocks("\x4c\x01"),
    Buffer.from([0x3b]),
    Buffer.from(SECRET),
  ])
}

function webp({ width = 7, height = 8 } = {}): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 0, "latin1")
    head.writeUInt32LE(data.length, 4)
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
  }
  const extended = Buffer.alloc(10)
  extended[0] = 0x08 | 0x04 | 0x10
  extended.writeUIntLE(width - 1, 4, 3)
  extended.writeUIntLE(height - 1, 7, 3)
  const body = Buffer.concat([
    Buffer.from("WEBP"),
    chunk("VP8X", extended),
    chunk("VP8L", Buffer.from([0x2f, 1, 2, 3, 4, 5])),
    chunk("EXIF", Buffer.from(SECRET)),
    chunk("XMP ", Buffer.from(SECRET)),
  ])
  const head = Buffer.alloc(8)
  head.write("RIFF", 0, "latin1")
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.from(SECRET)])
}

const makers = { png, jpeg, gif, webp }

describe("reading a picture", () => {
  it.each(Object.entries(makers))("keeps what shows a %s and nothing that tells of its maker", (name, make) => {
    const original = make({ width: 12, height: 9 })
    expect(original.includes(SECRET)).toBe(true)
    const picture = readPicture(original)
    expect(picture).toMatchObject({ mediaType: `image/${name}`, width: 12, height: 9 })
    expect(Buffer.from(picture.bytes).includes(SECRET)).toBe(false)
    // Clean already: the same again.
    expect(Buffer.from(readPicture(picture.bytes).bytes).equals(picture.bytes)).toBe(true)
  })

  it("keeps the coded data of a JPEG to the byte, and the loop of a GIF", () => {
    expect(Buffer.from(readPicture(jpeg()).bytes).includes(Buffer.from([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4]))).toBe(
      true,
    )
    expect(Buffer.from(readPicture(gif()).bytes).includes("NETSCAPE2.0")).toBe(true)
  })

  it.each([
    ["a page", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")],
    ["a page that calls itself a picture", Buffer.from("<html>GIF89a")],
    ["nothing", Buffer.alloc(0)],
    ["a PDF", Buffer.from("%PDF-1.7")],
  ])("refuses %s", (_name, bytes) => {
    expect(() => readPicture(bytes)).toThrow(expect.objectContaining({ status: 415 }))
  })

  it.each(Object.entries(makers))("refuses a %s of more pixels than a browser should show", (_name, make) => {
    expect(() => readPicture(make({ width: 4097, height: 10 }))).toThrow(
      expect.objectContaining({ type: "picture-too-large" }),
    )
  })

  it.each(Object.entries(makers))("neither hangs nor breaks on a damaged %s", (_name, make) => {
    const original = make()
    fc.assert(
      fc.property(
        fc.nat(original.length),
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { maxLength: 8 }),
        (length, changes) => {
          const damaged = Buffer.from(original)
          for (const [at, value] of changes) damaged[at] = value
          try {
            const { bytes } = readPicture(damaged.subarray(0, length))
            expect(bytes.byteLength).toBeLessThanOrEqual(original.length + 2)
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
