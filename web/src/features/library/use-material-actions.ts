import { useMutation, useQueryClient } from "@tanstack/react-query"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, authorisedFetch, must } from "../../lib/api.ts"
import { problemOf } from "../../lib/problem.ts"
import type { Material, MaterialRef } from "./material-queries.ts"
import { words } from "./words.ts"

const pathOf = ({ ownerId, id }: MaterialRef) => ({ params: { path: { ownerId, id } } })

export type MaterialActions = ReturnType<typeof useMaterialActions>

/** What can be done with a material beside reading it. Whatever fails is said in a toast, and the lists show what is true. */
export function useMaterialActions() {
  const queryClient = useQueryClient()
  const renew = (): void => {
    void queryClient.invalidateQueries({ queryKey: ["materials"] })
    void queryClient.invalidateQueries({ queryKey: ["today"] })
  }
  const options = { onSettled: renew, onError: (error: unknown) => showToast({ text: describeError(error).say }) }

  const restore = useMutation({
    mutationFn: (material: MaterialRef) => must(api.POST("/api/v1/materials/{ownerId}/{id}/restore", pathOf(material))),
    ...options,
    onSuccess: ({ title }) => showToast({ text: words.restored(title) }),
  })
  const remove = useMutation({
    mutationFn: (material: Material) => must(api.DELETE("/api/v1/materials/{ownerId}/{id}", pathOf(material))),
    ...options,
    onSuccess: (_, material) =>
      showToast({
        text: words.deleted(material.title),
        action: { label: words.undo, run: () => restore.mutate(material) },
      }),
  })
  const retry = useMutation({
    mutationFn: (material: Material) => must(api.POST("/api/v1/materials/{ownerId}/{id}/retry", pathOf(material))),
    ...options,
  })
  const reprocess = useMutation({
    mutationFn: (material: Material) => must(api.POST("/api/v1/materials/{ownerId}/{id}/reprocess", pathOf(material))),
    ...options,
    onSuccess: ({ title }) => showToast({ text: words.processingAgain(title) }),
  })
  const download = useMutation({ mutationFn: downloadOriginal, onError: options.onError })
  return {
    remove: remove.mutate,
    restore: restore.mutate,
    isRestoring: (id: string) => restore.isPending && restore.variables.id === id,
    isRemoving: (id: string) => remove.isPending && remove.variables.id === id,
    retry: retry.mutate,
    isRetrying: (id: string) => retry.isPending && retry.variables.id === id,
    reprocess: reprocess.mutate,
    download: download.mutate,
  }
}

/** Links cannot carry the token, so the file is fetched and then handed to the browser's own download. */
async function downloadOriginal({ ownerId, id, fileName, title }: Material): Promise<void> {
  const answer = await authorisedFetch(new Request(`/api/v1/materials/${ownerId}/${id}/file`))
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null))
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement("a")
  link.href = url
  link.download = fileName ?? title
  link.click()
  // The browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
