import { indexTerms, stemGerman } from "../library/index.ts"

/** What the way a question is put says in its language. */
export interface QuestionLanguage {
  /** A word that says what kind of answer is wanted rather than what it is about; `term` is what it is indexed under. */
  isAsking(word: string, term: string): boolean
  /** A word of every subject: a text that does not hold it may say the same in others. */
  isCommon(word: string, term: string): boolean
  /** "What is X?" and its like: the first group is X. */
  subject: RegExp
  /** Asks for a number or a time. */
  figure: RegExp
  /** Joins two subjects. */
  and: RegExp
  /** Stands between a name and what it is the name of. */
  saysWhatItIs: RegExp
}

const askingWords = new Set(
  indexTerms(
    `difference different differ compare comparison explain explanation describe description define definition meaning mean
    meant role purpose reason happen happens help helps work works example examples list type types kind kinds important importance
    main name tell give summary summarise summarize overview affect affects effect section chapter`,
  ),
)
const commonWords = new Set(
  indexTerms(
    `able actually add allow almost also always amount appear apply ask avoid away back bad base basic become begin best better big bring
    build calculate call can case cause certain change choose clear close come common complete consider consist contain control cost cover
    create day deal decide depend detail determine develop do easy end enough even ever every exist expect expensive explain fact factor
    fail fall far fast few final find first follow form full general get go good great grow half hard have help high higher highest hour
    idea improve include increase indicate involve issue keep know known large largest last late later lead learn least leave let like
    likely little long longest look lose lot low lower lowest made major make many matter maximum may mention method might minimum minute
    most much must near need never new next normal normally now number occur often old one only open order out own part particular people
    percent perform person place play point possible prevent probably problem process produce provide put quickly raise rate reach real
    really receive reduce refer regard related remain require respond result rise run say second see seem serve set several short show
    similar simple single situation size slow small smallest some sometimes sort source stand start stay step still stop student take talk
    term thing think third three time total toward try turn two typical typically understand usual usually use useful value various very
    way week well whole wide word worse worst would year`,
  ),
)

