/** Words beyond these are left out: nobody types them, and each costs a look-up. */
const MOST_WORDS = 8

/**
 * What was typed into the search as a query of PostgreSQL's text search: each word may begin a word of a name, user name or address.
 * Words are separated as the function `app.words_of` separates them. Without a word it fits nobody.
 */
export function searchWords(text: string): string {
  const words = text
    .toLowerCase()
    .split(/[\s@._\-+/\\&:;,()'"<>|!*]+/)
    .filter((word) => word !== "")
  // Quoted, so that nothing in a word is an operator.
  return words.length === 0
    ? "'\u0001'"
    : words
        .slice(0, MOST_WORDS)
        .map((word) => `'${word}':*`)
        .join(" & ")
}
