import { useNavigate } from "@tanstack/react-router"
import { ButtonLink } from "../../components/button.tsx"
import { Sparkbars } from "../../components/sparkbars.tsx"
import { formatNumber, formatStudyDay } from "../../lib/format.ts"
import { useKeys, useShortcuts } from "../../lib/shortcuts.ts"
import { shortcuts } from "./shortcuts.ts"
import type { Today } from "./today-query.ts"
import { words } from "./words.ts"

/** The one big action of the day, and what the next days bring. */
export function DuePanel({ today }: { today: Today }) {
  return (
    <section className="sheet due" aria-labelledby="due-title">
      {today.due.cards > 0 ? <Due due={today.due} /> : <NothingDue forecast={today.forecast} />}
      <Forecast forecast={today.forecast} />
    </section>
  )
}

function Due({ due }: { due: Today["due"] }) {
  const navigate = useNavigate()
  useShortcuts(words.title, [{ ...shortcuts.review, run: () => void navigate({ to: "/review/now" as string }) }])
  return (
    <div className="due-main">
      <h2 className="due-figure" id="due-title">
        <b>{formatNumber(due.cards)}</b>
        {words.cardsDue(due.cards)}
      </h2>
      <p className="soft">{words.dueParts(due.cards - due.new, due.new, due.estimateMinutes)}</p>
      <ButtonLink to={"/review/now" as string} variant="primary" size="large" keys={useKeys(shortcuts.review)}>
        {words.startReview}
      </ButtonLink>
    </div>
  )
}

function NothingDue({ forecast }: { forecast: Today["forecast"] }) {
  const navigate = useNavigate()
  useShortcuts(words.title, [{ ...shortcuts.practise, run: () => void navigate({ to: "/practice" as string }) }])
  const next = forecast.find((day) => !day.isToday && day.due > 0)
  return (
    <div className="due-main">
      <h2 className="due-none" id="due-title">
        {words.nothingDue}
      </h2>
      <p className="soft">
        {words.nothingDueSay} {next && words.nextDue(formatStudyDay(next.studyDay, { weekday: "long" }), next.due)}
      </p>
      <ButtonLink to={"/practice" as string} variant="primary" size="large" keys={useKeys(shortcuts.practise)}>
        {words.practise}
      </ButtonLink>
    </div>
  )
}

function Forecast({ forecast }: { forecast: Today["forecast"] }) {
  const total = forecast.reduce((sum, day) => sum + day.due, 0)
  return (
    <div className="forecast">
      <div className="sec-head">
        <h2>{words.nextDays}</h2>
        <span className="small quiet">{words.cardsInAll(total)}</span>
      </div>
      <Sparkbars
        label={words.duePerDay}
        bars={forecast.map((day) => ({
          id: day.studyDay,
          name: day.isToday ? words.today : formatStudyDay(day.studyDay, { weekday: "short" }),
          value: day.due,
          isNow: day.isToday,
        }))}
      />
    </div>
  )
}
