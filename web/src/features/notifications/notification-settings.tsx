import { useQuery } from "@tanstack/react-query"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Select, Switch } from "../../components/field.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { formatHour, formatWeekday, weekdaysInOrder } from "../../lib/format.ts"
import type { Account } from "../../lib/session.ts"
import { doorQuery } from "../accounts/index.ts"
import "./notifications.css"
import { type Notification, notificationsQuery, useChangeNotification } from "./notifications-query.ts"
import { words } from "./words.ts"

const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** Which letters the learner gets, and when; and whether they can get any. */
export function NotificationSettings({ account }: { account: Account }) {
  const { data, error, refetch } = useQuery(notificationsQuery)
  const sendsLetters = useQuery(doorQuery).data?.sendsLetters
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonLines widths={["80%", "60%"]} />
  return (
    <>
      {data.map((item) => (
        <KindSettings key={item.kind} item={item} />
      ))}
      <div className="small soft notification-notes">
        {sendsLetters === false ? <p>{words.keptHere}</p> : <p>{words.goTo(account.email)}</p>}
        {sendsLetters === true && account.emailVerifiedAt === null && <p className="strong">{words.unconfirmed}</p>}
        <p>{words.always}</p>
      </div>
    </>
  )
}

function KindSettings({ item: { kind, isOn, hour, weekday } }: { item: Notification }) {
  const { mutate } = useChangeNotification()
  return (
    <div className="notification">
      <Switch
        label={words.kinds[kind]}
        hint={words.hints[kind]}
        isOn={isOn}
        onSwitch={(on) => mutate({ kind, isOn: on })}
      />
      {isOn && (
        <div className="notification-when">
          {weekday !== null && (
            <Select
              label={words.weekday}
              aria-label={words.weekdayOf[kind]}
              value={weekday}
              onChange={(event) => mutate({ kind, weekday: Number(event.target.value) })}
            >
              {weekdaysInOrder().map((day) => (
                <option key={day} value={day}>
                  {formatWeekday(day)}
                </option>
              ))}
            </Select>
          )}
          <Select
            label={words.hour}
            aria-label={words.hourOf[kind]}
            value={hour}
            onChange={(event) => mutate({ kind, hour: Number(event.target.value) })}
          >
            {hours.map((one) => (
              <option key={one} value={one}>
                {formatHour(one)}
              </option>
            ))}
          </Select>
        </div>
      )}
    </div>
  )
}
