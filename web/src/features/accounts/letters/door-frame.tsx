import { Link } from "@tanstack/react-router"
import { type ReactNode, useEffect, useRef } from "react"
import { useScreenTitle } from "../../../app/screen-title.ts"
import { Brand } from "../../../components/brand.tsx"
import { DoorHead } from "../door-head.tsx"
import "../accounts.css"
import "./letters.css"

/** A sheet before the door: for guests and members alike. */
export function DoorFrame({ title, children }: { title: string; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  useScreenTitle(title)
  // Whoever came by a link of the page was on it, and it is gone.
  useEffect(() => {
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main className="door" id="main" ref={main} tabIndex={-1}>
      <DoorHead>
        <Link className="brand" to="/" aria-label="StudyIn">
          <Brand />
        </Link>
      </DoorHead>
      <section className="sheet sheet-pad door-form door-alone" aria-labelledby="door-title">
        <h1 id="door-title">{title}</h1>
        {children}
      </section>
    </main>
  )
}
