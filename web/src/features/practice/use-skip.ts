import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { keepSending } from "../../lib/keep-sending.ts"
import { type PracticeSession, sessionQuery } from "./practice-queries.ts"
import type { SessionClock } from "./use-session-clock.ts"

/** Passes over a question: shown at once, told to the server in the background. It can still be answered later. */
export function useSkip(
  session: PracticeSession,
  clock: SessionClock,
  timeSpentMs: (position: number) => number,
): (position: number) => void {
  const queryClient = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: async ({ position, interactionId }: { position: number; interactionId: string }) => {
      const responseTimeMs = timeSpentMs(position)
      await clock.settled()
      return keepSending(() =>
        must(
          api.POST("/api/v1/practice/sessions/{id}/items/{position}/skip", {
            params: { path: { id: session.id, position } },
            body: { interactionId, responseTimeMs },
          }),
        ),
      )
    },
    onMutate: ({ position }) =>
      queryClient.setQueryData(
        sessionQuery(session.id).queryKey,
        (before) =>
          before && {
            ...before,
            items: before.items.map((one) => (one.position === position ? { ...one, isSkipped: true } : one)),
          },
      ),
    // Answered or ended elsewhere: the server's state is the right one.
    onError: () => void queryClient.invalidateQueries({ queryKey: sessionQuery(session.id).queryKey }),
  })
  return (position) => mutate({ position, interactionId: newId() })
}
