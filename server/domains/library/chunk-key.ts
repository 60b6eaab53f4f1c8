/** A chunk's id as the Latin-1 string of its 16 bytes: what postings travel as, short and quick to compare. */
export function chunkKeyOf(chunkId: string): string {
  return Buffer.from(chunkId.replaceAll("-", ""), "hex").latin1Slice()
}

export function chunkIdOfKey(key: string): string {
  const hex = Buffer.from(key, "latin1").toString("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
