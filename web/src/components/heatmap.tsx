import { useId } from "react"
import { formatStudyDay } from "../lib/format.ts"
import { PlotAsTable, type PlotTable } from "./plot.tsx"
import { words } from "./words.ts"

const cell = 13
const pitch = 16
/** Labels closer than this many columns would touch. */
const labelColumns = 3

/** A Monday to Sunday, of which every other one is named. */
const namedWeekdays = [1, 2, 3, 4, 5, 6, 7].map((date) => ({ day: `2024-01-0${date}`, isShown: date % 2 === 1 }))

/** Weekday of a study day, Monday 0. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7
}

/** Days in columns of weeks, darker for more. `level` 0 (nothing) to 4. Days must be consecutive, the oldest first. */
export function Heatmap({
  title,
  desc,
  days,
  table,
}: {
  title: string
  desc: string
  days: { day: string; level: 0 | 1 | 2 | 3 | 4; label: string }[]
  table: PlotTable
}) {
  const id = useId()
  const offset = days[0] ? weekdayOf(days[0].day) : 0
  const columns = Math.max(1, Math.ceil((days.length + offset) / 7))
  const months: { at: number; name: string }[] = []
  for (const [index, { day }] of days.entries()) {
    const at = Math.floor((index + offset) / 7)
    if (day.endsWith("-01") && at - (months.at(-1)?.at ?? -labelColumns) >= labelColumns)
      months.push({ at, name: formatStudyDay(day, { month: "short" }) })
  }
  return (
    <figure>
      <div className="heat">
        <div className="heat-months" aria-hidden="true">
          {months.map((month) => (
            <span key={month.at} style={{ insetInlineStart: `${(month.at / columns) * 100}%` }}>
              {month.name}
            </span>
          ))}
        </div>
        <div className="heat-weekdays" aria-hidden="true">
          {namedWeekdays.map(({ day, isShown }) => (
            <span key={day}>{isShown && formatStudyDay(day, { weekday: "short" })}</span>
          ))}
        </div>
        <svg
          className="plot"
          viewBox={`0 0 ${columns * pitch - (pitch - cell)} ${7 * pitch - (pitch - cell)}`}
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>{desc}</desc>
          {days.map(({ day, level, label }, index) => (
            <rect
              key={day}
              x={Math.floor((index + offset) / 7) * pitch}
              y={((index + offset) % 7) * pitch}
              width={cell}
              height={cell}
              rx="3"
              fill={`var(--heat-${level})`}
            >
              <title>{label}</title>
            </rect>
          ))}
        </svg>
      </div>
      <p className="heat-key" aria-hidden="true">
        <span>{words.less}</span>
        {[0, 1, 2, 3, 4].map((level) => (
          <i key={level} style={{ background: `var(--heat-${level})` }} />
        ))}
        <span>{words.more}</span>
      </p>
      <PlotAsTable caption={title} table={table} />
    </figure>
  )
}
