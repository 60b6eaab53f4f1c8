import { Ring } from "../../components/ring.tsx"
import { formatNumber, formatStudyDay } from "../../lib/format.ts"
import type { Today } from "./today-query.ts"
import { words } from "./words.ts"

/** May be switched off in the settings. */
export function GoalAndStreak({ today: { goal, streak, level, week, studyDay } }: { today: Today }) {
  const missing = Math.max(0, goal.goalXp - goal.todayXp)
  return (
    <section aria-labelledby="goal-title">
      <div className="sec-head">
        <h2 id="goal-title">{words.goalAndStreak}</h2>
      </div>
      <div className="goal">
        <Ring
          value={goal.todayXp}
          max={goal.goalXp}
          figure={formatNumber(goal.todayXp)}
          unit={words.ofGoal(goal.goalXp)}
          label={words.goalLabel(goal.todayXp, goal.goalXp)}
        />
        <div>
          <p className="strong">{goal.isMet || missing === 0 ? words.goalMet : words.toGo(missing)}</p>
          <p className="small soft">{words.streak(streak.current, streak.freezes)}</p>
          <p className="small soft">{words.level(level.level, level.xpIntoLevel, level.xpForNext)}</p>
          <p
            className="week"
            role="img"
            aria-label={words.weekLabel(
              week.filter((day) => day.xp > 0).map((day) => formatStudyDay(day.studyDay, { weekday: "long" })),
            )}
          >
            {week.map((day) => (
              <span
                key={day.studyDay}
                className={day.xp > 0 ? "hit" : undefined}
                data-now={day.studyDay === studyDay || undefined}
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
