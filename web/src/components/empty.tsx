import type { ReactNode } from "react"

/** What goes here, why it is empty, and one next step. */
export function Empty({
  title,
  children,
  action,
  isScreen = false,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
  /** It stands for the whole screen: its title is the page's heading. */
  isScreen?: boolean
}) {
  const Title = isScreen ? "h1" : "h2"
  return (
    <div className="empty">
      <Title>{title}</Title>
      <p>{children}</p>
      {action}
    </div>
  )
}
