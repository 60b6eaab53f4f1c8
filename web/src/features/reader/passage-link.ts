export interface TextRange {
  start: number
  end: number
}

/** The range that "12-34" names, as it stands behind the # of a link to a passage; undefined for anything else. */
export function readPassageHash(hash: string): TextRange | undefined {
  const found = /^#?(\d{1,10})-(\d{1,10})$/.exec(hash)
  if (!found) return undefined
  const [start, end] = [Number(found[1]), Number(found[2])]
  return end > start ? { start, end } : undefined
}

export function passageHash({ start, end }: TextRange): string {
  return `${start}-${end}`
}
