import { useLocation, useNavigate, useSearch } from "@tanstack/react-router"
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react"
import type { Material } from "../library/index.ts"
import { passageHash, readPassageHash } from "./passage-link.ts"
import type { Outline } from "./reader-queries.ts"
import { resumeAt } from "./resume-at.ts"
import { type Landing, scrollToOffset, scrollToPassage, scrollToSection } from "./scroll-to.ts"
import type { Cited } from "./section-view.tsx"
import type { Target } from "./target.ts"
import { sectionAt } from "./text-window.ts"
import type { useTextWindow } from "./use-text-window.ts"

const from = "/member/shell/library/$ownerId/$materialId"

/**
 * Moves to sections and passages: those the address names, those chosen here, and on opening the place where the learner
 * left off. The passage gone to last is marked.
 */
export function useJumps({
  material,
  outline,
  text: { open },
  scroller,
  leaf,
}: {
  material: Material
  outline: Outline
  text: ReturnType<typeof useTextWindow>
  scroller: RefObject<HTMLElement | null>
  leaf: RefObject<HTMLElement | null>
}) {
  const navigate = useNavigate()
  const { section, start, end } = useSearch({ from })
  const hash = useLocation({ select: (location) => location.hash })
  const address = JSON.stringify([hash, section, start, end])
  /** The address that this screen itself has set, or acted upon. */
  const known = useRef<string>(undefined)
  const [cited, setCited] = useState<Cited>()
  const [jump, setJump] = useState<{ target: Target }>()
  const [landing, setLanding] = useState<Landing>()
  const latest = useRef({ material, outline })
  latest.current = { material, outline }

  const move = useCallback(
    async (target: Target): Promise<void> => {
      const { sections } = latest.current.outline
      const last = sections.length - 1
      const index =
        target.kind === "section"
          ? Math.min(Math.max(0, target.index), last)
          : sectionAt(sections, target.kind === "passage" ? target.start : target.offset)
      if (!(await open(index))) return
      setCited(target.kind === "passage" ? target : undefined)
      setJump({ target: target.kind === "section" ? { kind: "section", index } : target })
    },
    [open],
  )

  // What the address says, once for each address; at first, without a wish in it, where reading stopped.
  useEffect(() => {
    if (known.current === address) return
    const isFirst = known.current === undefined
    known.current = address
    const passage = readPassageHash(hash) ?? (start !== undefined && end !== undefined ? { start, end } : undefined)
    if (passage) void move({ kind: "passage", ...passage })
    else if (isFirst)
      void move(resumeAt(latest.current.outline, section ?? latest.current.material.progress.lastSectionIndex))
    else if (section !== undefined) void move({ kind: "section", index: section })
  }, [address, hash, section, start, end, move])

  useLayoutEffect(() => {
    const box = scroller.current
    if (!jump || !box || !leaf.current) return
    const { target } = jump
    setLanding(undefined)
    if (target.kind === "section") setLanding(scrollToSection(box, target.index))
    else if (target.kind === "passage") scrollToPassage(box)
    else scrollToOffset(box, leaf.current, target.offset)
  }, [jump, scroller, leaf])

  const goTo = useCallback(
    (target: Target): void => {
      const nextHash = target.kind === "passage" ? passageHash(target) : ""
      known.current = JSON.stringify([nextHash, undefined, undefined, undefined])
      // The address follows, so that loading anew or sharing it leads here.
      void navigate({
        to: ".",
        search: {},
        hash: nextHash,
        replace: true,
        resetScroll: false,
        hashScrollIntoView: false,
      })
      void move(target).then(() => scroller.current?.focus({ preventScroll: true }))
    },
    [navigate, move, scroller],
  )
  return { cited, goTo, landing }
}
