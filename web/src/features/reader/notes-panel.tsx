import { Pencil, Trash2 } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { IconButton } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { formatMoment } from "../../lib/format.ts"
import { NoteForm } from "./note-form.tsx"
import type { Passage } from "./panel.ts"
import type { Note } from "./reader-queries.ts"
import type { NoteActions } from "./use-note-actions.ts"
import { words } from "./words.ts"

const say = words.notePanel

/** The learner's notes and highlights in reading order; a new note is written at the top. */
export function NotesPanel({
  notes,
  noteActions,
  noteDraft,
  onEndDraft,
  focusedNote,
  onGoTo,
}: {
  notes: readonly Note[] | undefined
  noteActions: NoteActions
  noteDraft: Passage | undefined
  onEndDraft: () => void
  /** Pressed in the text: brought into sight here. */
  focusedNote: string | undefined
  onGoTo: (range: { start: number; end: number }) => void
}) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (focusedNote === undefined) return
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(focusedNote)}"]`)
    row?.scrollIntoView({ block: "nearest" })
    row?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true })
  }, [focusedNote])
  return (
    <div className="panel-body">
      {noteDraft && (
        <section className="note-new" aria-label={say.new} key={`${noteDraft.start}-${noteDraft.end}`}>
          <q className="mine note-quote">{noteDraft.text}</q>
          <NoteForm
            body=""
            onCancel={onEndDraft}
            onSave={(body) => {
              const { start, end, text } = noteDraft
              noteActions.add({ kind: "note", start, end, body }, text)
              onEndDraft()
            }}
          />
        </section>
      )}
      {!notes ? (
        <SkeletonScreen label={say.loading}>
          <SkeletonLines widths={["80%", "60%", "70%"]} />
        </SkeletonScreen>
      ) : notes.length === 0 ? (
        !noteDraft && <Empty title={say.empty}>{say.emptySay}</Empty>
      ) : (
        <ul className="list" aria-label={say.list} ref={list}>
          {notes.map((note) => (
            <NoteRow key={note.id} note={note} noteActions={noteActions} onGoTo={onGoTo} />
          ))}
        </ul>
      )}
    </div>
  )
}

function NoteRow({
  note,
  noteActions,
  onGoTo,
}: {
  note: Note
  noteActions: NoteActions
  onGoTo: (range: { start: number; end: number }) => void
}) {
  const { id, quote, body, isAnchored, pageNumber, createdAt } = note
  const [isEditing, setEditing] = useState(false)
  const short = quote.length > 60 ? `${quote.slice(0, 60)}…` : quote
  const facts = [pageNumber !== null && words.page(pageNumber), formatMoment(new Date(createdAt))].filter(Boolean)
  return (
    <li className="note-row" data-row={id}>
      {isAnchored ? (
        <button className="note-quote note-go" type="button" onClick={() => onGoTo(note)}>
          <span className="mine">{quote}</span>
        </button>
      ) : (
        <p className="note-quote">{quote}</p>
      )}
      {isEditing ? (
        <NoteForm
          body={body ?? ""}
          onCancel={() => setEditing(false)}
          onSave={(text) => {
            noteActions.edit(id, text)
            setEditing(false)
          }}
        />
      ) : (
        body !== null && <p className="note-body">{body}</p>
      )}
      {!isAnchored && <p className="small soft">{say.lost}</p>}
      {!isEditing && (
        <div className="note-foot">
          <span className="small quiet grow">{facts.join(", ")}</span>
          <IconButton icon={Pencil} label={say.editThis(short)} onClick={() => setEditing(true)} />
          <IconButton icon={Trash2} label={say.removeThis(short)} onClick={() => noteActions.remove(note)} />
        </div>
      )}
    </li>
  )
}
