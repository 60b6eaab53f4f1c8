import { useQuery } from "@tanstack/react-query"
import { Select } from "../../components/field.tsx"
import { subjectsQuery, type TopicNode } from "./practice-queries.ts"
import { words } from "./words.ts"

/** All topics in one list, those below another set in. */
export function TopicSelect({
  label,
  none,
  value,
  error,
  onChoose,
}: {
  label: string
  /** What stands for no topic. */
  none: string
  value: string
  error?: string | undefined
  onChoose: (topicId: string) => void
}) {
  const { data: subjects } = useQuery(subjectsQuery)
  const groups = subjects
    ? [
        { id: "own", name: words.own, topics: subjects.own },
        ...subjects.items.map(({ id, name, topics }) => ({ id, name, topics })),
      ].filter((group) => group.topics.length > 0)
    : []
  const isKnown = value === "" || groups.some((group) => flat(group.topics).some(({ id }) => id === value))
  return (
    <Select label={label} value={value} error={error} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{none}</option>
      {!isKnown && <option value={value}>…</option>}
      {groups.map((group) => (
        <optgroup key={group.id} label={group.name}>
          {flat(group.topics).map((topic) => (
            <option key={topic.id} value={topic.id}>
              {" ".repeat(topic.level * 3)}
              {topic.name}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  )
}

function flat(nodes: readonly TopicNode[], level = 0): { id: string; name: string; level: number }[] {
  return nodes.flatMap(({ id, name, children }) => [{ id, name, level }, ...flat(children, level + 1)])
}
