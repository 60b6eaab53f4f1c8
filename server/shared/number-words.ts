/** The numbers that are usually written as words; each stands at its own index. */
export const NUMBER_WORDS: readonly string[] =
  "zero one two three four five six seven eight nine ten eleven twelve".split(" ")
