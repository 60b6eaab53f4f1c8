import { useQuery } from "@tanstack/react-query"
import { ChevronRight } from "lucide-react"
import { useState } from "react"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { formatNumber } from "../../lib/format.ts"
import { type BuilderChoice, parentsOf, prunedTopics, toggledIn } from "./builder-choice.ts"
import { sourceMaterialsQuery, subjectsQuery, type TopicNode } from "./practice-queries.ts"
import { words } from "./words.ts"

interface Props {
  choice: BuilderChoice
  onChange: (change: Partial<BuilderChoice>) => void
}

/** A list is searched from this length on. */
const longList = 8

/** Which materials or topics, where not everything is wanted. */
export function SourceChoice(props: Props) {
  if (props.choice.source === "materials") return <MaterialChoice {...props} />
  if (props.choice.source === "topics") return <TopicChoice {...props} />
  return null
}

function MaterialChoice({ choice, onChange }: Props) {
  const { data: materials, error, refetch } = useQuery(sourceMaterialsQuery)
  const [text, setText] = useState("")
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!materials) return <SkeletonLines widths={["60%", "70%", "50%"]} />
  if (materials.length === 0) return <p className="soft">{words.materialsEmpty}</p>
  const shown = materials.filter(({ title }) => title.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <fieldset className="field">
      <legend className="sr">{words.sources.materials}</legend>
      {materials.length > longList && <Find label={words.findMaterial} text={text} onFind={setText} />}
      {shown.length === 0 && <p className="small soft">{words.noMatch(text)}</p>}
      <ul className="source-list">
        {shown.map((material) => (
          <li key={material.id}>
            <SourceCheck
              name={material.title}
              count={material.questionCount}
              isChecked={choice.materialIds.includes(material.id)}
              onToggle={() => onChange({ materialIds: toggledIn(choice.materialIds, material.id) })}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function TopicChoice({ choice, onChange }: Props) {
  const { data: subjects, error, refetch } = useQuery(subjectsQuery)
  const [text, setText] = useState("")
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!subjects) return <SkeletonLines widths={["60%", "70%", "50%"]} />
  const groups = [
    { id: "own", name: words.own, topics: subjects.own },
    ...subjects.items.map(({ id, name, topics }) => ({ id, name, topics })),
  ]
    .map((group) => ({ ...group, topics: prunedTopics(group.topics, text) }))
    .filter((group) => group.topics.length > 0)
  const isEmpty = groups.length === 0
  const toggle = (id: string): void => onChange({ topicIds: toggledIn(choice.topicIds, id) })
  return (
    <fieldset className="field">
      <legend className="sr">{words.sources.topics}</legend>
      {!(isEmpty && text === "") && <Find label={words.findTopic} text={text} onFind={setText} />}
      {isEmpty && <p className="soft small">{text === "" ? words.topicsEmpty : words.noMatch(text)}</p>}
      <div className="source-list">
        {groups.map((group) => (
          <section key={group.id} aria-label={group.name}>
            <p className="small quiet source-group">{group.name}</p>
            <TopicList
              nodes={group.topics}
              chosen={choice.topicIds}
              opened={parentsOf(group.topics, choice.topicIds)}
              isAllOpen={text.trim() !== ""}
              onToggle={toggle}
            />
          </section>
        ))}
      </div>
    </fieldset>
  )
}

function TopicList({
  nodes,
  chosen,
  opened,
  isAllOpen,
  onToggle,
  isIncluded = false,
}: {
  nodes: readonly TopicNode[]
  chosen: readonly string[]
  opened: readonly string[]
  isAllOpen: boolean
  onToggle: (id: string) => void
  /** A topic above is chosen, which takes these along. */
  isIncluded?: boolean
}) {
  const [isOpen, setOpen] = useState<Record<string, boolean>>({})
  return (
    <ul>
      {nodes.map((node) => {
        const isNodeOpen = isOpen[node.id] ?? (isAllOpen || opened.includes(node.id))
        const isChosen = chosen.includes(node.id)
        return (
          <li key={node.id}>
            <div className="topic">
              {node.children.length > 0 ? (
                <button
                  type="button"
                  className="topic-open"
                  aria-expanded={isNodeOpen}
                  aria-label={words.openTopic(node.name)}
                  onClick={() => setOpen({ ...isOpen, [node.id]: !isNodeOpen })}
                >
                  <ChevronRight className="i i-s" aria-hidden="true" />
                </button>
              ) : (
                <span className="topic-open" />
              )}
              <SourceCheck
                name={node.name}
                count={node.questionCount}
                isChecked={isChosen || isIncluded}
                isDisabled={isIncluded}
                onToggle={() => onToggle(node.id)}
              />
            </div>
            {isNodeOpen && node.children.length > 0 && (
              <div className="topic-below">
                <TopicList
                  nodes={node.children}
                  chosen={chosen}
                  opened={opened}
                  isAllOpen={isAllOpen}
                  onToggle={onToggle}
                  isIncluded={isIncluded || isChosen}
                />
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Find({ label, text, onFind }: { label: string; text: string; onFind: (text: string) => void }) {
  return (
    <Input
      label={label}
      type="search"
      value={text}
      // Enter starts the session elsewhere in this form; here it would surprise.
      onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      onChange={(event) => onFind(event.target.value)}
    />
  )
}

function SourceCheck({
  name,
  count,
  isChecked,
  isDisabled = false,
  onToggle,
}: {
  name: string
  count: number
  isChecked: boolean
  isDisabled?: boolean
  onToggle: () => void
}) {
  return (
    <label className="source-check">
      <input type="checkbox" className="box" checked={isChecked} disabled={isDisabled} onChange={onToggle} />
      <span className="grow">{name}</span>
      <span className="small quiet">{formatNumber(count)}</span>
    </label>
  )
}
