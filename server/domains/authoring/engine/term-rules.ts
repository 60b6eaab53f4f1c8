import { type TermCandidate, WEAK_HEAD } from "./find-key-terms.ts"
import { singularOf } from "./term-forms.ts"
import { commonnessOf, isFunctionWord, listedClassOf } from "./word-classes.ts"

const WEAK_START =
  /^(?:please|see|note|optional|property|options?|arguments?|parameters?|command|default|variable|input|output|notable|resulting|main|basic|important|common|general|many|several|various|different|certain|particular|specific|similar|typical|following|major|key|other|same|such|most|more|new|old|good|great|first|second|third|last|next|previous|own|single|given|entire|whole|their|its|his|her|this|that|these|those|each|every|some|any|all|both|no|one|two|three|four|five|modern|early|late|recent|people|someone|individuals?|researchers?|scientists?|students?|patients?|authors?|psychologists?|critics?|historians?|exception|analogy|comparison|clue|alternative|solution|consequence|benefit|word|term|phrase|name|top|bottom|left|right|rest|remaining|best-\w+|answer|question|goal|purpose|aim|reason|difference|result|problem|idea|example|advantage|disadvantage|effects?|role|functions?|structures?|composition|presence|use|number|amount|size|lack|loss|definition|calculation|regard|respect|accordance|(?:net|end|final|overall|fundamental) [\w-]+)\b/i

/** People who study: "Anthropologists have a word for …" asks for nothing. */
export const PROFESSION =
  /\p{L}+(?:ologists?|onomers?|omists?|icists?|torians?|scientists?|researchers?|scholars?|experts?)$/iu

/** "darker belts", "nearest galaxy": compared with what? Inner, outer, upper and lower are places. */
const COMPARED =
  /^(?:(?:least|most|best|worst)-\w+|\w{2,}(?:iest|gest|dest|kest|lest|rest)|(?:old|great|small|larg|high|low|near|dark|short|warm|fast|strong|weak|simple?|bright|cheap|few|long)est|(?:dark|larg|small|old|young|new|long|short|warm|cool|fast|slow|strong|weak|bright|light|heavi|rich|poor|cheap|thick|thin|wid|deep|great|bett|wors)er)\s/i

const SUPERLATIVE =
  /^(?:old|great|small|larg|high|low|near|dark|short|warm|fast|strong|weak|simpl|bright|cheap|few|long|fine|wide|deep|hard|easi|earli|lat)est$/i

/** Whether a noun phrase may be asked for at all. `isIntroduced`: the statement itself says what it means. */
export function judgeTerm(
  term: string,
  known: TermCandidate | undefined,
  isIntroduced = false,
  isNamed = false,
): Record<string, boolean> {
  const words = term.toLowerCase().split(/\s+/)
  const head = singularOf(words.at(-1) ?? "")
  const isSingle = words.length === 1
  // "market" and "money" are everyday words, yet terms of a text that defines them and comes back to them.
  const isDefinedKey = isIntroduced && (known?.logit ?? -9) > 0.5 && (known?.frequency ?? 0) >= 4
  return {
    "term-is-specific":
      words.length <= 5 &&
      term.length <= 50 &&
      term.length >= 2 &&
      /^[\p{L}\p{N}]/u.test(term) &&
      !(
        isSingle &&
        ((commonnessOf(words[0] as string) >= 4 && !isDefinedKey) ||
          isFunctionWord(words[0] as string) ||
          WEAK_HEAD.has(head))
      ) &&
      (isSingle || words.some((word) => commonnessOf(word) <= 3)) &&
      !WEAK_START.test(term) &&
      !COMPARED.test(term) &&
      !(isSingle && SUPERLATIVE.test(term)) &&
      !/^[IVX]+$/.test(term) &&
      // "5 km", "Jefferson’s account"
      !/^\p{Ll}{1,2}$/u.test(term) &&
      !/[’']s?$|\bexamples?$/i.test(term) &&
      // "ρghQ" is a formula, "compute" an order; "net result" and "key part" name nothing.
      !/\p{Script=Greek}\p{Script=Latin}|\p{Script=Latin}\p{Script=Greek}/u.test(term) &&
      !(isSingle && listedClassOf(term) === "verb") &&
      !(
        !isSingle &&
        !words.includes("of") &&
        WEAK_HEAD.has(head) &&
        words.slice(0, -1).every((word) => commonnessOf(word) >= 2) &&
        (known?.logit ?? -9) < 0
      ) &&
      // "200 years ago", "4500 BCE": measures of time, no terms.
      !/(?:^|\s)(?:ago|bce?|ce|ad|a\.d|p\.m|a\.m)$/i.test(term) &&
      // "sys.path", "foo()": names of a program, not of a subject.
      !/[\p{L}\d][._(/\\][\p{L}\d]|[_()\\]/u.test(term) &&
      !/[’']s\s+(?:father|mother|wife|husband|son|daughter|brother|sister|family|army|forces|troops|friends?|men|house|camp|life|career|death)\b/.test(
        term,
      ) &&
      !/^\p{Ll}\S*[’']s\b/u.test(term),
    "term-is-established":
      isNamed ||
      (known !== undefined &&
        (known.frequency >= 2 || known.cues > 0 || known.emphasised > 0 || isIntroduced) &&
        (known.logit > -2.5 ||
          (known.logit > -3.5 && known.frequency >= 4 && words.some((word) => commonnessOf(word) <= 1)) ||
          (/^\p{Lu}/u.test(known.surface) && known.frequency >= 3) ||
          isIntroduced)),
  }
}
