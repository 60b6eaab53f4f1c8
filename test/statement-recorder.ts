import { Session } from "../server/platform/database/session.ts"

export type ActingAs = "learner" | "system" | "owner"

export interface RecordedStatement {
  text: string
  actingAs: ActingAs
}

/** Notes every statement with parameters that is sent while `work` runs, by whichever connection, once. */
export async function recordStatements(work: () => Promise<void>): Promise<RecordedStatement[]> {
  const seen = new Map<string, RecordedStatement>()
  const roles = new WeakMap<Session, ActingAs>()
  const note = (session: Session, text: string, values: readonly unknown[] | undefined) => {
    if (/^\s*begin/i.test(text)) roles.set(session, actingAs(text))
    else if (values !== undefined && /^\s*(select|insert|update|delete|with)\b/i.test(text)) {
      const role = roles.get(session) ?? "owner"
      seen.set(`${role} ${text}`, { text, actingAs: role })
    }
  }
  const { send, sendAlong } = Session.prototype
  Session.prototype.send = function (text, values) {
    note(this, text, values)
    return send.call(this, text, values)
  }
  Session.prototype.sendAlong = function (text, values) {
    note(this, text, values)
    return sendAlong.call(this, text, values)
  }
  try {
    await work()
  } finally {
    Object.assign(Session.prototype, { send, sendAlong })
  }
  return [...seen.values()]
}

function actingAs(begin: string): ActingAs {
  if (begin.includes("role studyin_app")) return "learner"
  return begin.includes("role studyin_system") ? "system" : "owner"
}
