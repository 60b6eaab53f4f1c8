import type { Candidate } from "./candidate.ts"
import { type LaidOutList, layOutLists } from "./layout-lists.ts"
import type { Reading } from "./read-sentences.ts"
import { specificityOf } from "./specificity.ts"
import { hasContextWord, isOdd, marksArePaired } from "./standing-rules.ts"
import { hasFiniteVerb, tagWords } from "./tag-words.ts"
import { termKey } from "./term-forms.ts"
import { cleanHeading, isGeneral, topicOfSection } from "./topic-of-section.ts"

const NOUNS =
  "types|kinds|forms|categories|classes|causes|symptoms|signs|functions|roles|steps|stages|phases|parts|components|elements|properties|characteristics|features|factors|effects|advantages|disadvantages|benefits|drawbacks|goals|aims|principles|methods|techniques|strategies|approaches|requirements|conditions|criteria|outcomes|consequences|uses|applications|layers|levels|tasks|duties|responsibilities|complications|treatments|risks|reasons|assumptions|limitations|challenges|hallmarks|mediators|services|operations|states|models|theories|laws|rules|skills|determinants|pillars|dimensions|mechanisms|divisions|branches|modes|styles|traits|aspects|differences|similarities|barriers|sources"
const LIST_NOUN = new RegExp(`\\b(?:${NOUNS})\\b`, "i")
const ENDS_IN_NOUN = new RegExp(`(?:^|\\s)(?:${NOUNS})$`, "i")
const ANNOUNCES =
  /\b(?:includes?|consists? of|comprises?|contains?|are divided into|is divided into|is made (?:up )?of|are made (?:up )?of|are|is|has|have|involves?|requires?)\s*$/i
/** What such a list leaves out cannot be named. */
const OPEN_ENDED =
  /\b(?:such as|e\.g|for example|for instance|some|many|several|other|others|may include|can include|examples?|including|like|among|etc|common|possible|questions?|you|your|we|our|consider|ask|recall|note|let|i)\b/i
const COUNTS: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8 }
const MOST_MEMBERS = 7
const MOST_WORDS = 8
const LONGEST_EVIDENCE = 1600

/** Lists of short items that a heading or a sentence announces as all there are of something. */
export function makeLayoutLists(reading: Reading, text: string): Candidate[] {
  return layOutLists(reading.blocks, text).flatMap((list) => makeList(list, text) ?? [])
}

