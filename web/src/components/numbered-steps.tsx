/** What happens one after the other, side by side where there is room. */
export function NumberedSteps({ steps }: { steps: readonly (readonly [title: string, say: string])[] }) {
  return (
    <ol className="numbered">
      {steps.map(([title, say], index) => (
        <li key={title}>
          <span className="numbered-no" aria-hidden="true">
            {index + 1}
          </span>
          <div>
            <p className="strong">{title}</p>
            <p className="small soft">{say}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
