import { Progress } from "../../components/progress.tsx"
import type { Today } from "./today-query.ts"
import { words } from "./words.ts"

const shownTopics = 6

/** How well each topic is known, in words and as the share of right answers. */
export function MasteryByTopic({ mastery }: { mastery: Today["mastery"] }) {
  return (
    <section aria-labelledby="mastery-title">
      <div className="sec-head">
        <h2 id="mastery-title">{words.mastery}</h2>
      </div>
      {mastery.length === 0 ? (
        <p className="small soft">{words.masteryEmpty}</p>
      ) : (
        <ul className="mastery">
          {mastery.slice(0, shownTopics).map((topic) => (
            <li key={topic.topicId}>
              <span className="clip">{topic.name}</span>
              <span className="small soft">{words.levels[topic.level]}</span>
              <Progress
                value={topic.correct}
                max={topic.answered}
                label={topic.name}
                text={words.masteryOf(topic.correct, topic.answered)}
                isQuiet
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
