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

export const STOP_WORDS: ReadonlySet<string> = new Set(`${FUNCTION_WORDS} ${QUESTION_WORDS}`.split(" "))
