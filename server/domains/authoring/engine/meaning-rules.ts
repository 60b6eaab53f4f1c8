/** How the meaning of a term must not begin: praise, comparison and talk about words define nothing. */

const ARTICLE = "(?:(?:an?|the|any) )?"

const WEAK_OPENINGS = [
  "for example|e\\.g|such as|including|i\\.e",
  // "a conclusion that was confirmed", "a small proportion of the brain"
  "(?:an?|the) (?:\\w+ )?(?:conclusion|finding|discovery|prediction|development|decision|trend|sign|success|proportion) (?:that|which|of|by|in)",
  // "larger than …", "much the same as …"
  `(?:much |even |far )?${ARTICLE}(?:much |even |far |slightly )?(?:larger|smaller|longer|shorter|higher|lower|more|less|greater|older|newer|faster|slower|stronger|weaker)`,
  `${ARTICLE}(?:\\w+ )?(?:comparable|similar|identical|equal) (?:to|in)`,
  // "a term that originates from …"
  "(?:an?|the) (?:\\w+ )?(?:term|word|name|acronym|abbreviation)",
  // "an extraordinarily diverse group", "a widely used method"
  `${ARTICLE}(?:\\w+ly )?diverse`,
  `${ARTICLE}(?:excellent|(?:relatively|comparatively) new|(?:widely|commonly|frequently|often) used)`,
  // "an integral part of …", "a contributing factor", "a serious issue"
  `${ARTICLE}(?:integral|enduring|vital|crucial|central|core|inherent) (?:parts?|components?|aspects?|features?)`,
  "(?:an?|the) (?:contributing|defining|driving|turning)",
  "(?:an?|the) (?:\\w+ )?(?:reality|issue|challenge|matter|trend|concern|burden|threat|tragedy|success|failure|victory|mistake|requirement|necessity|priority|goal|rich source|steam engine|backbone|foundation)",
  `${ARTICLE}(?:\\w+ )?(?:large|small|big|huge|growing|significant|substantial|considerable|special|specialized|fundamental|basic|general|handy|nice|useful|simple|fine|new|separate|different|unusual|unique|remarkable|popular|productive) (?:parts?|portions?|shares?|segments?|features?|reports?|tools?|terms?|builders?|forms?|things?|class|piece|person|people|man|woman)`,
  `(?:social|rational|human) beings?|(?:an?|the) (?:repository|home|leader|ruler|king|queen|president|emperor|son|daughter|author|founder)`,
  // "a contraindication because …", "a bit stumped", "a normal constituent of", "a complex problem", "a negative factor in", "a further method"
  "an? [\\w-]+ because|an? rare|an? bit|the (?:two|three|four|five|six)|an? (?:[\\w-]+ )?(?:constituent|factor|outcome|example|reminder)|the outcomes?|(?:an?|the) (?:further|notable|noted|normal|negative|positive|biggest|main|complex|difficult|unsustainable)",
  "(?:which|who)\\b|the names? of",
  "(?:an?|the) (?:pretty|extraordinary|impressive(?:ly)?|preferred|mere|classic|relevant|original|favou?rite|starting|ideal|convenient|safe|vast|wonderful|beautiful|famous|well-known)",
  "(?:an?|the) (?:[\\w-]+ )?(?:contraindication|possibility|testament|solution|option|choice|messengers?|apple|hallmark|pillar|driver|staple|byproduct)",
  "an? similar|an? [\\w-]+ one|an? (?:\\w+ and |\\w+ly )?\\w+ (?:adaptation|issue|topic|tool|way|wrapper|convenience|feature|tradition|testament)",
  "(?:an?|the) (?:dis)?advantage|an? concept that is|the [\\w ]+, who",
  "prevalent|akin|due|home|prone|host|subject to",
  `${ARTICLE}(?:result|reason|good|great|common|major|key|critical|essential|significant|part|matter|way|number|lot|case|question|problem|same|other|only|main|most|best|first|next|second|last|third|subject|topic|focus|cause|examples?|ones?|very|highly|particularly|especially|perfect|primary|typical|powerful|important|popular|challenge|concern|point|fact|answer|idea(?! that\\b)|place|times?|not|no|consequence|product|function|opposite|former|latter|types?|kinds?|forms?|few|little|single|potential|useful|crucial|vital)`,
]

const STARTS_WEAK = new RegExp(`^(?:${WEAK_OPENINGS.join("|")})\\b`, "i")

/** False for "an important part of …", "akin to …", "larger than …". */
export function startsWell(meaning: string): boolean {
  // "the “judicial branch” of …" is a figure of speech.
  return !STARTS_WEAK.test(meaning) && !/^(?:(?:an?|the) )?[“"‘]/i.test(meaning)
}

/** What somebody thinks of a thing, not what it is. */
export const JUDGED =
  /\b(?:driver|outcome|huge|real|actual|integral|importance|aspect|concern|vitally|key|potentially|important|major|good|great|essential|critical|crucial|vital|useful|popular|powerful|promising|attractive|effective(?:ly)?|interesting|successful|difficult|complex|challenging|well-studied|frequent|gold standard|the (?:most|best|first|last|only|same|main|central|primary|leading|dominant)|one of|an? (?:example|way|reason|result|matter|problem|issue|challenge|concern|question|case|time|fact|topic|subject))\b/i
