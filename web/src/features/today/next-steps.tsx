import { Link } from "@tanstack/react-router"
import { ChevronRight } from "lucide-react"
import type { ReactNode } from "react"
import { MarginRow } from "../../components/margin-row.tsx"
import { formatDuration, formatMoment, formatPercent } from "../../lib/format.ts"
import type { Today } from "./today-query.ts"
import { weakestTopic } from "./weakest-topic.ts"
import { words } from "./words.ts"

/** What to do besides the cards: a session left open, the topic that needs it most; before any of that, how to begin. */
export function NextSteps({ today }: { today: Today }) {
  const { unfinishedSession: session, mastery } = today
  const topic = weakestTopic(mastery)
  if (!session && !topic) return <FirstSteps today={today} />
  return (
    <Section id="next-title" title={words.next}>
      <ul className="list plan">
        {session && (
          <MarginRow isLink at={<b>{words.share(session.answeredCount, session.totalQuestions)}</b>} end={<Go />}>
            <Link className="what" to={`/practice/${session.id}` as string}>
              {words.goOn}
            </Link>
            <p className="small quiet">{session.status === "paused" ? words.paused : words.left}</p>
          </MarginRow>
        )}
        {topic && (
          <MarginRow isLink at={<b>{words.share(topic.correct, topic.answered)}</b>} end={<Go />}>
            <Link className="what" to={`/practice?topicId=${topic.topicId}` as string}>
              {words.practiseTopic(topic.name)}
            </Link>
            <p className="small quiet">{topic.answered < 5 ? words.untested : words.weakest}</p>
          </MarginRow>
        )}
      </ul>
    </Section>
  )
}

function FirstSteps({ today: { materialCount, continueReading, recentSessions } }: { today: Today }) {
  if (materialCount === 0) return null
  const steps = [
    ...(recentSessions.length === 0 ? [["/practice", words.practiseFirst, words.practiseFirstSay] as const] : []),
    ...(continueReading === null ? [["/library", words.readFirst, words.readFirstSay] as const] : []),
  ]
  if (steps.length === 0) return null
  return (
    <Section id="next-title" title={words.next}>
      <ul className="list plan">
        {steps.map(([to, what, why]) => (
          <MarginRow key={to} isLink at={words.untried} end={<Go />}>
            <Link className="what" to={to}>
              {what}
            </Link>
            <p className="small quiet">{why}</p>
          </MarginRow>
        ))}
      </ul>
    </Section>
  )
}

/** Where the learner stopped reading. */
export function ContinueReading({ reading }: { reading: Today["continueReading"] }) {
  if (!reading) return null
  return (
    <Section id="reading-title" title={words.continueReading}>
      <MarginRow
        as="div"
        isLink
        at={<b>{reading.pageStart === null ? formatPercent(reading.readShare) : words.page(reading.pageStart)}</b>}
        end={<Go />}
        className="plan"
      >
        <Link
          className="what"
          to={`/library/${reading.ownerId}/${reading.materialId}?section=${reading.sectionIndex}` as string}
        >
          {reading.sectionTitle}
        </Link>
        <p className="small quiet">{words.readShare(reading.title, reading.readShare)}</p>
      </MarginRow>
    </Section>
  )
}

const shownSessions = 4

/** The last practice sessions and how they went. */
export function Recently({ sessions }: { sessions: Today["recentSessions"] }) {
  if (sessions.length === 0) return null
  return (
    <Section id="recent-title" title={words.recently}>
      <ul className="list plan">
        {sessions.slice(0, shownSessions).map((session) => (
          <MarginRow
            key={session.id}
            isLink
            at={formatMoment(new Date(session.completedAt ?? session.startedAt))}
            end={<Go />}
          >
            <Link className="what" to={`/practice/${session.id}` as string}>
              {words.practised(session.answeredCount)}
            </Link>
            <p className="small quiet">
              {words.result(session.correctCount, session.answeredCount, formatDuration(session.activeMs))}
            </p>
          </MarginRow>
        ))}
      </ul>
    </Section>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <div className="sec-head">
        <h2 id={id}>{title}</h2>
      </div>
      {children}
    </section>
  )
}

function Go() {
  return (
    <span className="go">
      <ChevronRight className="i" aria-hidden="true" />
    </span>
  )
}
