import { useQuery } from "@tanstack/react-query"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { formatLongDay } from "../../lib/format.ts"
import { accountQuery } from "../accounts/index.ts"
import { DuePanel } from "./due-panel.tsx"
import { GoalAndStreak } from "./goal-and-streak.tsx"
import { MasteryByTopic } from "./mastery-by-topic.tsx"
import { NewLearner } from "./new-learner.tsx"
import { ContinueReading, NextSteps, Recently } from "./next-steps.tsx"
import "./today.css"
import { type Today, todayQuery } from "./today-query.ts"
import { words } from "./words.ts"

/** What is due, and the day behind it. */
export function TodayScreen() {
  useScreenTitle(words.title)
  const { data: today, error, refetch, isFetching } = useQuery(todayQuery)
  return (
    <div className="page">
      {today ? (
        <TodayContent today={today} />
      ) : error ? (
        <>
          <h1 className="page-head">{words.title}</h1>
          <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
        </>
      ) : (
        <TodaySkeleton />
      )}
    </div>
  )
}

function TodayContent({ today }: { today: Today }) {
  const showsMotivation = useQuery(accountQuery).data?.settings.showsMotivation ?? true
  const answered = today.week.reduce((sum, day) => sum + day.answered, 0)
  const correct = today.week.reduce((sum, day) => sum + day.correct, 0)
  return (
    <>
      <div className="page-head">
        <div className="grow">
          <h1>{formatLongDay(today.studyDay)}</h1>
          {answered > 0 && <p className="sub">{words.thisWeek(answered, correct)}</p>}
        </div>
      </div>
      {today.isNew ? (
        <NewLearner />
      ) : (
        <>
          <DuePanel today={today} />
          <div className="today-cols">
            <div className="today-main">
              <NextSteps today={today} />
              <ContinueReading reading={today.continueReading} />
              <Recently sessions={today.recentSessions} />
            </div>
            <div className="today-aside">
              {showsMotivation && <GoalAndStreak today={today} />}
              <MasteryByTopic mastery={today.mastery} />
            </div>
          </div>
        </>
      )}
    </>
  )
}

function TodaySkeleton() {
  return (
    <SkeletonScreen label={words.loading}>
      <div className="page-head">
        <SkeletonBlock height="1.75rem" width="16rem" />
      </div>
      <div className="sheet due">
        <div className="due-main">
          <SkeletonBlock height="4rem" width="9rem" />
          <div className="soft">
            <SkeletonLines widths={["70%", "45%"]} />
          </div>
          <SkeletonBlock height="3rem" width="11rem" />
        </div>
        <div className="forecast">
          <SkeletonBlock height="10rem" />
        </div>
      </div>
      <div className="today-cols">
        <SkeletonLines widths={["8rem", "90%", "70%", "80%"]} />
        <SkeletonLines widths={["8rem", "100%", "100%", "100%"]} />
      </div>
    </SkeletonScreen>
  )
}
