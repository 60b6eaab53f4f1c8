/** All German words, found by the names of their files: "../features/today/words.de.ts" → "features/today/words". */
const files = import.meta.glob<object>("../**/*words.de.ts", { eager: true, import: "german" })

export const german: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [file.slice("../".length, -".de.ts".length), words]),
)
