/** How much of a goal is reached, as a ring with the figure inside. `label` says it in words. */
export function Ring({
  value,
  max,
  figure,
  unit,
  label,
}: {
  value: number
  max: number
  figure: string
  unit: string
  label: string
}) {
  const percent = max > 0 ? Math.min(100, (value / max) * 100) : 0
  return (
    <svg className="goal-ring" viewBox="0 0 84 84" role="img" aria-label={label}>
      <circle cx="42" cy="42" r="37" fill="none" stroke="var(--heat-0)" strokeWidth="6" />
      {percent > 0 && (
        <circle
          cx="42"
          cy="42"
          r="37"
          fill="none"
          stroke="var(--ink)"
          strokeWidth="6"
          strokeLinecap="round"
          pathLength="100"
          strokeDasharray={`${percent} 100`}
          transform="rotate(-90 42 42)"
        />
      )}
      <text className="goal-ring-figure" x="42" y="44" textAnchor="middle">
        {figure}
      </text>
      <text className="goal-ring-unit" x="42" y="58" textAnchor="middle">
        {unit}
      </text>
    </svg>
  )
}
