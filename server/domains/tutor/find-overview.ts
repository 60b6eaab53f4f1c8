import type { Tx } from "../../platform/database/index.ts"
import { normaliseWhitespace } from "../../shared/text.ts"
import { listKeyPassages, listOpeningPassages } from "../library/index.ts"
import type { Passage } from "./passage.ts"
import { quotableRanges } from "./quotable-ranges.ts"

/** An answer quotes a sentence of each. */
const MOST_PASSAGES = 5

/**
 * The passages that say what everything in scope is about, each with the sentence that says it. A material that announces its subject
 * as it begins is let speak for itself first.
 */
export async function findOverview(tx: Tx, userId: string, materialIds?: readonly string[]): Promise<Passage[]> {
  const asked = { materialIds, most: MOST_PASSAGES }
  const [key, openings] = [await listKeyPassages(tx, userId, asked), await listOpeningPassages(tx, userId, asked)]
  const announced = new Map<string, Passage>()
  for (const passage of openings) {
    const summary = announcementIn(passage.text)
    if (summary !== null && !announced.has(passage.materialId))
      announced.set(passage.materialId, { ...passage, summary })
  }
  return key.map((passage, i) => {
    const isFirstOfMaterial = key[i - 1]?.materialId !== passage.materialId
    return (isFirstOfMaterial && announced.get(passage.materialId)) || passage
  })
}

const WORK =
  "(?:chapter|section|unit|module|lesson|lecture|course|book|textbook|text|paper|article|study|review|report|thesis|document|manual|guide|tutorial|introduction|presentation|work)"
const WERK =
  "(?:kapitels?|abschnitt(?:e?s)?|einheit|moduls?|lektion|vorlesung|kurs(?:es)?|buch(?:e?s)?|lehrbuch(?:e?s)?|text(?:e?s)?|artikels?|aufsatz(?:es)?|arbeit|studie|bericht(?:e?s)?|skript(?:e?s)?|handbuch(?:e?s)?|leitfaden|einführung|beitrag(?:e?s)?|werk(?:e?s)?)"
const ANNOUNCES = new RegExp(
  String.raw`\b(?:this|the present|our)\s+${WORK}\s+(?:explains?|describes?|discuss(?:es)?|covers?|presents?|introduces?|examines?|explores?|investigates?|reviews?|shows?|teaches|offers?|provides?|gives?|deals?|aims?|tells?|looks?|is\s+(?:about|an?|the|intended|meant|for|on|concerned)|will)\b` +
    String.raw`|\b(?:aim|goal|purpose|subject|objective)s?\s+of\s+(?:this|the present|our)\s+${WORK}\b` +
    String.raw`|\bin\s+this\s+${WORK},?\s+(?:we|you|I)\b` +
    String.raw`|\bwe\s+(?:present|propose|introduce|investigate|describe|examine|explore|study|report)\b` +
    // And in German.
    String.raw`|\b(?:diese[rs]?|vorliegende[rs]?|unsere?)\s+${WERK}\s+(?:erklärt|beschreibt|behandelt|stellt|zeigt|untersucht|bietet|gibt|führt|handelt|befasst|beschäftigt|erläutert|vermittelt|richtet|soll|will|ist\s+(?:eine?|für))(?!\p{L})` +
    String.raw`|\b(?:ziel|zweck|gegenstand|thema)\s+(?:diese[rs]|der\s+vorliegenden|des\s+vorliegenden)\s+${WERK}(?!\p{L})` +
    String.raw`|\bin\s+(?:diese[mr]|der\s+vorliegenden|dem\s+vorliegenden)\s+${WERK},?\s+(?:\p{L}+\s+){0,2}(?:wir|du|sie|es|wird|werden)(?!\p{L})`,
  "iu",
)
const OF_THE_IMPRINT =
  /©|\b(?:copyright|licen[cs]e|licen[cs]ed|redistribut\w*|permission|reproduced|warranty|isbn|lizenz|urheberrecht\w*|nachdruck|vervielfältigung)\b/i

/** The first sentence that says what the text is about; null where none does. */
function announcementIn(text: string): string | null {
  const sentences = quotableRanges(text).map(({ start, end }) => text.slice(start, end))
  const found = sentences.find((sentence) => ANNOUNCES.test(sentence) && !OF_THE_IMPRINT.test(sentence))
  return found === undefined ? null : normaliseWhitespace(found)
}
