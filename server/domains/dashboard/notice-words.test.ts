import { expect, test } from "vitest"
import { noticeWords } from "./notice-words.ts"

const english = noticeWords({ language: "en", locale: "en-GB" })
const german = noticeWords({ language: "de", locale: "en-US" })

test("one card and one minute are said in words, many in the reader's figures", () => {
  expect(english.begin(1, 1)).toBe("1 card is due today, about a minute of review. Begin here:")
  expect(english.due(1200)).toBe("1,200 cards are due")
  expect(german.due(1)).toBe("1 Karte ist fällig")
  expect(german.begin(1, 1)).toBe("1 Karte ist heute fällig, etwa eine Minute Wiederholen. Hier geht es los:")
  expect(german.begin(1200, 90)).toBe("1.200 Karten sind heute fällig, etwa 90 Minuten Wiederholen. Hier geht es los:")
  expect(german.goals(1)).toBe("Tagesziel erreicht: an 1 Tag")
})

test("dates are in the language of the words, in the order of the region", () => {
  expect(noticeWords({ language: "en", locale: "de-DE" }).weekOf("2026-11-16", "2026-11-22")).toContain("November 2026")
  expect(german.weekOf("2026-03-30", "2026-04-05")).toMatch(/^Deine Woche in StudyIn, 30\. März.*5\. April 2026$/)
})
