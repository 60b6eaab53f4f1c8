import { NUMBER_WORDS } from "../../../shared/number-words.ts"
import { BLANK } from "./authoring-types.ts"
import type { Candidate } from "./candidate.ts"
import { nounPhrases, type TermIndex } from "./find-key-terms.ts"
import { termBonus } from "./make-definition-cards.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { specificityOf } from "./specificity.ts"
import { countDangling, type Standing } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { termKey } from "./term-forms.ts"

const UNIT =
  /^(?:%|percent|per cent|degrees?|°|celsius|fahrenheit|kelvins?|mm|cm|km|m|meters?|metres?|kilometers?|kilometres?|centimeters?|centimetres?|millimeters?|millimetres?|micrometers?|nanometers?|nm|µm|μm|inch(?:es)?|feet|foot|miles?|yards?|acres?|hectares?|light-years?|parsecs?|au|kg|g|mg|µg|μg|grams?|kilograms?|milligrams?|pounds?|tons?|tonnes?|ounces?|ml|dl|l|liters?|litres?|milliliters?|gallons?|seconds?|milliseconds?|ms|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|hz|khz|mhz|ghz|hertz|volts?|millivolts?|mv|watts?|joules?|calories|kcal|kilocalories|moles?|mol|mmhg|atm|pascals?|bits?|bytes?|kilobytes|megabytes|gigabytes|bpm|times|percentage)$/i
const SCALE = /^(?:hundred|thousand|million|billion|trillion)$/
const COUNTING =
  /\b(?:has|have|contains?|consists? of|composed of|made up of|comprised of|comprises?|divided into|includes?|there are|with|produces?|requires?|forms?|into)\s+(?:about |approximately |roughly |nearly |only |exactly )?$/
const STUDY =
  /\b(?:participants|respondents|subjects|survey|surveyed|study|studies|trial|sample|cases? (?:were|was)|researchers|students|control group|intervention|placebo|significantly|baseline|score|scores|median|mean|patients were|p\s*[<=]|n\s*=|CI|odds|mean age)\b/i
const VAGUE_BEFORE =
  /\b(?:up to|at least|more than|less than|fewer than|over|under|nearly|almost|as (?:many|much|few|little) as|(?:higher|lower|greater|smaller|longer|shorter|farther|closer|older|younger|later|earlier) than|within|exceed(?:s|ing)?|between|from|or|and|to|plus|minus|group|type|stage|phase|chapter|figure|table|level|grade|class|section|article|version|number|no\.?|page|step|line|vitamin|route|world war)\s*$/i
const YEAR_BEFORE =
  /(?:^|\s)(?:[Ii]n|[Ss]ince|until|(?:summer|spring|fall|autumn|winter|end|beginning|start) of|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2},)?)(?: (?:early|late|mid))?\s*$/
const LANDMARK = /\b(?:founded|established|invented|discovered|proposed|developed|coined|launched|ratified|enacted)\b/
/** Years of these are learnt; the year in which somebody became a trader is not. */
const EVENT =
  /\b(?:wars?|treat(?:y|ies)|acts?|battle|constitution|amendment|independence|revolution|empire|declared|declaration|signed|ratified|elected|election|assassinated|abolished|surrender(?:ed)?|invaded|annexed|convention|proclamation|crisis|depression|plague|epidemic|republic|armistice|union|congress|founded|established|discovered|invented|published)\b/i

