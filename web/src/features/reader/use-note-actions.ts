import { useMutation, useQueryClient } from "@tanstack/react-query"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { type Note, notesQuery, type Place } from "./reader-queries.ts"
import { words } from "./words.ts"

export interface NewNote {
  kind: Note["kind"]
  start: number
  end: number
  body: string | null
}

export type NoteActions = ReturnType<typeof useNoteActions>

/** Highlights and notes appear at once; if the server refuses one it goes again and a line says why. */
export function useNoteActions(place: Place) {
  const queryClient = useQueryClient()
  const { queryKey } = notesQuery(place)
  const path = { ownerId: place.ownerId, id: place.materialId }

  async function change(next: (notes: Note[]) => Note[]) {
    await queryClient.cancelQueries({ queryKey })
    const before = queryClient.getQueryData(queryKey)
    queryClient.setQueryData(queryKey, (data) => ({ items: next(data?.items ?? []) }))
    return { before }
  }
  type Context = Awaited<ReturnType<typeof change>>
  const options = {
    onError(error: unknown, _: unknown, context: Context | undefined) {
      queryClient.setQueryData(queryKey, context?.before)
      showToast({ text: describeError(error).say })
    },
    onSettled: () => void queryClient.invalidateQueries({ queryKey }),
  }

  const add = useMutation({
    mutationFn: ({ id, kind, start, end, body }: NewNote & { id: string; quote: string }) =>
      must(
        api.POST("/api/v1/materials/{ownerId}/{id}/notes", { params: { path }, body: { id, kind, start, end, body } }),
      ),
    onMutate(note) {
      const now = new Date().toISOString()
      const shown: Note = {
        ...note,
        isAnchored: true,
        sectionIndex: null,
        pageNumber: null,
        createdAt: now,
        updatedAt: now,
      }
      return change((notes) => [...notes, shown].sort((a, b) => a.start - b.start))
    },
    ...options,
  })
  const edit = useMutation({
    mutationFn: ({ id, body }: { id: string; body: string }) =>
      must(api.PATCH("/api/v1/notes/{id}", { params: { path: { id } }, body: { body } })),
    onMutate: ({ id, body }) => change((notes) => notes.map((note) => (note.id === id ? { ...note, body } : note))),
    ...options,
  })
  const remove = useMutation({
    mutationFn: ({ id }: Note) => must(api.DELETE("/api/v1/notes/{id}", { params: { path: { id } } })),
    onMutate: ({ id }) => change((notes) => notes.filter((note) => note.id !== id)),
    ...options,
    onSuccess: (_, note) =>
      showToast({
        text: note.body === null ? words.notePanel.removedHighlight : words.notePanel.removed,
        action: { label: words.notePanel.undo, run: () => addNote(note, note.quote) },
      }),
  })
  function addNote({ kind, start, end, body }: NewNote, quote: string): void {
    add.mutate({ id: newId(), kind, start, end, body, quote })
  }
  return {
    add: addNote,
    edit: (id: string, body: string) => edit.mutate({ id, body }),
    remove: (note: Note) => remove.mutate(note),
  }
}
