import { type RefObject, useEffect, useRef, useState } from "react"
import type { TextRange } from "./passage-link.ts"
import { offsetAt } from "./text-position.ts"

export interface Selected extends TextRange {
  /** The text itself, without white space at its ends. */
  text: string
  /** Where it stands, measured from the corner of the text column. */
  box: { left: number; top: number; bottom: number }
}

/** Selecting by keyboard or by the handles of a phone goes on for a while: wait for its end. */
const settleMs = 250

/** What is selected of the material's text, as offsets; undefined for nothing, and for what lies elsewhere on the page. */
export function useSelection(
  leaf: RefObject<HTMLElement | null>,
  textBetween: (start: number, end: number) => string,
): { selected: Selected | undefined; clear: () => void } {
  const [selected, setSelected] = useState<Selected>()
  const latest = useRef(textBetween)
  latest.current = textBetween
  const readSoon = useRef(() => {})
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isPressed = false
    const read = (): void => setSelected(isPressed ? undefined : readSelection(leaf.current, latest.current))
    const onChange = (): void => {
      clearTimeout(timer)
      timer = setTimeout(read, settleMs)
    }
    const onDown = (event: PointerEvent): void => {
      isPressed = event.pointerType === "mouse" && leaf.current?.contains(event.target as Node) === true
    }
    const onUp = (): void => {
      if (!isPressed) return
      isPressed = false
      clearTimeout(timer)
      // The click that ends a selection may be the one that takes it away.
      timer = setTimeout(read)
    }
    readSoon.current = onChange
    document.addEventListener("selectionchange", onChange)
    document.addEventListener("pointerdown", onDown)
    document.addEventListener("pointerup", onUp)
    return () => {
      clearTimeout(timer)
      document.removeEventListener("selectionchange", onChange)
      document.removeEventListener("pointerdown", onDown)
      document.removeEventListener("pointerup", onUp)
    }
  }, [leaf])
  // Text that is added above moves what is selected, which the browser tells nobody.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new function means other text on the page.
  useEffect(() => {
    if (getSelection()?.isCollapsed === false) readSoon.current()
  }, [textBetween])
  return {
    selected,
    clear() {
      getSelection()?.removeAllRanges()
      setSelected(undefined)
    },
  }
}

function readSelection(
  leaf: HTMLElement | null,
  textBetween: (start: number, end: number) => string,
): Selected | undefined {
  const selection = getSelection()
  if (!leaf || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!leaf.contains(range.startContainer)) return undefined
  const start = offsetAt(leaf, range.startContainer, range.startOffset, "start")
  // A selection that runs out of the text ends with it.
  const isInside = leaf.contains(range.endContainer)
  const end = isInside
    ? offsetAt(leaf, range.endContainer, range.endOffset, "end")
    : offsetAt(leaf, leaf, leaf.childNodes.length, "end")
  if (start === undefined || end === undefined || end <= start) return undefined
  const text = textBetween(start, end)
  const trimmed = text.trim()
  if (trimmed === "") return undefined
  const skipped = text.length - text.trimStart().length
  const own = leaf.getBoundingClientRect()
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0)
  const [first, last] = [boxes[0], boxes.at(-1)]
  if (!first || !last) return undefined
  return {
    start: start + skipped,
    end: start + skipped + trimmed.length,
    text: trimmed,
    box: {
      left: (first.left + first.right) / 2 - own.left,
      top: first.top - own.top,
      bottom: last.bottom - own.top,
    },
  }
}
