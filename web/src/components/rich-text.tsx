import { Fragment, type ReactNode, useMemo } from "react"
import { type Block, type Inline, parseBlocks, parseInline } from "./rich-text-blocks.ts"

type RenderCite = (number: number) => ReactNode

/** A learner's or a model's text with the safe part of Markdown. `cite` draws "[1]"; without it the text stands. */
export function RichText({ text, cite }: { text: string; cite?: RenderCite }) {
  const blocks = useMemo(() => parseBlocks(text), [text])
  return (
    <div className="rich">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one text have no other identity, and none moves.
        <Fragment key={index}>{drawBlock(block, cite)}</Fragment>
      ))}
    </div>
  )
}

/** The same for one line: no blocks, only inline marks. */
export function RichLine({ text, cite }: { text: string; cite?: RenderCite }) {
  const inline = useMemo(() => parseInline(text), [text])
  return <>{drawInline(inline, cite)}</>
}

function drawBlock(block: Block, cite: RenderCite | undefined): ReactNode {
  switch (block.kind) {
    case "code":
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      )
    case "heading":
      // A text inside a screen must not compete with the screen's own headings.
      return <p className="strong">{drawInline(block.children, cite)}</p>
    case "quote":
      return <blockquote>{drawInline(block.children, cite)}</blockquote>
    case "list": {
      const List = block.isOrdered ? "ol" : "ul"
      return (
        <List>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items of one text never move.
            <li key={index}>{drawInline(item, cite)}</li>
          ))}
        </List>
      )
    }
    default:
      return <p>{drawInline(block.children, cite)}</p>
  }
}

function drawInline(parts: Inline[], cite: RenderCite | undefined): ReactNode {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line never move.
    <Fragment key={index}>{drawPart(part, cite)}</Fragment>
  ))
}

function drawPart(part: Inline, cite: RenderCite | undefined): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text
    case "code":
      return <code>{part.text}</code>
    case "strong":
      return <strong>{drawInline(part.children, cite)}</strong>
    case "emphasis":
      return <em>{drawInline(part.children, cite)}</em>
    case "sub":
      return <sub>{drawInline(part.children, cite)}</sub>
    case "sup":
      return <sup>{drawInline(part.children, cite)}</sup>
    case "link":
      return (
        <a href={part.href} target="_blank" rel="noreferrer">
          {drawInline(part.children, cite)}
        </a>
      )
    case "cite":
      return cite ? cite(part.number) : `[${part.number}]`
  }
}
