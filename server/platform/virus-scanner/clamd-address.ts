/** Where clamd listens: its `TCPSocket` and `TCPAddr`, or its `LocalSocket`. */
export type ClamdAddress = { host: string; port: number } | { path: string }

export const clamdForms = "host:3310, [::1]:3310 or unix:/run/clamav/clamd.ctl"

/** Undefined for what is none of `clamdForms`. */
export function parseClamdAddress(text: string): ClamdAddress | undefined {
  if (text.startsWith("unix:")) {
    const path = text.slice(5)
    return /^\/[^\0]+$/.test(path) ? { path } : undefined
  }
  const found = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text)
  const host = found?.[1] ?? found?.[2]
  const port = Number(found?.[3])
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined
}
