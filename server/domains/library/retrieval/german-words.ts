/**
 * German function words, folded as words are (für → fur, muß → muss). They are dropped from queries in German only: "die", "war", "hat",
 * "fur" and "bald" mean something in English.
 *
 * Those of the first list each say that a query is German; of the second it takes two, since a name or an abbreviation may hold
 * one (van der Waals, MIT); those of the third are also words of other languages and say nothing,
 * unless a query begins with one that asks and holds none of English.
 */
const TELLING =
  "wie wieso weshalb warum wann wohin woher wozu wofur wodurch womit worin woran worauf woraus wovon worum wobei wonach welche welcher " +
  "welches welchem welchen wieviel wieviele wer wen wem wessen ist sind wird wurde wurden werden wurdest nicht und oder aber dass weil wenn " +
  "erklar erklare erklaren erklarst erlautere erlautern erlauter beschreib beschreibe definiere gib nenne nenn bitte sollte sollten solltest sollen " +
  "kannst konnen konntest konnte konnten musst mussen mussten darf durfen mochte mochten zwischen gibt unterschied bedeutet bedeutung " +
  "heisst heissen funktioniert macht dient dienen versteht stattfindet stattfinden meint gemeint normalerweise ublicherweise typischerweise gewohnlich"
const SUPPORTING =
  "der die das den dem des ein eine einer eines einem einen von vom zu zum zur im mit bei beim aus nach auf ich du mir mich dir dich wir ihr " +
  "ihm ihn ihnen ihre ihrer ihrem ihren ihres sein seine seiner seinem seinen seines mein meine meiner meinem meinen dein deine unser unsere " +
  "sich auch nur noch schon denn doch bin bist seid sei ware waren haben habe habt hatte hatten hatte kann muss soll sollst " +
  "wollen wollte dieser diese dieses diesem diesen jener jene jenes jeder jede jedes jedem jeden alle aller allem allen alles kein keine keiner " +
  "keinem keinen etwas nichts mehr viel viele vielen vieler sehr dabei dafur dadurch damit daran darauf daraus darin davon dazu dort hier " +
  "durch gegen ohne uber unter vor hinter neben wahrend wegen trotz seit bis um ob sondern sowie sodass bzw eigentlich genau uberhaupt " +
  "nochmal nochmals eben halt einfach kurz moglichst denen deren dessen sonst wieder jemand irgendwie gleich statt worden gewesen geworden"
/** Of these some ask: what they ask about is weighed by the tutor, and they are not dropped. */
const ASKING = "unterschied bedeutung funktioniert kurz gleich"
const AMBIGUOUS =
  "was wo in an am ans ins so war hat hast will er sie es fur all also da dann je nun wohl zwar ja nein welch solch gab man als mal ab"

const telling = new Set(TELLING.split(" "))
const supporting = new Set(SUPPORTING.split(" "))

export const GERMAN_FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `${TELLING} ${SUPPORTING} ${AMBIGUOUS}`.split(" ").filter((word) => !ASKING.split(" ").includes(word)),
)

const GERMAN_LETTER = /[äöüß]/iu
const OPENING = new Set(["was", "wo"])
const ENOUGH = 2

/** Whether a query is put in German, by its function words; `isEnglish` knows those of English. */
export function isGermanQuery(text: string, words: readonly string[], isEnglish: (word: string) => boolean): boolean {
  let german = GERMAN_LETTER.test(text) ? 1 : 0
  let english = 0
  for (const word of words) {
    if (telling.has(word)) german += 2
    else if (supporting.has(word)) german += 1
    else if (!GERMAN_FUNCTION_WORDS.has(word) && isEnglish(word)) english += 1
  }
  // "Was tat Bismarck?" and "Where was Bismarck?"
  if (OPENING.has(words[0] ?? "")) german += english === 0 ? 2 : 1
  return german >= ENOUGH && german > english
}
