import type { LucideIcon } from "lucide-react"
import type { ButtonHTMLAttributes, ReactNode } from "react"

/** A small action or filter. With `isPressed` it is a filter that is on or off. */
export function Chip({
  icon: Icon,
  isPressed,
  children,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { icon?: LucideIcon; isPressed?: boolean; children: ReactNode }) {
  return (
    <button type="button" {...rest} className="chip" aria-pressed={isPressed}>
      {Icon && <Icon className="i i-s" aria-hidden="true" />}
      {children}
    </button>
  )
}

/** A small fact: colour never stands alone, so a verdict carries an icon. */
export function Tag({
  icon: Icon,
  tone,
  children,
}: {
  icon?: LucideIcon
  tone?: "correct" | "wrong" | "ink"
  children: ReactNode
}) {
  return (
    <span className={tone ? `tag tag-${tone}` : "tag"}>
      {Icon && <Icon className="i i-s" aria-hidden="true" />}
      {children}
    </span>
  )
}
