import { createLink } from "@tanstack/react-router"
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from "react"
import { words } from "./words.ts"

interface Place {
  /** Number of the citation within its answer; left out where there is only one source. */
  number?: number
  /** Page as printed. */
  page?: string | number
}

function faceOf({ number, page }: Place): string {
  return [number, page !== undefined && words.pageOf(String(page))].filter(Boolean).join(" · ") || "↗"
}

function nameOf({ number, page }: Place): string {
  return words.source(number, page === undefined ? undefined : String(page))
}

/** A page tab: opens its passage in place. `isCurrent` while that passage is shown. */
export function Cite({
  number,
  page,
  isCurrent,
  ...rest
}: Place & { isCurrent?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  const place: Place = { ...(number !== undefined && { number }), ...(page !== undefined && { page }) }
  return (
    <button type="button" {...rest} className="cite" aria-current={isCurrent ? "true" : undefined}>
      <span aria-hidden="true">{faceOf(place)}</span>
      <span className="sr">{nameOf(place)}</span>
    </button>
  )
}

function CiteAnchor({
  number,
  page,
  ...rest
}: Place & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "children"> & { ref?: Ref<HTMLAnchorElement> }) {
  const place: Place = { ...(number !== undefined && { number }), ...(page !== undefined && { page }) }
  return (
    <a {...rest} className="cite">
      <span aria-hidden="true">{faceOf(place)}</span>
      <span className="sr">{nameOf(place)}</span>
    </a>
  )
}

/** A page tab that leads to the reader: typed like the router's `Link`. */
export const CiteLink = createLink(CiteAnchor)
