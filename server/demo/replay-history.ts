import { trackReading } from "../domains/library/index.ts"
import { answerQuestion, createSession, finishSession } from "../domains/practice/index.ts"
import { gradeCard } from "../domains/reviews/index.ts"
import { askQuestion, createConversation } from "../domains/tutor/index.ts"
import type { Deps } from "../platform/deps.ts"
import { fixedClock } from "../shared/clock.ts"
import { derivedId } from "../shared/ids.ts"
import type { DemoEvent } from "./content/content-types.ts"
import type { DemoPlaces } from "./demo-places.ts"

const ratingOf = { again: 1, hard: 2, good: 3, easy: 4 } as const
/** A page reports reading at least this often, and the record takes no more at once. */
const LONGEST_REPORT_MS = 120_000

type EventOf<K extends DemoEvent["kind"]> = Extract<DemoEvent, { kind: K }>

/** Lets the demo learner do what it did, each thing at its own moment and through the use-case that people use. */
export async function replayHistory(
  deps: Deps,
  userId: string,
  history: readonly DemoEvent[],
  places: DemoPlaces,
): Promise<void> {
  const clock = fixedClock(deps.clock.now())
  // Nobody looks at the demo learner's page while it is made.
  const then = { ...deps, clock, events: { ...deps.events, publish: () => {} } }
  const idOf = (at: Date, ...parts: string[]) => derivedId(at.getTime(), userId, "demo", ...parts)
  const sessionIds = new Map<string, { id: string; questions: readonly string[] }>()

  const replay: { [K in DemoEvent["kind"]]: (event: EventOf<K>) => Promise<void> } = {
    "section-read": (event) => readSection(event),
    async "practice-started"({ at, session, mode, questions }) {
      const id = idOf(at, "session", session)
      sessionIds.set(session, { id, questions })
      const questionIds = questions.flatMap((slug) => places.questionIds.get(slug) ?? [])
      await createSession(then, userId, { id, mode, filter: {}, count: questionIds.length, questionIds })
    },
    async answered({ at, session, question, response, confidence, responseTimeMs }) {
      const started = sessionIds.get(session)
      if (!started) return
      await answerQuestion(then, userId, started.id, {
        interactionId: idOf(at, "answer", session, question),
        position: started.questions.indexOf(question) + 1,
        selectedOptionIds: response.kind === "choice" ? [...response.optionIds] : [],
        typedAnswer: response.kind === "text" ? response.text : null,
        confidence,
        responseTimeMs,
        selfGrade: null,
      })
    },
    async "practice-finished"({ session }) {
      const started = sessionIds.get(session)
      if (started) await finishSession(then, userId, started.id, "completed")
    },
    async "card-reviewed"({ at, deck, card, grade, responseTimeMs }) {
      const cardId = places.cardIds.get(`${deck}/${card}`)
      if (!cardId) return
      await gradeCard(then, userId, { id: idOf(at, "review", card), cardId, rating: ratingOf[grade], responseTimeMs })
    },
    async "tutor-asked"({ at, conversation, prompt, scope }) {
      const id = idOf(at, "conversation", conversation)
      const section = scope.kind === "section" ? sectionOf(scope.text, scope.heading) : undefined
      await createConversation(then, userId, {
        id,
        kind: "exploration",
        scope: section ? { kind: "passage", ownerId: userId, ...section } : { kind: "everything" },
      })
      const answer = askQuestion(
        then,
        userId,
        id,
        {
          questionId: idOf(at, "question", conversation),
          answerId: idOf(at, "reply", conversation),
          interactionId: idOf(at, "ask", conversation),
          text: prompt,
        },
        new AbortController().signal,
      )
      for await (const _ of answer);
    },
  }

  for (const event of history) {
    clock.set(event.at)
    await replay[event.kind](event as never)
  }

  function sectionOf(text: string, heading: string) {
    const document = places.documents.get(text)
    const section = document?.sections.find(({ title }) => title === heading)
    return (
      document &&
      section && { materialId: document.materialId, start: section.start, end: section.end, index: section.index }
    )
  }

  async function readSection({ at, text, heading, durationMs, fraction }: EventOf<"section-read">): Promise<void> {
    const section = sectionOf(text, heading)
    if (!section) return
    const reports = Math.max(1, Math.ceil(durationMs / LONGEST_REPORT_MS))
    for (let i = 1; i <= reports; i += 1) {
      const reportedAt = new Date(at.getTime() - Math.round(((reports - i) / reports) * durationMs))
      clock.set(reportedAt)
      await trackReading(
        then,
        userId,
        { ownerId: userId, materialId: section.materialId },
        {
          interactionId: idOf(reportedAt, "read", text, heading, String(i)),
          sectionIndex: section.index,
          furthestChar: section.start + Math.round((section.end - section.start) * fraction * (i / reports)),
          durationMs: Math.round(durationMs / reports),
        },
      )
    }
  }
}
