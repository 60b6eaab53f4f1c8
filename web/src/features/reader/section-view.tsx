import { memo, type ReactNode, useMemo } from "react"
import { classNames } from "../../components/class-names.ts"
import { cellsOf, groupBlocks, hasOwnLabel } from "./group-blocks.ts"
import { MarginMark } from "./margin-mark.tsx"
import type { TextRange } from "./passage-link.ts"
import type { Block, Note, SectionText } from "./reader-queries.ts"
import { cutIntoPieces, type MarginItem, type Mark } from "./text-pieces.ts"
import { words } from "./words.ts"

export interface Cited extends TextRange {
  /** Of the citation that was followed here. */
  number?: number | undefined
}

/** A section of the material's text. See text-position.ts for what `data-start` promises. */
export const SectionView = memo(function SectionView({
  content,
  headingLevel,
  pageBefore,
  notes,
  cited,
}: {
  content: SectionText
  headingLevel: number
  /** Page on which the section before ends, if it is on the page too. */
  pageBefore: number | undefined
  /** Those that touch this section. */
  notes: readonly Note[]
  cited: Cited | undefined
}) {
  const { section, text, blocks, pages, emphasis } = content
  const groups = useMemo(() => groupBlocks(blocks), [blocks])
  const marks = useMemo(
    (): Mark[] => [
      ...emphasis.map((range) => ({ ...range, kind: "emphasis" as const })),
      ...notes.map(({ id, start, end }) => ({ start, end, kind: "note" as const, noteId: id })),
      ...(cited ? [{ start: cited.start, end: cited.end, kind: "cited" as const }] : []),
    ],
    [emphasis, notes, cited],
  )
  const margin = useMemo(() => {
    const items: MarginItem[] = []
    for (const page of pages)
      if (page.number !== pageBefore) items.push({ kind: "page", at: page.start, number: page.number })
    for (const note of notes)
      if (note.body !== null && note.start >= section.start)
        items.push({ kind: "note", at: note.start, noteId: note.id })
    if (cited && cited.start >= section.start && cited.start < section.end)
      items.push({ kind: "cite", at: cited.start, number: cited.number })
    return items.sort((a, b) => a.at - b.at)
  }, [pages, pageBefore, notes, cited, section])

  const bodies = useMemo(() => new Map(notes.map(({ id, body }) => [id, body])), [notes])
  /** Ends of the blocks drawn so far: what lies between two blocks belongs to the second. */
  let reached = section.start
  const draw = (block: Block, Element: "p" | "li" | "h" | "blockquote"): ReactNode => {
    const from = reached
    reached = block.end
    const own = margin
      .filter(({ at }) => at >= from && at < block.end)
      .map((item) => ({ ...item, at: Math.max(item.at, block.start) }))
    const slice = text.slice(block.start - section.start, block.end - section.start)
    if (block.kind === "table" || block.kind === "code")
      return <Framed key={block.start} block={block} text={slice} marks={marks} items={own} bodies={bodies} />
    // One element for every level: what comes before may change the level, and must not draw the heading anew.
    const Tag = Element === "h" ? "h2" : Element
    return (
      <Tag
        key={block.start}
        className={classNames(
          Element === "h" ? "leaf-h" : "read",
          block.kind === "caption" && "leaf-caption",
          block.kind === "quote" && "leaf-quote",
          Element === "li" && hasOwnLabel(slice) && "has-label",
        )}
        data-block
        aria-level={Element === "h" ? headingLevel : undefined}
        data-level={Element === "h" ? section.level : undefined}
        style={Element === "li" ? ({ "--depth": (block.level ?? 1) - 1 } as React.CSSProperties) : undefined}
        data-start={block.start}
      >
        <Pieces text={slice} start={block.start} marks={marks} items={own} bodies={bodies} />
      </Tag>
    )
  }
  return (
    <section className="leaf-section" data-section={section.index} aria-label={section.title}>
      {groups.map((group) =>
        group.kind === "list" ? (
          <ul className="leaf-list" key={group.start}>
            {group.items.map((item) => draw(item, "li"))}
          </ul>
        ) : (
          draw(group.block, group.block.kind === "heading" ? "h" : group.block.kind === "quote" ? "blockquote" : "p")
        ),
      )}
    </section>
  )
})

interface PiecesProps {
  text: string
  start: number
  marks: readonly Mark[]
  items: readonly MarginItem[]
  bodies: ReadonlyMap<string, string | null>
}

function Pieces({ text, start, marks, items, bodies }: PiecesProps) {
  return cutIntoPieces(text, start, marks, items).map((piece) => {
    let drawn: ReactNode = piece.text
    if (piece.isEmphasis) drawn = <strong>{drawn}</strong>
    if (piece.noteId !== undefined) {
      drawn = (
        <span className="mine" data-note={piece.noteId}>
          {drawn}
        </span>
      )
    }
    if (piece.isCited) drawn = <mark className="mark">{drawn}</mark>
    return (
      <PieceAt key={piece.start} items={piece.marginItems} bodies={bodies}>
        {drawn}
      </PieceAt>
    )
  })
}

function PieceAt({
  items,
  bodies,
  children,
}: {
  items: readonly MarginItem[]
  bodies: PiecesProps["bodies"]
  children: ReactNode
}) {
  return (
    <>
      {items.map((item, index) => (
        <MarginMark
          key={`${item.kind} ${item.kind === "note" ? item.noteId : item.number}`}
          item={item}
          line={index}
          body={item.kind === "note" ? (bodies.get(item.noteId) ?? "") : ""}
        />
      ))}
      {children}
    </>
  )
}

/** Tables and code may be wider than the page: they scroll for themselves, with what belongs to the margin before them. */
function Framed({
  block,
  text,
  marks,
  items,
  bodies,
}: Pick<PiecesProps, "text" | "marks" | "items" | "bodies"> & { block: Block }) {
  const plain = { marks, items: [], bodies }
  return (
    <div className="leaf-framed" data-block>
      <PieceAt items={items} bodies={bodies}>
        {/* biome-ignore lint/a11y/useSemanticElements: a section would be one more landmark for each table. */}
        <div
          className="leaf-wide"
          role="group"
          aria-label={block.kind === "table" ? words.tableLabel : words.codeLabel}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
        >
          {block.kind === "code" ? (
            <pre>
              <code data-start={block.start}>
                <Pieces text={text} start={block.start} {...plain} />
              </code>
            </pre>
          ) : (
            <table>
              <tbody>
                {cellsOf(text, block.start).map((row, index, rows) => (
                  <tr key={row[0]?.start}>
                    {row.map((cell) => {
                      const Cell = index === 0 && rows.length > 1 ? "th" : "td"
                      return (
                        <Cell key={cell.start} data-start={cell.start} {...(Cell === "th" && { scope: "col" })}>
                          <Pieces text={cell.text} start={cell.start} {...plain} />
                        </Cell>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </PieceAt>
    </div>
  )
}
