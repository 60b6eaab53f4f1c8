/** How German speaks to the tutor or of the text as such. Patterns for lines whose white space is single spaces. */

const TEXT = `(?:text(?:e[ns]?|s)?|materials?|materialien|buch(?:e?s)?|bücher[ns]?|kapiteln?|kapitels|dokument(?:e[ns]?|s)?|artikel[ns]?|skript(?:e[ns]?|s)?|notizen|unterlagen|mitschrift(?:en)?|folien|seiten?|aufsatz(?:es)?|vorlesung(?:en)?|datei(?:en)?|pdfs?)`
const MY = `(?:mein(?:e[mnrs]?)?|unser(?:e[mnrs]?)?|dein(?:e[mnrs]?)?|diese[mnrs]?)`
const THE_TEXT = `(?:${MY}|de[mnrs]|das|die) (?:ganzen? |gesamten? |hochgeladenen? )?${TEXT}`
const IN_THE_TEXT = `(?:in ${THE_TEXT}|im (?:ganzen |gesamten )?${TEXT})`
const ALL_OF_IT = `(?:(?:alles|das|dies|dieses|es)(?: hier| alles)?|${THE_TEXT})`
const FILLERS = `(?: (?:bitte|mal|kurz|denn|eigentlich|genau|nochmals?|noch mal|noch|einmal|doch|einfach|überhaupt|alles|für mich))*`
const ABOUT = `(?:über|zu[mr]?|von|vom)`
const CAN_YOU = `(?:kannst|könntest|würdest|magst|willst) du(?: mir| uns)?${FILLERS}`
const MAIN = `(?:haupt|kern)(?:punkte?|aussagen?|themen|thema|ideen?|gedanken?|inhalte?)|(?:allerwichtigsten?|wichtigsten?|wesentlichen?|wesentliche[rs]|zentralen?|zentrale[rs]|größten?) (?:punkte?|aussagen?|themen|thema|ideen?|gedanken?|inhalte?|begriffe?|erkenntnisse?|fakten|dinge|botschaften?)`

const wholly = (pattern: string) => new RegExp(`^(?:bitte )?${pattern},?(?: bitte)?(?: ?[?.!]){0,5}$`, "iu")

/** Asks what is in scope about as a whole. */
export const GERMAN_OVERVIEWS: readonly RegExp[] = [
  `(?:um was|worum) geht(?: ?['’]s| es| das)${FILLERS}(?:(?: hier| darin| ${IN_THE_TEXT})${FILLERS})?`,
  `(?:wovon|von was) handel(?:t|n) ${ALL_OF_IT}`,
  `was (?:ist|sind|wären?)(?: hier)? (?:die|der|das) (?:${MAIN})(?: (?:hier|darin|daraus|davon|${IN_THE_TEXT}|(?:aus|von) ${THE_TEXT}|${THE_TEXT}))?`,
  `was ist (?:hier )?(?:das thema|der inhalt)(?: (?:hier|davon|von ${THE_TEXT}|${THE_TEXT}))?`,
  `was steht${FILLERS} (?:(?:hier|da|dort)(?: drin| drinnen| geschrieben)?|drin|darin|${IN_THE_TEXT}(?: drin)?)`,
  `was (?:sagt|behandelt|behandeln|lehrt|vermittelt) ${ALL_OF_IT}(?: aus)?`,
  `(?:(?:gib|gebe|mach|mache|schreib|schreibe|zeig|zeige|erstell|erstelle|nenn|nenne)(?: mir| uns)?${FILLERS} )?(?:(?:einen?|die|den|das) )?(?:(?:kurz|knapp|grob|schnell|klein)e[nr]? )?(?:überblick|übersicht|zusammenfassung|(?:${MAIN}))(?: (?:davon|daraus|(?:über|von|zu|aus) ${ALL_OF_IT}|${THE_TEXT}))?`,
  `fass(?:e|t)?(?: mir| uns)?${FILLERS} ${ALL_OF_IT}${FILLERS} zusammen`,
  `(?:${CAN_YOU} )?${ALL_OF_IT}${FILLERS} zusammenfassen`,
  `${CAN_YOU} (?:einen?|die) (?:(?:kurze|knappe|grobe)[nr]? )?(?:überblick|übersicht|zusammenfassung)(?: (?:über|von) ${ALL_OF_IT})? (?:geben|machen|schreiben|erstellen)`,
  `was (?:kann|soll|sollte|muss|lerne|nehme|werde) ich(?: (?:hier|hieraus|daraus|darin|aus ${THE_TEXT}|${IN_THE_TEXT}))?(?: (?:lernen|mit|mitnehmen))?`,
].map(wholly)

