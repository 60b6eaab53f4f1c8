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
  const send = Session.prototype.send
  Session.prototype.send = function (text, values) {
    if (/^\s*begin/i.test(text)) roles.set(this, actingAs(text))
    else if (values !== undefined && /^\s*(select|insert|update|delete|with)\b/i.test(text)) {
      const role = roles.get(this) ?? "owner"
      seen.set(`${role} ${text}`, { text, actingAs: role })
    }
    return send.call(this, text, values)
  }
  try {
    await work()
  } finally {
    Session.prototype.send = send
  }
  return [...seen.values()]
}

function actingAs(begin: string): ActingAs {
  if (begin.includes("role studyin_app")) return "learner"
  return begin.includes("role studyin_system") ? "system" : "owner"
}
