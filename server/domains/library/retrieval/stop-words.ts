/**
 * Words that carry no meaning of their own in a question: English function words, and the words questions are put with.
 * They are dropped from queries only; documents keep them, so a query of nothing else ("to be or not to be") still finds its text.
 */
const FUNCTION_WORDS =
  "a an the and or but nor if then else than so as of at by for with about against between into through during before after " +
  "above below to from up down in out on off over under again further once here there all any both each few more most other " +
  "some such no not only own same too very s t can will just don should now i me my myself we our ours ourselves you your " +
  "yours yourself yourselves he him his himself she her hers herself it its itself they them their theirs themselves this " +
  "that these those am is are was were be been being have has had having do does did doing would could may might must shall " +
  "also because until while upon within without per via among amongst across along toward towards"
const QUESTION_WORDS =
  "what which who whom whose when where why how whether please tell give describe explain discuss define state list name " +
  "identify"

/**
 * Words that put a question in other languages, folded as words are. Only such as mean nothing else in a language written with the
 * same letters (no "die", "comment", "dove" or "care"): of a query that asks in German, "welche" would else be its rarest word.
 */
const QUESTION_WORDS_ELSEWHERE =
  "was wer wem wen wie wieso warum weshalb wann wohin woher wozu wodurch womit welche welcher welches welchem welchen wieviel wieviele " +
  "que quien quienes cual cuales como donde cuando cuanto cuanta cuantos cuantas porque " +
  "quel quelle quels quelles qui quoi pourquoi combien quand " +
  "perche quali quanto quanti quante " +
  "quem qual quais onde quantos quantas " +
  "waar waarom wanneer hoeveel welk welke " +
  "что кто какой какая какое какие каких каким какую где когда почему зачем сколько чем чего кого кому " +
  "ما ماذا من متى أين اين كيف لماذا هل كم أي " +
  "τι ποιος ποια ποιο ποιοι ποιες ποιον ποιους που ποτε πως γιατι ποσο ποσα ποσοι ποσες " +
  "unde cand nedir kimdir nerede nasil neden nicin hangi hangisi " +
  "क्या कौन कब कहाँ कहां क्यों कैसे कितने कितना कितनी किस किसने किसके कौनसा"

/** The same in scripts without spaces, where words would be cut into pairs with their neighbours. */
export const QUESTION_PHRASES =
  /是什么|什么是|什么|甚麼|什麼|哪些|哪个|哪一个|哪一|哪里|哪种|如何|怎样|怎么样|怎么|为什么|为何|多少|谁|几个|何时|吗|とは何ですか|は何ですか|何ですか|ですか|ますか|ましたか|でしたか|なぜ|どのように|どのような|どの|どこ|いつ|だれ|誰|いくつ|อะไร|ที่ไหน|เมื่อไหร่|เมื่อใด|ทำไม|อย่างไร|เท่าไหร่|เท่าไร|เท่าใด|กี่|ใคร|ใด/g

export const STOP_WORDS: ReadonlySet<string> = new Set(
  `${FUNCTION_WORDS} ${QUESTION_WORDS} ${QUESTION_WORDS_ELSEWHERE}`.split(" "),
)
