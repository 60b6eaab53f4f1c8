import { Session } from "../server/platform/database/session.ts"

export type ActingAs = "learner" | "system" | "owner"

export interface RecordedStatement {
  text: string
  actingAs: ActingAs
}

type Hear = (session: Session, text: string, values: readonly unknown[] | undefined) => void

/** Hears every statement that is sent while `work` runs, by whichever connection; of COMMIT only those sent alone. */
export async function hearStatements<T>(hear: Hear, work: () => Promise<T>): Promise<T> {
  const { send, sendAlong } = Session.prototype
  Session.prototype.send = function (text, values) {
    hear(this, text, values)
    return send.call(this, text, values)
  }
  Session.prototype.sendAlong = function (text, values) {
    // Without values it is sent alone, and heard there.
    if (values.length > 0) hear(this, text, values)
    return sendAlong.call(this, text, values)
  }
  try {
    return await work()
  } finally {
    Object.assign(Session.prototype, { send, sendAlong })
  }
}

/** Notes every statement with parameters that is sent while `work` runs, once. */
export async function recordStatements(work: () => Promise<void>): Promise<RecordedStatement[]> {
  const seen = new Map<string, RecordedStatement>()
  const roles = new WeakMap<Session, ActingAs>()
  await hearStatements((session, text, values) => {
    if (/^\s*begin/i.test(text)) roles.set(session, actingAs(text))
    else if (values !== undefined && /^\s*(select|insert|update|delete|with)\b/i.test(text)) {
      const role = roles.get(session) ?? "owner"
      seen.set(`${role} ${text}`, { text, actingAs: role })
    }
  }, work)
  return [...seen.values()]
}

function actingAs(begin: string): ActingAs {
  if (begin.includes("role studyin_app")) return "learner"
  return begin.includes("role studyin_system") ? "system" : "owner"
}
