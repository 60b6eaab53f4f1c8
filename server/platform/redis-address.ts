/** Where Redis is to be found: one server, or nodes of a cluster that know the others. */
export type RedisAddress =
  | { kind: "server"; url: string }
  | {
      kind: "cluster"
      nodes: { host: string; port: number }[]
      username: string | null
      password: string | null
      tls: boolean
    }

export const redisForms =
  "redis://HOST:PORT/DB, rediss://… with TLS, or for a cluster redis+cluster://USER:PASSWORD@HOST:PORT,HOST:PORT (rediss+cluster://… with TLS)"

const cluster =
  /^redis(?<tls>s?)\+cluster:\/\/(?:(?<user>[^:@/,]*)(?::(?<password>[^@/,]*))?@)?(?<nodes>[^@/?#]+)\/?(?<rest>.*)$/
const node = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<name>[^:[\]\s]+))(?::(?<port>\d{1,5}))?$/i

/**
 * Reads REDIS_URL. Undefined for anything but the forms of `redisForms`. A cluster has one database only, so its form takes
 * no path; of its nodes two or three are enough, the rest is learned from them.
 */
export function parseRedisUrl(text: string): RedisAddress | undefined {
  if (/^rediss?:\/\/./.test(text)) return URL.canParse(text) ? { kind: "server", url: text } : undefined
  const parts = cluster.exec(text)?.groups
  if (parts?.nodes === undefined || parts.rest !== "") return undefined
  const nodes = parts.nodes.split(",").map(parseNode)
  const [username, password] = [decoded(parts.user), decoded(parts.password)]
  if (nodes.some((one) => one === undefined) || username === undefined || password === undefined) return undefined
  return {
    kind: "cluster",
    nodes: nodes.filter((one) => one !== undefined),
    username,
    password,
    tls: parts.tls === "s",
  }
}

function parseNode(text: string): { host: string; port: number } | undefined {
  const found = node.exec(text.trim())?.groups
  const host = found?.v6 ?? found?.name
  const port = Number(found?.port ?? 6379)
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port }
}

/** null where nothing is given, undefined for a "%" that stands for no character. */
function decoded(text: string | undefined): string | null | undefined {
  if (text === undefined || text === "") return null
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
