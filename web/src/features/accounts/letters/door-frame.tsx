import { Link } from "@tanstack/react-router"
import { Contrast } from "lucide-react"
import type { ReactNode } from "react"
import { useScreenTitle } from "../../../app/screen-title.ts"
import { Brand } from "../../../components/brand.tsx"
import { IconButton } from "../../../components/button.tsx"
import { switchTheme } from "../../../lib/theme.ts"
import "../accounts.css"
import "./letters.css"

/** A sheet before the door: for guests and members alike. */
export function DoorFrame({ title, children }: { title: string; children: ReactNode }) {
  useScreenTitle(title)
  return (
    <main className="door" id="main">
      <div className="door-head">
        <Link className="brand" to="/" aria-label="StudyIn">
          <Brand />
        </Link>
        <IconButton icon={Contrast} label="Switch theme" onClick={switchTheme} />
      </div>
      <section className="sheet sheet-pad door-form door-alone" aria-labelledby="door-title">
        <h1 id="door-title">{title}</h1>
        {children}
      </section>
    </main>
  )
}
