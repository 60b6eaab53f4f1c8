import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"

/**
 * A row with a fact about it in the page margin (minutes, a page number). Put one link into it and set `isLink`: the
 * whole row then answers to it. Renders as `li` inside a list, as `div` else.
 */
export function MarginRow({
  as: Element = "li",
  at,
  children,
  end,
  isLink = false,
  className,
}: {
  as?: "li" | "div"
  at: ReactNode
  children: ReactNode
  end?: ReactNode
  isLink?: boolean
  className?: string
}) {
  return (
    <Element className={classNames("margin-row", isLink && "row-link", className)}>
      <span className="at">{at}</span>
      <div>{children}</div>
      {end}
    </Element>
  )
}
