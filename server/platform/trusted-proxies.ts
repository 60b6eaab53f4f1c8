/** false: none; a number: as many in a row in front of the server; otherwise their addresses. */
export type TrustedProxies = false | number | string[]

/**
 * Reads TRUST_PROXY; undefined for anything else. `true` means one proxy: with more trust than that a client could write any
 * address into X-Forwarded-For, since proxies add to what is there.
 */
export function parseTrustedProxies(text: string): TrustedProxies | undefined {
  if (["false", "no", "0"].includes(text)) return false
  if (["true", "yes", "1"].includes(text)) return 1
  if (/^[2-9]$/.test(text)) return Number(text)
  const ranges = text.split(",").map((range) => range.trim())
  return ranges.every((range) => /^(?=.*[.:])[0-9a-f:.]+(\/\d{1,3})?$/i.test(range)) ? ranges : undefined
}
