import { Layers, Library, ListChecks, type LucideIcon, MessageSquare, Sun } from "lucide-react"
import { words } from "./words.ts"

export interface Place {
  to: string
  name: string
  icon: LucideIcon
  /** Second stroke after "g". */
  key: string
}

/** The five places of the navigation, in the order of the phone's bar. */
export const places: Place[] = [
  { to: "/", name: words.places.today, icon: Sun, key: "t" },
  { to: "/library", name: words.places.library, icon: Library, key: "l" },
  { to: "/practice", name: words.places.practice, icon: ListChecks, key: "p" },
  { to: "/review", name: words.places.review, icon: Layers, key: "r" },
  { to: "/ask", name: words.places.ask, icon: MessageSquare, key: "a" },
]
