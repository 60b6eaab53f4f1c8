import { type ReactNode, useState } from "react"
import { Tag } from "../../components/chip.tsx"
import { formatBytes, formatDate, formatNumber, formatPercent, languageName } from "../../lib/format.ts"
import type { Material } from "./material-queries.ts"
import { TagsDialog } from "./tags-dialog.tsx"
import { words } from "./words.ts"

const say = words.details

/** What a material is made of, in figures. What is not known or zero by nature is left out. */
export function DetailsFigures({ material }: { material: Material }) {
  const { format, pageCount, language, createdAt, fileName, fileSize } = material
  const figures: [string, ReactNode][] = [
    [format === "pptx" ? say.slides : say.pages, pageCount !== null && formatNumber(pageCount)],
    [say.words, formatNumber(material.wordCount)],
    [say.sections, formatNumber(material.sectionCount)],
    [say.passages, formatNumber(material.chunkCount)],
    [say.questions, formatNumber(material.questionCount)],
    [say.cards, formatNumber(material.cardCount)],
    [say.readShare, formatPercent(material.progress.readShare)],
    [say.language, language !== null && languageName(language)],
    [say.added, formatDate(new Date(createdAt), { day: "numeric", month: "short", year: "numeric" })],
    [say.source, material.sourceUrl !== null && <SourceLink url={material.sourceUrl} />],
    [say.file, [fileName, formatBytes(fileSize)].filter(Boolean).join(", ")],
  ]
  return (
    <section aria-labelledby="figures-title">
      <div className="sec-head">
        <h2 id="figures-title">{say.figures}</h2>
      </div>
      <dl className="figures">
        {figures.map(
          ([name, value]) =>
            value !== false && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}

/** Only addresses of the web become links, whatever the server says. */
function SourceLink({ url }: { url: string }) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol !== "https:" && parsed?.protocol !== "http:") return url
  return (
    <a className="source-link" href={parsed.href} target="_blank" rel="noopener noreferrer">
      {parsed.hostname}
    </a>
  )
}

export function DetailsTags({ material, canEdit }: { material: Material; canEdit: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-labelledby="tags-title">
      <div className="sec-head">
        <h2 id="tags-title">{words.menu.tags}</h2>
        {canEdit && (
          <button className="link small" type="button" onClick={() => setOpen(true)}>
            {say.editTags}
          </button>
        )}
      </div>
      {material.tags.length === 0 ? (
        <p className="small quiet">{say.noTags}</p>
      ) : (
        <ul className="tag-list">
          {material.tags.map(({ tag }) => (
            <li key={tag}>
              <Tag>{tag}</Tag>
            </li>
          ))}
        </ul>
      )}
      {isOpen && <TagsDialog material={material} onClose={() => setOpen(false)} />}
    </section>
  )
}