export const english: QuestionLanguage = {
  isAsking: (_, term) => askingWords.has(term),
  isCommon: (_, term) => commonWords.has(term),
  subject:
    /^\s*(?:(?:please\s+)?(?:define|explain|describe)|(?:what|who)\s*(?:is|are|was|were|['’]s)|what\s+(?:is|are)\s+meant\s+by|(?:give\s+the\s+|what\s+is\s+the\s+)?definition\s+of|what\s+does)\s+(?:the\s+(?:term|section|word)\s+)?(.+?)(?:\s+means?)?\s*[?.!]*\s*$/iu,
  figure:
    /\bhow\s+(many|much|long|big|large|often|old|high|low|fast|far|deep|wide|tall|heavy)\b|^\s*when\b|\b(what|which)\s+(year|percentage|share|size|dose|temperature|date|number|rate|length|value)\b|\bnormal\b/i,
  and: /\band\b/i,
  saysWhatItIs: /\b(?:is|are|was|were|means?|refers? to|denotes?)\b/i,
}

/** Folded, as the index has them, in any form: they are compared by their stems. */
const stems = (words: string) => new Set(words.split(/\s+/).map(stemGerman))

const germanAskingWords = stems(
  `unterschied unterscheiden unterscheidet verschieden vergleich vergleichen verglichen erklarung erklarst erlauterung beschreibung definition definieren
  bedeutung bedeutet bedeuten bedeutete meinen meint gemeint rolle zweck aufgabe funktion funktioniert funktionieren dienen dient diente
  grund grunde ursache macht machen handelt passiert passieren passierte geschieht geschehen geschah hilft helfen wirkt wirken arbeitet arbeiten beispiel beispiele liste
  auflistung aufzahlen arten typ typen sorten wichtig wichtigkeit wichtigste wichtigsten hauptsachlich name namen heissen heisst zusammenfassung
  zusammenfassen uberblick auswirkung auswirkungen wirkung folge folgen abschnitt kapitel begriff thema frage antwort verstehen versteht verstanden
  wissen weisst weiss sagen sagt sagst gesagt erzahlen erzahl lernen merken nennt genannt kennen kennt eigenschaft eigenschaften merkmal merkmale
  brauchen braucht gebraucht nutzt nutzen benutzt verwendet verwenden bezeichnet bezeichnen steht stehen`,
)
const germanCommonWords = stems(
  `ablaufen ablauft allgemein alt andere anderen andern andert anderung anfang anfangen anteil anzahl ausmachen bedarf befinden befindet beginnen beginnt
  begann bekommen bekommt bekam beeinflussen beeinflusst benotigen benotigt berechnen berechnet beruhen beruht besonders besser best beste bestehen besteht bestimmen bestimmt betragen
  betragt bewirken bewirkt bilden bildet bleiben bleibt blieb bringen bringt brachte dauern dauert dauerte dinge durchschnittlich
  eigen einfluss einfach einsetzen eingesetzt einteilen eingeteilt enthalten enthalt entsteht entstehen entstand entwickeln entwickelt erfolgen erfolgt ergeben ergibt
  erhalten erhalt erhielt erhohen erhoht erkennen erkennt ermoglichen ermoglicht erreichen erreicht erste ersten
  erzeugen erzeugt fallen fallt fiel finden findet fand fangt form formen fuhren fuhrt fuhrte ganz geben gehen geht ging gehoren gehort genug gering geringste geringsten gesamt
  gewohnlich gross grosse grosste grossten gut haufig haufigste haufigsten hauptsache hoch hochste hochsten hoher hohe insgesamt jahr jahre jahren kam klein kleinste kleinsten kommen kommt kurz lang lange langste langsten
  langsam lassen lasst lauft laufen leicht letzte letzten liegen liegt lag lohnt losen lost manche maximal meist meiste meisten menge mensch menschen minimal
  mittel moglich moglichkeit moglichkeiten nehmen nimmt nahm neu neue normal normalerweise notig notwendig nutzlich oft ort person personen problem produzieren prozent punkt punkte regel richtig
  sache sachen schlecht schnell schwer sehen sieht sah setzen setzt sinken sinkt sorgen sorgt spat spater spielen spielt spielte stark starker steigen steigt stieg stellen stellt stimmt
  student studenten studierende stuck stunde suchen tag tage teil teile treten tritt trat tun tut tat typisch typische typischerweise unterschiedlich ublich ublicherweise
  verandern verandert verhalten verhalt verhindern verhindert verlauft verlaufen vermeiden vermeidet verschiedene verursachen verursacht verwendung viel vollig vorgehen vorkommen
  vorkommt wachsen wachst warten wege weise weiter wenig weniger wert werte wichtige wirklich woche wort zahl zahlen zeigen zeigt zeigte zeit
  ziel ziele ziehen zieht zustand zwei zweite zweiten drei dritte zweimal zuerst`,
)

export const german: QuestionLanguage = {
  isAsking: (word) => germanAskingWords.has(stemGerman(word)),
  isCommon: (word) => germanCommonWords.has(stemGerman(word)),
  subject:
    /^(?:bitte )?(?:(?:definier|erklär|erklaer|beschreib|erläuter)(?:e|en|n)?(?: mir)?(?: bitte| mal| kurz)*,?(?: (?:was|wer) (?=.* (?:ist|sind|war|waren|bedeutet|heißt)[?.!]*$))?|(?:was|wer) (?:ist|sind|war|waren|bedeutet|bedeuten|hei(?:ß|ss)t|bezeichnet)(?: eigentlich| denn| nochmal)*|was (?:versteht|meint) man(?: eigentlich)? (?:unter|mit)|(?:gib (?:mir )?(?:die|eine) |was ist die |wie lautet die )?definition (?:von|für|de[rs])|wofür steht) (?:(?:de[rmns]|das|die|ein|eine[mrns]?) )?(?:(?:begriff|abschnitt|wort)s? )?(.+?)(?: (?:gemeint|ist|sind|war|waren|bedeutet|hei(?:ß|ss)t))?[?.!]*$/iu,
  figure:
    /(?<!\p{L})(?:wie ?(?:viele?|vieler|lange?|gro(?:ß|ss)|oft|alt|hoch|niedrig|schnell|weit|tief|breit|schwer)|seit wann|bis wann|normal(?:e[rns]?|erweise)?|welche[mnrs]? (?:jahr|prozentsatz|anteil|größe|dosis|temperatur|datum|anzahl|zahl|rate|länge|wert))(?!\p{L})|^\s*wann(?!\p{L})/iu,
  and: /(?<!\p{L})(?:und|sowie)(?!\p{L})/iu,
  saysWhatItIs:
    /(?<!\p{L})(?:ist|sind|war|waren|bedeutet|bedeuten|bezeichnet|bezeichnen|hei(?:ß|ss)t|hei(?:ß|ss)en)(?!\p{L})/iu,
}
