import { classNames } from "../../components/class-names.ts"
import { Ring } from "../../components/ring.tsx"
import { formatNumber, formatStudyDay } from "../../lib/format.ts"
import type { Today } from "./today-query.ts"
import { words } from "./words.ts"

/** May be switched off in the settings. */
export function GoalAndStreak({ today: { goal, streak, level, week } }: { today: Today }) {
  const missing = Math.max(0, goal.goalMinutes - goal.todayMinutes)
  return (
    <section aria-labelledby="goal-title">
      <div className="sec-head">
        <h2 id="goal-title">{words.goalAndStreak}</h2>
      </div>
      <div className="goal">
        <Ring
          value={goal.todayMinutes}
          max={goal.goalMinutes}
          figure={formatNumber(goal.todayMinutes)}
          unit={words.ofGoal(goal.goalMinutes)}
          label={words.goalLabel(goal.todayMinutes, goal.goalMinutes)}
        />
        <div>
          <p className="strong">{goal.isMet || missing === 0 ? words.goalMet : words.toGo(missing)}</p>
          <p className="small soft">{words.streak(streak.current, streak.freezes)}</p>
          <p className="small soft">{words.level(level.level, level.xpIntoLevel, level.xpForNext)}</p>
          <p
            className="week"
            role="img"
            aria-label={words.weekLabel(
              week.filter((day) => day.isStudied).map((day) => formatStudyDay(day.studyDay, { weekday: "long" })),
              week.filter((day) => day.isFrozen).map((day) => formatStudyDay(day.studyDay, { weekday: "long" })),
            )}
          >
            {week.map((day) => (
              <span
                key={day.studyDay}
                className={classNames(day.isStudied && "hit", day.isFrozen && "ice")}
                data-now={day.isToday || undefined}
              >
                {formatStudyDay(day.studyDay, { weekday: "narrow" })}
              </span>
            ))}
          </p>
        </div>
      </div>
    </section>
  )
}
