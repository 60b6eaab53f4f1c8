import { expect, test } from "vitest"
import { stemEnglish } from "./stem-english.ts"

// From the sample vocabulary of the stemmer's definition.
const SAMPLE = `consign consign, consigned consign, consigning consign, consignment consign, consist consist, consistency consist,
consolation consol, consolatory consolatori, console consol, consolidate consolid, constancy constanc, knack knack, knavish knavish,
kneaded knead, knees knee, knightly knight, knots knot, knowing know, ties tie, cries cri, gas gas, this this, gaps gap, kiwis kiwi,
luxuriating luxuri, hopping hop, hoping hope, agreed agre, feed feed, happy happi, enjoy enjoy, by by, say say, generate generat,
general general, generous generous, communism communism, dying die, skies sky, news news, inning inning, proceed proceed, early earli,
relational relat, digitization digit, hopefulness hope, radically radic, electricity electr, formative format, adoption adopt, irritant irrit,
vertebrae vertebra, mitochondrial mitochondri, mitochondria mitochondria, diagnoses diagnos, diagnosis diagnosi, controlling control,
rolled roll, adding add, added add, egged egg, patient's patient, yellow yellow, youth youth, boyish boyish, sky sky, fluently fluentli`

test.each(SAMPLE.split(/,\s+/).map((pair) => pair.split(" ") as [string, string]))(
  "the stem of %s is %s",
  (word, stem) => expect(stemEnglish(word)).toBe(stem),
)
