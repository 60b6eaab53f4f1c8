import { stat } from "node:fs/promises"
import { newId } from "../../shared/ids.ts"
import { expectThat, type Walk } from "./walk.ts"

interface Outline {
  charCount: number
  sections: { index: number; start: number; end: number; wordCount: number }[]
}

/** Reads every section, as somebody who pages through all of it would, and reports the first one as read. */
export async function readMaterial(walk: Walk, file: string): Promise<void> {
  const { client, path } = walk
  const { charCount, sections } = await client.get<Outline>(`${path}/outline`)
  const pieces: string[] = []
  let at = 0
  for (const { index, start, end } of sections) {
    const { text } = await client.get<{ text: string }>(`${path}/sections/${index}`)
    expectThat(
      walk,
      start === at && text.length === end - start,
      `section ${index} does not begin where the one before ends`,
    )
    pieces.push(text)
    at = end
  }
  walk.text = pieces.join("")
  expectThat(walk, sections.length > 0 && at === charCount, `the sections end at ${at}, the text at ${charCount}`)

  const original = await client.download(`${path}/file`)
  expectThat(walk, original.byteLength === (await stat(file)).size, "the original file does not come back whole")

  const first = sections.find(({ wordCount }) => wordCount > 0)
  if (first === undefined) return
  const report = { interactionId: newId(), sectionIndex: first.index, furthestChar: first.end, durationMs: 20_000 }
  const standing = await client.send<{ readShare: number }>("PUT", `${path}/progress`, report)
  expectThat(walk, standing.readShare === 1, `a section read to its end counts as ${standing.readShare} read`)
}
