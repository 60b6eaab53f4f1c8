import { createBuiltInModels } from "../server/platform/models/built-in-models.ts"
import type { Models } from "../server/platform/models/index.ts"
import { UnavailableError } from "../server/shared/errors.ts"

/** A short chapter of three sections, in Markdown. */
export const chapter = `# The heart

The heart pumps blood through the body. It has four chambers and four valves, which open and close with every beat.

## Valves

The **mitral valve** lies between the left atrium and the left ventricle. The mitral valve has two leaflets.
The aortic valve opens when the ventricle contracts, and blood leaves the left ventricle through the aorta.

## Rhythm

- The sinus node sets the rhythm of the heart.
- The atrioventricular node delays the impulse before it reaches the ventricles.
`

/** A PDF with one line of text a page, as small as it can be. */
export function tinyPdf(pages: readonly string[]): Uint8Array {
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(" ")
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages.flatMap((text, i) => {
      const stream = `BT /F1 12 Tf 72 720 Td (${text.replace(/[\\()]/g, "\\$&")}) Tj ET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ]
    }),
  ]
  let body = "%PDF-1.4\n"
  const offsets = objects.map((object, i) => {
    const at = body.length
    body += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const entries = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + xref + trailer, "latin1")
}

/** A model that gives every text a vector of its length, or is never there. */
export function embeddingModels({ failing }: { failing: boolean }): Models {
  const builtIn = createBuiltInModels()
  return {
    ...builtIn,
    capabilities: { ...builtIn.capabilities, embeddings: true },
    embeddingModel: { name: "length", dimensions: 2 },
    async embed(texts) {
      if (failing) throw new UnavailableError("model-unavailable", "The model is not there.")
      const vectors = texts.map((text) => [Math.cos(text.length), Math.sin(text.length)])
      return { vectors, usage: { inputTokens: 0, outputTokens: 0 } }
    },
  }
}
