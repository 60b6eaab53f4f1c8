import { useQueries, useQuery } from "@tanstack/react-query"
import { ButtonLink } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { ChooseFilesButton } from "../library/index.ts"
import { exampleTopics } from "./example-questions.ts"
import type { Scope } from "./exchange.ts"
import { markedParagraphs } from "./passage-context.ts"
import { materialsToAskQuery, outlineToAskQuery, passageQuery } from "./scope-queries.ts"
import { words } from "./words.ts"

const { examples } = words.empty
/** Materials whose headings are looked at for examples. */
const mostOutlines = 3

/** A conversation that has not begun: what Ask does, and three questions that work. */
export function EmptyAsk({ scope, onAsk }: { scope: Scope; onAsk: (question: string) => void }) {
  const { data, error, refetch, isFetching } = useQuery(materialsToAskQuery())
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
  if (!data)
    return (
      <SkeletonScreen label={words.loading}>
        <SkeletonLines widths={["14rem", "100%", "80%", "60%"]} />
      </SkeletonScreen>
    )
  if (data.items.length === 0)
    return (
      <Empty title={words.nothing.title} action={<ChooseFilesButton />}>
        {words.nothing.say}
      </Empty>
    )
  if (!data.items.some((material) => material.isSearchable))
    return (
      <Empty
        title={words.preparing.title}
        action={<ButtonLink to={"/library" as string}>{words.preparing.action}</ButtonLink>}
      >
        {words.preparing.say}
      </Empty>
    )
  const inScope =
    scope.kind === "materials"
      ? scope.materials
      : data.items
          .filter((material) => material.isSearchable)
          .map((material) => ({ ownerId: material.ownerId, materialId: material.id }))
  return (
    <div className="ask-empty">
      <div>
        <h2>{words.empty.title}</h2>
        <p className="soft">{scope.kind === "passage" ? words.empty.passage : words.empty.say}</p>
      </div>
      {scope.kind === "passage" && <SelectedPassage passage={scope} />}
      {scope.kind === "passage" ? (
        <Examples questions={words.empty.passageExamples} onAsk={onAsk} />
      ) : (
        <ExamplesFrom materials={inScope} onAsk={onAsk} />
      )}
    </div>
  )
}

function ExamplesFrom({
  materials,
  onAsk,
}: {
  materials: { ownerId: string; materialId: string }[]
  onAsk: (question: string) => void
}) {
  const outlines = useQueries({ queries: materials.slice(0, mostOutlines).map(outlineToAskQuery) })
  const topics = exampleTopics(
    outlines.flatMap(({ data }) => (data ? [data] : [])),
    examples.length,
  )
  // Changing under the pointer would be worse than coming a moment later.
  if (outlines.some((outline) => outline.isLoading)) return <SkeletonLines widths={["70%", "60%", "65%"]} />
  const questions = topics.map((topic, index) => examples[index]?.(topic) ?? topic)
  return <Examples questions={[words.empty.overview(materials.length), ...questions]} onAsk={onAsk} />
}

function Examples({ questions, onAsk }: { questions: string[]; onAsk: (question: string) => void }) {
  if (questions.length === 0) return null
  return (
    <section>
      <h3 className="small quiet">{words.empty.try}</h3>
      <ul className="list">
        {questions.map((question) => (
          <li key={question}>
            <button type="button" className="ask-example" onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the learner selected in the reader, marked as the source it is. */
function SelectedPassage({ passage }: { passage: Extract<Scope, { kind: "passage" }> }) {
  const { data, error, refetch, isFetching } = useQuery(passageQuery(passage))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
  return (
    <figure className="ask-selected">
      <figcaption className="small quiet">
        {data ? data.headingPath.join(" › ") : words.scope.passage}
        {data && data.pageNumber !== null && `, ${words.pageOf(data.pageNumber)}`}
      </figcaption>
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to scroll it.
        <blockquote className="passage ask-passage" tabIndex={0}>
          {markedParagraphs("", data.text, "").map((parts, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one passage never move.
            <p key={index}>
              <span className="mark">{parts.map((part) => part.text).join("")}</span>
            </p>
          ))}
        </blockquote>
      ) : (
        <SkeletonLines widths={["100%", "95%", "60%"]} />
      )}
    </figure>
  )
}
