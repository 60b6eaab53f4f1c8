import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import type { Asset } from "./material-queries.ts"
import { words } from "./words.ts"

type Pages = InfiniteData<{ items: Asset[]; nextCursor: string | null }>

/** Approves or rejects what was made from a material. It leaves the list at once and comes back if the server refuses. */
export function useJudgeAsset() {
  const queryClient = useQueryClient()
  const lists = { queryKey: ["materials", "assets"] }
  return useMutation({
    mutationFn: ({ asset: { id }, verdict }: { asset: Asset; verdict: "approve" | "reject" }) =>
      verdict === "approve"
        ? must(api.POST("/api/v1/assets/{id}/approve", { params: { path: { id } } }))
        : must(api.POST("/api/v1/assets/{id}/reject", { params: { path: { id } } })),
    async onMutate({ asset, verdict }) {
      await queryClient.cancelQueries(lists)
      const before = queryClient.getQueriesData<Pages>(lists)
      queryClient.setQueriesData<Pages>(lists, (data) => data && withoutOrAs(data, asset, verdict))
      return { before }
    },
    onError(error, _, context) {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data)
      showToast({ text: describeError(error).say })
    },
    onSuccess: (_, { verdict }) =>
      showToast({ text: verdict === "approve" ? words.assets.approved : words.assets.rejected }),
    onSettled() {
      for (const resource of ["materials", "questions", "decks"])
        void queryClient.invalidateQueries({ queryKey: [resource] })
    },
  })
}

function withoutOrAs(data: Pages, asset: Asset, verdict: "approve" | "reject"): Pages {
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.flatMap((item) => {
        if (item.id !== asset.id) return [item]
        return verdict === "reject" ? [] : [{ ...item, status: "approved" as const }]
      }),
    })),
  }
}
