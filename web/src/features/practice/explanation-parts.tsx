import { RichLine, RichText } from "../../components/rich-text.tsx"
import type { Feedback } from "./practice-queries.ts"
import { words } from "./words.ts"

/** What goes beyond the options: why the answer is right, how the disease works, what it means at the bedside. */
export function ExplanationParts({ feedback, hasCorrect }: { feedback: Feedback; hasCorrect: boolean }) {
  const { explanation } = feedback
  if (!explanation) return null
  const parts: [string, string | null][] = [
    [words.explanation, hasCorrect ? explanation.correct : null],
    [words.pathophysiology, explanation.pathophysiology],
    [words.clinicalRelevance, explanation.clinicalRelevance],
  ]
  return (
    <>
      {parts.map(
        ([title, text]) =>
          text && (
            <section key={title} className="explained">
              <h2>{title}</h2>
              <RichText text={text} />
            </section>
          ),
      )}
      {explanation.references.length > 0 && (
        <section className="explained">
          <h2>{words.references}</h2>
          <ul className="references small soft">
            {explanation.references.map((reference) => (
              <li key={reference}>
                <RichLine text={reference} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
