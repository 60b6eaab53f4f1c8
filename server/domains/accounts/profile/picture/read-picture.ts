import { InvalidError, UnsupportedError } from "../../../../shared/errors.ts"
import { cleanGif } from "./clean-gif.ts"
import { cleanJpeg } from "./clean-jpeg.ts"
import { cleanPng } from "./clean-png.ts"
import { cleanWebp } from "./clean-webp.ts"
import { type Picture, PictureFault } from "./picture.ts"

/** Beyond it a small file may unpack to more than a browser should be asked to show. */
const MOST_PIXELS_A_SIDE = 4096

/**
 * Reads a picture by what it contains, whatever it is called, and takes out all that is not needed to show it: where and with what it was
 * taken, comments, files hidden behind its end. The image data itself is not decoded.
 * @throws UnsupportedError for anything but PNG, JPEG, WebP and GIF; InvalidError for a broken or too large one
 */
export function readPicture(bytes: Uint8Array): Picture {
  const clean = cleanerFor(bytes)
  if (clean === undefined)
    throw new UnsupportedError(
      "picture-unsupported",
      "This is no picture StudyIn can show. Choose a PNG, JPEG, WebP or GIF.",
    )
  const picture = readWith(clean, bytes)
  const longest = Math.max(picture.width, picture.height)
  if (Math.min(picture.width, picture.height) < 1)
    throw new InvalidError("picture-broken", "This picture is empty. Choose another one.")
  if (longest > MOST_PIXELS_A_SIDE)
    throw new InvalidError(
      "picture-too-large",
      `This picture has ${longest} pixels on its longer side. Choose one with ${MOST_PIXELS_A_SIDE} at most.`,
    )
  return picture
}

/** What a picture that was stored clean is; for the header of its answer. */
export function mediaTypeOf(head: Uint8Array): Picture["mediaType"] | undefined {
  const start = Buffer.from(head.subarray(0, 12)).toString("latin1")
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "image/png"
  if (start.startsWith("\xff\xd8\xff")) return "image/jpeg"
  if (/^GIF8[79]a/.test(start)) return "image/gif"
  if (start.startsWith("RIFF") && start.slice(8) === "WEBP") return "image/webp"
  return undefined
}

const cleaners = { "image/png": cleanPng, "image/jpeg": cleanJpeg, "image/gif": cleanGif, "image/webp": cleanWebp }

function cleanerFor(bytes: Uint8Array): ((bytes: Uint8Array) => Picture) | undefined {
  const type = mediaTypeOf(bytes)
  return type && cleaners[type]
}

function readWith(clean: (bytes: Uint8Array) => Picture, bytes: Uint8Array): Picture {
  try {
    return clean(bytes)
  } catch (error) {
    if (error instanceof PictureFault)
      throw new InvalidError("picture-broken", "This picture is damaged. Save it anew, or choose another one.")
    throw error
  }
}
