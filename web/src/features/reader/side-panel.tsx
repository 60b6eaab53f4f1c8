import { ListChecks, MessageSquare, NotebookPen, TableOfContents } from "lucide-react"
import type { ReactNode } from "react"
import { Dialog } from "../../components/dialog.tsx"
import { Tabs } from "../../components/tabs.tsx"
import type { Material } from "../library/index.ts"
import { AskPanel } from "./ask-panel.tsx"
import { NotesPanel } from "./notes-panel.tsx"
import type { PanelName, Passage } from "./panel.ts"
import { QuestionsPanel } from "./questions-panel.tsx"
import type { Note, Outline, Place } from "./reader-queries.ts"
import type { NoteActions } from "./use-note-actions.ts"
import { words } from "./words.ts"

export type Sheet = PanelName | "outline"

interface PanelProps {
  place: Place
  material: Material
  outline: Outline
  sectionIndex: number
  notes: readonly Note[] | undefined
  noteActions: NoteActions
  aboutPassage: Passage | undefined
  onDropPassage: () => void
  noteDraft: Passage | undefined
  onEndDraft: () => void
  focusedNote: string | undefined
  onGoTo: (range: { start: number; end: number; number?: number }) => void
}

function panelOf(name: PanelName, props: PanelProps): ReactNode {
  if (name === "ask") return <AskPanel {...props} />
  return name === "notes" ? <NotesPanel {...props} /> : <QuestionsPanel {...props} />
}

/** Ask, notes and questions beside the text. */
export function SidePanel({
  panel,
  onPanel,
  ...props
}: PanelProps & { panel: PanelName; onPanel: (panel: PanelName) => void }) {
  const count = props.notes?.length
  return (
    <aside className="side" aria-label={words.panel}>
      <Tabs<PanelName>
        className="side-tabs"
        label={words.panel}
        value={panel}
        onChoose={onPanel}
        tabs={[
          { value: "ask", label: words.ask, content: panelOf("ask", props) },
          {
            value: "notes",
            label: words.notes,
            ...(count !== undefined && count > 0 && { count }),
            content: panelOf("notes", props),
          },
          { value: "questions", label: words.questions, content: panelOf("questions", props) },
        ]}
      />
    </aside>
  )
}

/** One of the panels, or the outline, over the text where there is no room beside it. */
export function SideSheet({
  sheet,
  outlinePanel,
  onClose,
  ...props
}: PanelProps & { sheet: Sheet; outlinePanel: ReactNode; onClose: () => void }) {
  return (
    <Dialog isOpen onClose={onClose} title={words[sheet]} place="side" className="reader-sheet">
      {sheet === "outline" ? outlinePanel : panelOf(sheet, props)}
    </Dialog>
  )
}

const places = [
  { sheet: "outline", icon: TableOfContents },
  { sheet: "ask", icon: MessageSquare },
  { sheet: "notes", icon: NotebookPen },
  { sheet: "questions", icon: ListChecks },
] as const

/** The panels on phones. */
export function PhoneBar({ onOpen, onPanel }: { onOpen: (sheet: Sheet) => void; onPanel: (panel: PanelName) => void }) {
  return (
    <nav className="phonebar" aria-label={words.phoneBar}>
      {places.map(({ sheet, icon: Icon }) => (
        <button
          key={sheet}
          type="button"
          aria-haspopup="dialog"
          onClick={() => {
            if (sheet !== "outline") onPanel(sheet)
            onOpen(sheet)
          }}
        >
          <Icon className="i" aria-hidden="true" />
          {words[sheet]}
        </button>
      ))}
    </nav>
  )
}
