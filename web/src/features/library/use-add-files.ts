import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useCallback } from "react"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, authorisedFetch, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { formatList } from "../../lib/format.ts"
import { newId } from "../../lib/ids.ts"
import { Problem } from "../../lib/problem.ts"
import { words } from "./words.ts"

export type Material = components["schemas"]["Material"]

/** What the server reads; the file dialog offers these. */
export const acceptedFiles = ".pdf,.docx,.pptx,.epub,.html,.htm,.md,.markdown,.txt"

/** Sends one file. The id is made here, so that a repeated request adds it once. */
export function uploadMaterial(file: File, id: string = newId()): Promise<Material> {
  const form = new FormData()
  // Fields must come before the file: the server reads the parts in order.
  form.append("id", id)
  form.append("file", file)
  return must(
    api.POST("/api/v1/materials", {
      // The OpenAPI document describes JSON bodies only: the form is put in underway.
      fetch: (request) => authorisedFetch(new Request(request, { body: form })),
    }),
  )
}

/** Adds files one after the other and shows the library, where each is seen being prepared. */
export function useAddFiles(): (files: File[]) => void {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useCallback(
    (files) => {
      if (files.length === 0) return
      showToast({ text: words.adding(formatList(files.map((file) => file.name))) })
      void navigate({ to: "/library" as string })
      void (async () => {
        for (const file of files) {
          try {
            const material = await uploadMaterial(file)
            showToast({ text: words.added(material.title) })
          } catch (error) {
            showToast(
              error instanceof Problem && error.type === "duplicate-material"
                ? { text: words.duplicate(file.name) }
                : { text: words.notAdded(file.name, describeError(error).say) },
            )
          }
          void queryClient.invalidateQueries({ queryKey: ["materials"] })
          void queryClient.invalidateQueries({ queryKey: ["today"] })
        }
      })()
    },
    [queryClient, navigate],
  )
}
