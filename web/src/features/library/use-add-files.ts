import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useCallback, useMemo } from "react"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { addingWords as words } from "./adding-words.ts"
import type { UploadEvents } from "./upload-queue.ts"

/** What the server reads; the file dialog offers these. */
export const acceptedFiles = ".pdf,.docx,.pptx,.epub,.html,.htm,.md,.markdown,.txt"

/** What follows from an upload: lists are fetched anew, and who is elsewhere meanwhile is told how it went. */
export function useUploadEvents(): UploadEvents {
  const queryClient = useQueryClient()
  return useMemo(
    () => ({
      onSettled() {
        void queryClient.invalidateQueries({ queryKey: ["materials"] })
        void queryClient.invalidateQueries({ queryKey: ["today"] })
      },
      onDone({ added, duplicates, failed }) {
        const [first] = failed
        const isSeen = location.pathname === "/library"
        if (first && !isSeen) showToast({ text: words.notAdded(first.name, describeError(first.error).say) })
        else if (added.length > 0) showToast({ text: words.added(added) })
        else if (duplicates[0] !== undefined && !isSeen) showToast({ text: words.duplicate(duplicates[0]) })
      },
    }),
    [queryClient],
  )
}

/** Sends files and shows the library, where each is seen arriving and being prepared. */
export function useAddFiles(): (files: File[]) => void {
  const navigate = useNavigate()
  const events = useUploadEvents()
  return useCallback(
    (files) => {
      if (files.length === 0) return
      void navigate({ to: "/library" })
      // Sending is seldom the first thing a page does: its code comes when it is needed.
      void import("./upload-queue.ts").then(({ queueUploads }) => queueUploads(files, events))
    },
    [navigate, events],
  )
}
