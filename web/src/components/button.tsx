import { createLink } from "@tanstack/react-router"
import type { LucideIcon } from "lucide-react"
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from "react"
import { classNames } from "./class-names.ts"
import { Kbd } from "./kbd.tsx"

interface Look {
  /** One `primary` a screen. */
  variant?: "plain" | "primary" | "ghost" | "danger"
  size?: "normal" | "large"
  isWide?: boolean
  icon?: LucideIcon
  /** Shown as a key cap. Registering the shortcut is the screen's part. */
  keys?: string
  children?: ReactNode
}

export type ButtonProps = Look &
  ButtonHTMLAttributes<HTMLButtonElement> & {
    /** Its work is under way: it stays focusable and says so, but does nothing. */
    isBusy?: boolean
    ref?: Ref<HTMLButtonElement>
  }

function lookOf({ variant = "plain", size = "normal", isWide }: Look, className: string | undefined): string {
  return classNames(
    "btn",
    variant === "primary" && "btn-primary",
    variant === "ghost" && "btn-ghost",
    variant === "danger" && "btn-danger",
    size === "large" && "btn-lg",
    isWide && "btn-wide",
    className,
  )
}

function Content({ icon: Icon, keys, children }: Look) {
  return (
    <>
      {Icon && <Icon className="i i-s" aria-hidden="true" />}
      {children}
      {keys && <Kbd keys={keys} />}
    </>
  )
}

export function Button({
  variant,
  size,
  isWide,
  icon,
  keys,
  isBusy,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const look: Look = { ...(variant && { variant }), ...(size && { size }), ...(isWide && { isWide }) }
  return (
    <button
      type="button"
      {...rest}
      className={lookOf(look, className)}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      <Content {...(icon && { icon })} {...(keys && { keys })}>
        {children}
      </Content>
    </button>
  )
}

/** A button that shows an icon alone; `label` is its name and its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  className,
  ...rest
}: Omit<ButtonProps, "icon" | "children" | "variant" | "size" | "isWide" | "isBusy"> & {
  icon: LucideIcon
  label: string
}) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames("btn btn-ghost btn-icon", className)}
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
    >
      <Icon className="i" aria-hidden="true" />
    </button>
  )
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }

function Anchor({ variant, size, isWide, icon, keys, className, children, ...rest }: AnchorProps) {
  const look: Look = { ...(variant && { variant }), ...(size && { size }), ...(isWide && { isWide }) }
  return (
    <a {...rest} className={lookOf(look, className)}>
      <Content {...(icon && { icon })} {...(keys && { keys })}>
        {children}
      </Content>
    </a>
  )
}

/** Looks like a button, goes somewhere: typed like the router's `Link`. */
export const ButtonLink = createLink(Anchor)