function makeList(list: LaidOutList, text: string): Candidate | undefined {
  const { members, placed, lead } = list
  if (members.length < 2 || members.length > MOST_MEMBERS) return undefined
  const raw = text.slice(lead.start, lead.end).replace(/\s+/g, " ").trim()
  const sentence =
    lead.kind === "heading" ? cleanHeading(raw) : (raw.split(/(?<=[.!?])\s+(?=\p{Lu})/u).at(-1) as string)
  const announced = sentence
    .replace(/[\s:]+$/, "")
    .replace(/,? (?:these|they|which) (?:are|include)$/i, "")
    .replace(/\s*(?:the following|as follows)$/i, "")
  const topic = topicOfSection(placed.section)
  const names = members.map(({ start, end }) => nameOf(text.slice(start, end)))
  const last = members.at(-1) as { end: number }
  const count = Object.entries(COUNTS).find(([word]) => new RegExp(`\\b${word}\\b`, "i").test(announced))?.[1]
  const isSentence = lead.kind === "text" && /:\s*$/.test(raw)
  const isNoun = isListHeading(announced)
  const isComplete =
    count === undefined ? isNoun || (isSentence && ANNOUNCES.test(announced)) : count === members.length
  const rest = specificityOf(announced.replace(new RegExp(LIST_NOUN.source, "gi"), " "))
  const needsTopic = isGeneral(announced) || rest.contentWords === 0 || !holds(announced, topic)
  const rules: Record<string, boolean> = {
    "list-is-announced": isComplete && !OPEN_ENDED.test(announced) && (isSentence || isNoun) && announced.length <= 140,
    "lead-stands-alone":
      !hasContextWord(announced) &&
      !isOdd(announced) &&
      marksArePaired(announced) &&
      /^[\p{Lu}\d]/u.test(announced) &&
      !/\b(?:it|its|they|their|he|she|his|her)\b/i.test(announced),
    "list-has-topic": topic !== undefined || (!isGeneral(announced) && rest.contentWords >= 1),
    "list-is-long-enough": members.length >= (lead.kind === "heading" ? 3 : 2),
    "members-are-short": names.every((name) => name !== undefined),
    "members-are-distinct": new Set(names.map((name) => termKey(name ?? ""))).size === members.length,
    "members-not-leaked": names.every((name) => !announced.toLowerCase().includes((name ?? "\n").toLowerCase())),
    "list-is-compact": last.end - lead.start <= LONGEST_EVIDENCE,
  }
  const asked =
    needsTopic && topic !== undefined && !announced.startsWith(topic) ? `${topic} – ${announced}` : announced
  return {
    type: "list",
    sentence: { sectionIndex: placed.section?.index ?? 0, text: text.slice(members[0]?.start, last.end) },
    termKey: `list:${termKey(asked)}`,
    term: announced,
    prompt: `${asked}: name ${members.length === 2 ? "both" : `all ${members.length}`}${list.isOrdered && ORDERED.test(announced) ? " in order" : ""}.`,
    answer: names.join("; "),
    acceptedAnswers: [names.join("; "), names.join(", ")],
    evidence: { start: lead.start, end: last.end },
    score: 1.2 + (count !== undefined ? 0.3 : 0) + (isNoun ? 0.2 : 0) - 0.05 * Math.max(0, members.length - 4),
    rules,
    factKey: `list:${termKey(asked)}`,
  }
}

/** "Outcomes of acute inflammation", "The three main types": its head says what the items are. */
function isListHeading(announced: string): boolean {
  const head = announced
    .replace(/\s*\([^)]*\)/g, "")
    .split(/\s+(?:of|for|in|to|on|with|from|by|between|among|that|which|used|during)\s+|:\s/i)
    .map((part) => part.trim())
  return ENDS_IN_NOUN.test(head[0] ?? "") && !hasFiniteVerb(tagWords(announced, 0, announced.length))
}

const ORDERED = /\b(?:steps|stages|phases|process|procedure|sequence|cycle|order)\b/i

/** What an item is called: the term in front of its explanation, or all of a short one; undefined when it is neither. */
function nameOf(item: string): string | undefined {
  const line = item.replace(/\s+/g, " ").trim()
  const entry = /^([^:–—]{2,60}?)(?::\s|\s[–—-]\s|\s+\()/.exec(line)?.[1]
  const name = (entry ?? line).replace(/[\s.,;:]+$/, "").replace(/^(?:and|or) /i, "")
  const words = name.split(" ").length
  const isShort = words <= MOST_WORDS && name.length <= 70 && /\p{L}{2}/u.test(name)
  return isShort &&
    !isOdd(name.replace(/&/g, " ")) &&
    !hasContextWord(name) &&
    !/\b(?:etc|you|we|I|our|your)\b|[.!?]\s/.test(name) &&
    !/\b(?:and|or|of|the|a|to|in|with|by)$/i.test(name)
    ? name
    : undefined
}

/** Whether some telling word of the topic is in the lead already. */
function holds(lead: string, topic: string | undefined): boolean {
  const words = (value: string): string[] => value.toLowerCase().match(/\p{L}{4,}/gu) ?? []
  const inLead = new Set(words(lead).map((word) => word.slice(0, 5)))
  return topic !== undefined && words(topic).some((word) => inLead.has(word.slice(0, 5)) && !LIST_NOUN.test(word))
}