/** Sentences in which one number with its unit, one count, or the year of a named event is blanked. */
export function makeNumberItems(
  statement: Statement,
  standing: Standing,
  text: string,
  index: TermIndex,
  isHistorical: boolean,
): Candidate[] {
  const { tokens } = statement
  if (!standing.passes || standing.hasPronoun || standing.hasHedge || STUDY.test(statement.shown)) return []
  const numbers = tokens.filter(
    (token, i) => token.class === "number" && token.lower !== "one" && !SCALE.test(tokens[i]?.lower ?? ""),
  )
  if (numbers.length !== 1) return []
  const number = numbers[0] as Token
  const at = tokens.indexOf(number)
  const next = tokens[at + 1]
  const before = showRange(statement, statement.start, number.start)
  const year = /^(?:1\d{3}|20\d\d)$/.test(number.text) && YEAR_BEFORE.test(before)
  const hasScale = next !== undefined && SCALE.test(next.lower)
  const end = hasScale ? next.end : number.end
  const unit = tokens[at + (hasScale ? 2 : 1)]
  const isMeasured = unit !== undefined && (UNIT.test(unit.text) || number.text.endsWith("%"))
  const isCounted =
    !isMeasured && COUNTING.test(before) && unit !== undefined && /^(?:noun|adjective|participle)$/.test(unit.class)
  if (!year && !isMeasured && !isCounted) return []
  const answer = text.slice(number.start, end)
  const after = closed(showRange(statement, end, statement.end))
  const names = tokens.filter((token) => token.class === "name").length
  const subject = subjectTerm(statement, index, text)
  const known = subject === undefined ? undefined : index.byKey.get(termKey(subject))
  const isSmall = number.lower === "two" || number.lower === "2"
  const rules: Record<string, boolean> = {
    ...standing.rules,
    "number-stands-free":
      !VAGUE_BEFORE.test(before) &&
      !(/\([^)]*$/.test(before) && !year) &&
      !/^[-–—/’'.]?\d|^[-–—/’']/.test(after) &&
      !/^\s*(?:to|or|and|times)\b/.test(after) &&
      !/[-–/$£€+±~≈<>]\s*$/.test(before),
    // "The volume of the solution is 275 mL": of which one?
    "number-needs-no-context": isTold(
      statement,
      number,
      year,
      (phrase) => (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1,
    ),
    "number-has-subject": year
      ? names >= 2 && (isHistorical ? EVENT : LANDMARK).test(statement.shown)
      : known !== undefined && known.logit > -1.5,
    "number-is-telling": year
      ? statement.wordCount >= 8 &&
        !/^\p{L}+ing\b|\bsimilar\b/u.test(statement.shown) &&
        /^(?:[,.;]|$)/.test(after) &&
        !/\bhad\b/.test(statement.shown)
      : !isSmall && !(isCounted && (statement.wordCount > 24 || /:|,.*,/.test(after))),
    // "8.00 mm Hg" is the result of an exercise, "earns 5%" a case of one; a share needs its whole: "15 percent of nephrons".
    "number-is-no-example":
      year ||
      (!/\.\d*0$/.test(number.text) &&
        !/:|\b(?:least|average|final|next|total) \p{L}+/u.test(before) &&
        !/[’']s\b|\b[A-Z]\b/.test(statement.shown) &&
        !/^(?:all|any|a|an|suppose|each)\b/i.test(statement.shown) &&
        (!/%|percent|per cent/.test(`${number.text} ${unit?.text ?? ""}`) ||
          /^\s*(?:percent |per cent |% )?of\b/.test(after)) &&
        // "Integers are 63 bits", not "cubes are at a temperature of 0 °C"
        (isCounted ||
          /(?:^|\b(?:is|are|has|have|weighs?|lasts?|takes?|contains?|holds?|measures?|produces?|requires?|makes? up|through)\s+)(?:about |approximately |only |roughly |nearly |around )?$/i.test(
            before,
          )) &&
        (known?.logit ?? -9) > 0),
    "number-is-lasting":
      !/\b(?:ago|old|later|earlier|reported|estimated|projected|per year in)\b/i.test(after.slice(0, 40)) || year,
    // "Helium fusion lasted 1 million years" tells a story; what is true in general stands in the present.
    "number-is-general":
      year ||
      isHistorical ||
      !/\b(?:was|were|had|will|would|predicts?|gives?|yields?|calculated?|lasted|took|became|began|\w{3,}ed (?:about|for|only|by|to))\b/.test(
        statement.shown,
      ),
  }
  return [
    {
      type: "number",
      sentence: statement.sentence,
      termKey: `number:${termKey(subject ?? "")}:${number.start}`,
      term: subject ?? "",
      prompt: `${before}${BLANK}${after}`,
      answer,
      acceptedAnswers: numberForms(answer),
      evidence: { start: statement.start, end: statement.end },
      score:
        0.7 +
        (year ? 0.1 + Math.min(0.4, 0.1 * names) : 0) +
        (isMeasured ? 0.3 : 0) +
        (isCounted ? 0.2 : 0) -
        (statement.wordCount > 24 ? 0.4 : 0) -
        0.15 * Math.max(0, statement.shown.split(",").length - 3) +
        (year ? 0 : 0.15 * termBonus(known)),
      rules,
      factKey: `number:${termKey(subject ?? statement.shown.slice(0, 40))}:${answer.toLowerCase()}`,
    },
  ]
}

function isTold(
  statement: Statement,
  number: Token,
  isYear: boolean,
  isKnownTerm: (phrase: string) => boolean,
): boolean {
  const { sum } = specificityOf(statement.shown)
  if (!isYear) return sum >= 22 && countDangling(statement.tokens, number, isKnownTerm) === 0
  if (
    /^(?:when|after|following|before|while|as|once|although)\b/i.test(statement.shown) ||
    /\bnot\b/.test(statement.shown)
  )
    return false
  // "The Senate ratified the treaty in …": a year belongs to one event, and that has to be told.
  return (
    sum >= 28 && countDangling(statement.tokens, number, (phrase) => phrase.includes(" ") && isKnownTerm(phrase)) === 0
  )
}

/** A clause that was cut out of its sentence gets a full stop. */
export function closed(text: string): string {
  return /[.!?]["”’)]*$/.test(text) ? text : `${text}.`
}

/** The first noun phrase of the statement, if it stands within its first words. */
function subjectTerm(statement: Statement, index: TermIndex, text: string): string | undefined {
  for (const { from, to } of nounPhrases(statement.tokens)) {
    if (from > 5) return undefined
    const phrase = text.slice((statement.tokens[from] as Token).start, (statement.tokens[to - 1] as Token).end)
    if ((index.byKey.get(termKey(phrase))?.logit ?? -9) > -1.5) return phrase
  }
  return undefined
}

function numberForms(answer: string): string[] {
  const forms = [answer]
  const plain = answer.replace(/(\d),(?=\d{3})/g, "$1")
  forms.push(plain)
  const word = NUMBER_WORDS.indexOf(answer.toLowerCase())
  if (word >= 0) forms.push(String(word))
  if (/^\d+$/.test(plain) && NUMBER_WORDS[Number(plain)] !== undefined)
    forms.push(NUMBER_WORDS[Number(plain)] as string)
  if (plain.endsWith("%")) forms.push(plain.slice(0, -1))
  return [...new Set(forms)]
}
