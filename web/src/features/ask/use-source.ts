import { useState } from "react"
import type { Citation } from "./exchange.ts"
import { readerLink } from "./reader-link.ts"
import { sourcesOf, type Turn, wayOf } from "./turns.ts"

export interface ShownSource {
  turn: Turn
  source: Citation
  sources: readonly Citation[]
  isCited: boolean
  /** It says where to look, and answers nothing yet. */
  isHint: boolean
  link: ReturnType<typeof readerLink>
}

/**
 * Which passage is shown beside the conversation. Where there is room the first source of the last answer is, until the
 * learner chooses another or closes the margin; else one is shown when it is chosen.
 */
export function useSource(turns: readonly Turn[], hasRoom: boolean) {
  const [chosen, setChosen] = useState<{ questionId: string; number: number } | "none">()
  const current = find()

  function find(): ShownSource | undefined {
    if (chosen === "none") return undefined
    const wanted = chosen && turns.find((turn) => turn.question.id === chosen.questionId)
    if (!wanted && !hasRoom) return undefined
    const turn = wanted ?? turns.at(-1)
    if (!turn) return undefined
    const sources = sourcesOf(turn)
    const isCited = (turn.answer ?? turn.exchange?.answer)?.outcome !== "no-answer"
    const isHint = wayOf(turn) === "hint"
    // The nearest passages of a refusal come when they are asked for; so do those of a hint, which hold the answer.
    const source = wanted
      ? sources.find(({ number }) => chosen && number === chosen.number)
      : isCited && !isHint
        ? sources[0]
        : undefined
    return source && { turn, source, sources, isCited, isHint, link: readerLink(source) }
  }

  return {
    current,
    show: (turn: Turn, number: number): void => setChosen({ questionId: turn.question.id, number }),
    /** Another one of the same answer. */
    choose(number: number): void {
      if (current) setChosen({ questionId: current.turn.question.id, number })
    },
    /** The next or previous one, round the end; the first where none is shown. */
    step(by: 1 | -1): void {
      const turn = current?.turn ?? turns.findLast((one) => sourcesOf(one).length > 0)
      if (!turn) return
      const sources = sourcesOf(turn)
      const at = current ? sources.indexOf(current.source) + by : 0
      const next = sources[(at + sources.length) % sources.length]
      if (next) setChosen({ questionId: turn.question.id, number: next.number })
    },
    /** Stays closed until a source is chosen; a sheet forgets what it showed. */
    close: (): void => setChosen(hasRoom ? "none" : undefined),
    /** A new question lets its own first source come. */
    follow: (): void => setChosen((now) => (now === "none" ? now : undefined)),
  }
}
