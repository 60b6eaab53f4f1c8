import { type QueryClient, useQueryClient } from "@tanstack/react-query"
import { type RefObject, useEffect } from "react"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { Problem } from "../../lib/problem.ts"
import { measureSight } from "./measure-sight.ts"
import { openMaterialQuery, outlineQuery, type Place } from "./reader-queries.ts"
import { createReadingTracker, type SectionReading } from "./reading-tracker.ts"

const lookEveryMs = 1000
const tellEveryMs = 30_000
/** Reports that could not be sent and wait for the next time; older ones are given up. */
const mostWaiting = 20

type Report = SectionReading & { interactionId: string }

/** Watches what is read and tells the server every half minute and on leaving; a report that is sent twice counts once. */
export function useReadingProgress(place: Place, scroller: RefObject<HTMLElement | null>, isOpen: boolean): void {
  const queryClient = useQueryClient()
  const { ownerId, materialId } = place
  useEffect(() => {
    if (!isOpen) return
    const here = { ownerId, materialId }
    const tracker = createReadingTracker(Date.now())
    let waiting: Report[] = []
    const look = (): void => {
      const box = scroller.current
      const sight = box && document.visibilityState === "visible" ? measureSight(box) : undefined
      if (sight) tracker.look(Date.now(), sight)
      else tracker.pause()
    }
    const tell = ({ isLeaving }: { isLeaving: boolean }): void => {
      const reports = [...waiting, ...tracker.take().map((reading) => ({ ...reading, interactionId: newId() }))]
      waiting = []
      for (const report of reports) {
        send(queryClient, here, report, isLeaving).catch((error: unknown) => {
          // What the server refuses it would refuse again.
          const isWorthKeeping = error instanceof Problem && (error.status === 0 || error.status >= 500)
          if (isWorthKeeping && waiting.length < mostWaiting) waiting.push(report)
        })
      }
    }
    const wake = (): void => tracker.wake(Date.now())
    const onVisibility = (): void => {
      look()
      if (document.visibilityState === "hidden") tell({ isLeaving: true })
      else wake()
    }
    const leave = (): void => tell({ isLeaving: true })
    const box = scroller.current
    const signs = ["pointermove", "pointerdown", "keydown", "touchmove"] as const
    for (const sign of signs) addEventListener(sign, wake, { passive: true })
    box?.addEventListener("scroll", wake, { passive: true })
    document.addEventListener("visibilitychange", onVisibility)
    addEventListener("pagehide", leave)
    const looking = setInterval(look, lookEveryMs)
    const telling = setInterval(() => tell({ isLeaving: false }), tellEveryMs)
    return () => {
      clearInterval(looking)
      clearInterval(telling)
      for (const sign of signs) removeEventListener(sign, wake)
      box?.removeEventListener("scroll", wake)
      document.removeEventListener("visibilitychange", onVisibility)
      removeEventListener("pagehide", leave)
      leave()
    }
  }, [queryClient, ownerId, materialId, scroller, isOpen])
}

async function send(queryClient: QueryClient, place: Place, report: Report, isLeaving: boolean): Promise<void> {
  const { sectionIndex, ...body } = report
  const standing = await must(
    api.PUT("/api/v1/materials/{ownerId}/{id}/progress", {
      params: { path: { ownerId: place.ownerId, id: place.materialId } },
      body: { ...body, sectionIndex },
      // A request that is under way when the page goes away is finished all the same.
      ...(isLeaving && { keepalive: true }),
    }),
  )
  queryClient.setQueryData(
    outlineQuery(place).queryKey,
    (outline) =>
      outline && {
        ...outline,
        sections: outline.sections.map((section) =>
          section.index === sectionIndex
            ? { ...section, readShare: standing.readShare, isComplete: standing.isComplete }
            : section,
        ),
      },
  )
  queryClient.setQueryData(
    openMaterialQuery(place).queryKey,
    (material) =>
      material && {
        ...material,
        progress: {
          readShare: standing.materialReadShare,
          lastSectionIndex: sectionIndex,
          updatedAt: new Date().toISOString(),
        },
      },
  )
}
