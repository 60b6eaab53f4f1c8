import { useQuery } from "@tanstack/react-query"
import { Sparkbars } from "../../components/sparkbars.tsx"
import { formatStudyDay } from "../../lib/format.ts"
import { forecastQuery } from "./review-queries.ts"
import { words } from "./words.ts"

/** How many cards come due on this and the next six days. */
export function ForecastBars() {
  const { data: forecast } = useQuery(forecastQuery)
  if (!forecast) return null
  return (
    <section className="forecast-bars" aria-labelledby="forecast-title">
      <div className="sec-head">
        <h2 id="forecast-title">{words.nextDays}</h2>
        {forecast.overdue > 0 && <span className="small quiet">{words.overdue(forecast.overdue)}</span>}
      </div>
      <Sparkbars
        label={words.duePerDay}
        bars={forecast.items.map((day) => ({
          id: day.studyDay,
          name: day.isToday ? words.today : formatStudyDay(day.studyDay, { weekday: "short" }),
          value: day.due,
          isNow: day.isToday,
        }))}
      />
    </section>
  )
}
