/**
 * A connection string may name several servers, as libpq's do: postgres://user:password@a:5432,b:5432/studyin. One string for
 * each of them, in their order.
 * @throws TypeError when it is none
 */
export function splitHosts(url: string): string[] {
  const match = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/i.exec(url)
  const hosts = match?.[2]?.split(",") ?? []
  if (match === null || hosts.some((host) => host === "" && hosts.length > 1))
    throw new TypeError("Not a connection string: expected postgres://user:password@host:port/database")
  return hosts.map((host) => new URL(`${match[1]}${host}${match[3]}`).href)
}

/** Whether it is a connection string, of one server or several. */
export function isPostgresUrl(url: string): boolean {
  try {
    return splitHosts(url).length > 0
  } catch {
    return false
  }
}
