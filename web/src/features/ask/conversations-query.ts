import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import type { Message, Scope } from "./exchange.ts"
import { words } from "./words.ts"

export type Conversation = components["schemas"]["Conversation"]
export type ConversationInList = components["schemas"]["ConversationInList"]
export interface ConversationWithMessages {
  conversation: Conversation
  items: Message[]
}

/** Pages of conversations, the last used first. `text` is looked for in titles and messages. */
export function conversationsQuery({ text, isArchived }: { text: string; isArchived: boolean }) {
  return infiniteQueryOptions({
    queryKey: ["conversations", "list", { text, isArchived }],
    queryFn: ({ signal, pageParam }) =>
      must(
        api.GET("/api/v1/conversations", {
          params: {
            query: {
              archived: isArchived ? "true" : "false",
              limit: 40,
              ...(text && { q: text }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextCursor,
  })
}

export function conversationQuery(id: string) {
  return queryOptions({
    queryKey: ["conversations", "one", id],
    queryFn: ({ signal }): Promise<ConversationWithMessages> =>
      must(api.GET("/api/v1/conversations/{id}/messages", { params: { path: { id } }, signal })),
  })
}

/** What answers. It changes only with the server's configuration. */
export const engineQuery = queryOptions({
  queryKey: ["tutor-engine"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/tutor/engine", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

export function renewConversationLists(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: ["conversations", "list"] })
}

export interface ConversationChange {
  id: string
  title?: string
  isArchived?: boolean
  scope?: Scope
}

/** Renames, archives or gives another scope, at once on the screen; if the server refuses it goes back and a line says so. */
export function useChangeConversation() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: ConversationChange) =>
      must(api.PATCH("/api/v1/conversations/{id}", { params: { path: { id } }, body })),
    scope: { id: "conversation" },
    async onMutate({ id, ...change }) {
      const { queryKey } = conversationQuery(id)
      await queryClient.cancelQueries({ queryKey })
      const before = queryClient.getQueryData(queryKey)
      if (before) queryClient.setQueryData(queryKey, { ...before, conversation: { ...before.conversation, ...change } })
      return { before }
    },
    onError(error, { id }, context) {
      if (context?.before) queryClient.setQueryData(conversationQuery(id).queryKey, context.before)
      showToast({ text: words.menu.notChanged(describeError(error).say) })
    },
    onSettled: () => renewConversationLists(queryClient),
  })
}

export function useRemoveConversation() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => must(api.DELETE("/api/v1/conversations/{id}", { params: { path: { id } } })),
    onSuccess(_nothing, id) {
      queryClient.removeQueries({ queryKey: conversationQuery(id).queryKey })
      renewConversationLists(queryClient)
    },
  })
}
