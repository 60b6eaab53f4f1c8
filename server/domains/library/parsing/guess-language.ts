/** Frequent words that tell these languages from each other. */
const stopWords: Record<string, string> = {
  en: "the of and to in is that for it with as was are be this by from which an not have",
  de: "der die und das ist nicht ein eine mit den von zu auf für im dem des sich auch werden wird",
  fr: "le la les et des est une dans que pour qui sur pas au par avec plus sont cette du ce",
  es: "el la los las y que en del una por con para es se como más pero sus este son al",
  it: "il di che la per è una con non sono del della le si gli nel alla più anche i dei",
  pt: "o que do da em um para com não uma os no se na por mais as dos como ao foi",
  nl: "de het een en van is dat op te zijn met voor niet aan er om ook als bij door worden",
  sv: "och att det som en på är av för med den till inte har ett om var de vid kan",
  da: "og at det er en til på af den der med for ikke har et som de fra kan ved",
  nb: "og det er som en på til av for at med ikke den har et fra kan eller ble være",
  fi: "ja on ei että se oli hän mutta kun ovat joka tai sen myös niin mukaan kuin ole",
  pl: "i w na się nie z do jest to że jak przez od po ale oraz są dla które jego",
  cs: "a v se na je že s z do to pro jako by ale jsou nebo které při bylo jeho",
  hu: "a az és hogy nem is egy van ez meg volt csak mint vagy de azt lehet által ki",
  ro: "și de în la cu nu un o pe este din care mai sau fi pentru sunt prin ca au",
  tr: "ve bir bu da de için ile olarak çok daha gibi olan en kadar sonra ya veya her",
  id: "yang dan di dengan untuk dari ini pada dalam tidak adalah akan itu oleh sebagai atau juga",
}

const wordsToLanguages = new Map<string, string[]>()
for (const [language, words] of Object.entries(stopWords))
  for (const word of words.split(" ")) wordsToLanguages.set(word, [...(wordsToLanguages.get(word) ?? []), language])

/** Scripts written by one main language, or told apart by a character. */
const scripts: [RegExp, (sample: string) => string][] = [
  [/[\u3040-\u30ff]/g, () => "ja"],
  [/[\uac00-\ud7af]/g, () => "ko"],
  [/[\u4e00-\u9fff]/g, (sample) => (/[\u3040-\u30ff]/.test(sample) ? "ja" : "zh")],
  [/[\u0400-\u04ff]/g, (sample) => (/[іїєґІЇЄҐ]/.test(sample) ? "uk" : "ru")],
  [/[\u0370-\u03ff]/g, () => "el"],
  [/[\u0590-\u05ff]/g, () => "he"],
  [/[\u0600-\u06ff]/g, (sample) => (/[پچژگ]/.test(sample) ? "fa" : "ar")],
  [/[\u0900-\u097f]/g, () => "hi"],
  [/[\u0980-\u09ff]/g, () => "bn"],
  [/[\u0e00-\u0e7f]/g, () => "th"],
]

/**
 * The BCP-47 primary tag of the language most of the text is written in, from its script or its stop words; the
 * claimed tag when the text is too short to tell; else "en".
 */
export function guessLanguage(text: string, claimed?: string): string {
  const claimedTag = /^[a-z]{2,3}(?=$|[-_])/i.exec(claimed?.trim() ?? "")?.[0].toLowerCase()
  const sample = sampleOf(text)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  for (const [script, language] of scripts)
    if ((sample.match(script)?.length ?? 0) > letters * 0.4) return language(sample)

  const scores = new Map<string, number>()
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu))
    for (const language of wordsToLanguages.get(word) ?? []) scores.set(language, (scores.get(language) ?? 0) + 1)
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1])
  if (!best || best[1] < 3 || best[1] === second?.[1]) return claimedTag ?? "en"
  return best[0]
}

/** Pieces from the whole length, so that a preface, a licence or a reference list in another language does not decide. */
function sampleOf(text: string): string {
  const pieces = 12
  const size = 2_000
  if (text.length <= size * pieces) return text
  const step = (text.length - size) / (pieces - 1)
  return Array.from({ length: pieces }, (_, i) => text.slice(Math.floor(i * step), Math.floor(i * step) + size)).join(
    " ",
  )
}