/** The subject, and what may stand behind it. */
const subject = (behind: string) => `(.+?),?(?: ${behind})?(?= ?[?.!]{0,5}$)`
const opening = (pattern: string, behind: string) => new RegExp(`^${pattern},? ${subject(behind)}`, "iu")

/** What stands around the subject (the first group) and says no more than "Erkläre". */
export const GERMAN_ABOUT: readonly RegExp[] = [
  opening(
    `was (?:sagt|sagen|steht|schreibt|schreiben|erzählt|erklärt|erfahre ich|erfährt man|lernt man)${FILLERS} (?:${THE_TEXT}|${IN_THE_TEXT}|hier|da|dort)${FILLERS} ${ABOUT}`,
    "(?:aus|drin)",
  ),
  opening(
    `(?:sagt|sagen|erwähnt|erwähnen|erklärt|beschreibt|behandelt) ${THE_TEXT}(?: (?:etwas|was|irgendwas))?(?: ${ABOUT})?`,
    "(?:aus|mit)",
  ),
  opening(`steht (?:${IN_THE_TEXT}|hier|da|dort) (?:etwas|was|irgendwas) ${ABOUT}`, "(?:drin)"),
  opening(`was (?:weißt|weisst) du${FILLERS} ${ABOUT}`, "(?:alles)"),
  opening(
    `(?:was )?${CAN_YOU} (?:(?:etwas|was|mehr|alles) )?${ABOUT}`,
    "(?:etwas |was |mehr )?(?:sagen|erzählen|erklären|berichten)",
  ),
  opening(
    `(?:erzähl|erzähle|sag|sage|berichte)(?: mir| uns)?${FILLERS}(?: (?:etwas|was|mehr))? ${ABOUT}`,
    "(?:etwas|mehr)",
  ),
  opening(
    `was (?:sollte|soll|sollten|sollen|muss|müssen|müsste|kann|könnte|möchte|will|darf) (?:ich|man|wir)${FILLERS}(?: unbedingt| mindestens)? ${ABOUT}`,
    "(?:alles |unbedingt |mindestens )?(?:wissen|lernen|sagen|verstehen|können|erfahren|beachten|behalten|merken)(?: können)?",
  ),
  opening(
    `ich (?:möchte|will|würde|muss|wüsste)(?: gern| gerne)?${FILLERS}(?: mehr| etwas)?(?: gern| gerne)? ${ABOUT}`,
    "(?:wissen|lernen|verstehen|erfahren)",
  ),
  opening(`ich (?:möchte|will|würde|muss)(?: gern| gerne)?`, "(?:verstehen|lernen)"),
  opening(
    `ich (?:verstehe?|kapiere?|begreife?) (?:(?:noch|leider|gar|immer noch|überhaupt|einfach) )*nicht(?: (?:ganz|so recht|wirklich|genau|richtig|mehr))?`,
    "(?:nicht)",
  ),
  /^ich (?:verstehe?|kapiere?|begreife?) (.+?) (?:(?:noch|leider|gar|überhaupt|einfach) )*nicht(?: (?:ganz|so recht|wirklich|richtig))?(?= ?[?.!]{0,5}$)/iu,
  opening(`hilf mir${FILLERS}(?: dabei)?,?(?: (?:bei|beim|mit))?`, "(?:zu verstehen|zu lernen)"),
]

/** What stands before a whole question, to be left out: "Kannst du mir erklären, wie …". */
export const GERMAN_BEFORE_QUESTION = new RegExp(
  `^(?:bitte )?(?:${CAN_YOU} (?:erklären|sagen|erläutern|beschreiben|verraten)|(?:weißt|weisst) du${FILLERS}|(?:sag|sage|erklär|erkläre|verrat|verrate)(?: mir| uns)?${FILLERS}|ich (?:möchte|will|würde)(?: gern| gerne)? wissen),? (?=(?:was|wie|warum|wieso|weshalb|wann|wo|wer|wem|wen|wozu|wofür|wodurch|womit|woher|wohin|welche[mnrs]?|(?:in|unter|mit|aus|von|zu) welche[mnr]) )`,
  "iu",
)

/** "Kannst du mir X erklären?" */
export const GERMAN_REQUEST = opening(CAN_YOU, "(?:erklären|erläutern|beschreiben|definieren|näherbringen)")

/** Says where the answer is to come from. */
export const GERMAN_SOURCE = new RegExp(
  `(?:^|,? )(?:laut (?:${THE_TEXT}|${TEXT})|(?:nach|gemäß) ${THE_TEXT}|${THE_TEXT} (?:zufolge|nach)|in ${MY} ${TEXT})(?=[ ,?.!]|$),? ?`,
  "iu",
)
