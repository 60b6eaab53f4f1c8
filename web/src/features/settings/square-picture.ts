import { Problem } from "../../lib/problem.ts"
import { words } from "./words.ts"

const SIDE = 512

/**
 * The middle of a picture as a square of 512 pixels, upright whatever way the camera was held. An animation goes as it is, since drawing
 * it would stop it. @throws Problem when the browser cannot read it
 */
export async function squarePicture(file: File): Promise<Blob> {
  if (file.type === "image/gif") return file
  const picture = await createImageBitmap(file).catch(() => {
    throw new Problem({ type: "picture-broken", status: 422, title: words.pictureUnreadable })
  })
  const side = Math.min(picture.width, picture.height)
  const shown = Math.min(side, SIDE)
  const canvas = document.createElement("canvas")
  canvas.width = shown
  canvas.height = shown
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2]
  canvas.getContext("2d")?.drawImage(picture, left, top, side, side, 0, 0, shown, shown)
  picture.close()
  // What cannot be written as WebP is written as PNG.
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/webp", 0.9))
}
