import { useId } from "react"
import { Progress } from "../../components/progress.tsx"
import type { PracticeResults } from "./practice-queries.ts"
import { difficulties } from "./practice-queries.ts"
import { words } from "./words.ts"

interface Row {
  key: string
  name: string
  answered: number
  correct: number
}

/** Right answers by topic, by difficulty, and by how sure the learner was. */
export function ResultTallies({ results }: { results: PracticeResults }) {
  const byDifficulty = difficulties.flatMap((difficulty) => {
    const row = results.byDifficulty.find((one) => one.difficulty === difficulty)
    return row ? [{ ...row, key: difficulty, name: words.difficulties[difficulty] }] : []
  })
  const calibration = results.calibration
    .toSorted((a, b) => a.confidence - b.confidence)
    .map((row) => ({ ...row, key: String(row.confidence), name: words.confidence[row.confidence - 1] ?? "" }))
  return (
    <div className="tallies">
      <Tally
        title={words.byTopic}
        rows={sameNamesTogether(results.byTopic).toSorted((a, b) => a.correct / a.answered - b.correct / b.answered)}
      />
      <Tally title={words.byDifficulty} rows={byDifficulty} />
      <Tally title={words.calibration} rows={calibration} say={words.calibrationNote} empty={words.calibrationEmpty} />
    </div>
  )
}

/** A topic of the catalogue and one of a material may have the same name: to the learner they are one. */
function sameNamesTogether(rows: PracticeResults["byTopic"]): Row[] {
  const byName = new Map<string, Row>()
  for (const { name, answered, correct } of rows) {
    const before = byName.get(name)
    byName.set(name, {
      key: name,
      name,
      answered: answered + (before?.answered ?? 0),
      correct: correct + (before?.correct ?? 0),
    })
  }
  return [...byName.values()]
}

function Tally({ title, rows, say, empty }: { title: string; rows: Row[]; say?: string; empty?: string }) {
  const id = useId()
  if (rows.length === 0 && !empty) return null
  return (
    <section aria-labelledby={id}>
      <div className="sec-head">
        <h2 id={id}>{title}</h2>
      </div>
      {rows.length === 0 ? (
        <p className="small soft">{empty}</p>
      ) : (
        <>
          {say && <p className="small quiet tally-say">{say}</p>}
          <ul className="tally">
            {rows.map((row) => (
              <li key={row.key}>
                <span>{row.name}</span>
                <span className="small soft nowrap">{words.score(row.correct, row.answered)}</span>
                <Progress
                  value={row.correct}
                  max={row.answered}
                  label={row.name}
                  text={words.score(row.correct, row.answered)}
                  isQuiet
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
