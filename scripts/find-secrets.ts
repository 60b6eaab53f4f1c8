/** A secret, or markup that could run, where none may be. */
export interface Finding {
  line: number
  rule: string
}

/** What secrets look like. Each rule has an example in find-secrets.test.ts that it must find. */
const rules: Record<string, RegExp> = {
  "private key": /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  "key of Amazon": /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  "token of GitHub": /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{40,}/,
  "key of a model": /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/,
  "key of Google": /\bAIza[0-9A-Za-z_-]{35}\b/,
  "token of Slack": /\bxox[abprs]-[0-9A-Za-z-]{10,}/,
  "token of npm": /\bnpm_[A-Za-z0-9]{36}\b/,
  "JSON Web Token": /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/,
  "password in an address": /\b[a-z][a-z0-9+]{2,20}:\/\/[^\s:/@"'`$<>{}]{1,100}:([^\s:/@"'`$<>{}]{6,100})@/i,
}
const namedValue =
  /(?:secret|passw(?:or)?d|token|api_?key|access_?key|private_?key)["']?\s*[:=]\s*["'`]([A-Za-z0-9+/=_-]{24,})["'`]/i

/** Bits of information a character, by how often each occurs: words have about 3, random base64 more than 4. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0)
}

/** Passwords that are none: they stand in examples, and open nothing but databases made for one test. */
const examples = /^(?:password|secret|user|studyin|postgres|changeme|example|\*+|x+|\.{3}|…)$/i

export function findSecrets(text: string): Finding[] {
  return text.split("\n").flatMap((line, index): Finding[] => {
    if (line.length > 20_000) return []
    for (const [rule, pattern] of Object.entries(rules)) {
      const found = pattern.exec(line)
      if (found !== null && !examples.test(found[1] ?? "-")) return [{ line: index + 1, rule }]
    }
    const value = namedValue.exec(line)?.[1]
    if (value !== undefined && entropyOf(value) > 4 && /\d/.test(value) && /[A-Za-z]/.test(value))
      return [{ line: index + 1, rule: "random value with a secret's name" }]
    return []
  })
}

/** Ways to put text into the page as markup, or to run it. React escapes what it is given; these go round it. */
const markup =
  /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function\(|setHTMLUnsafe|srcdoc=/i

export function findMarkup(text: string): Finding[] {
  return text
    .split("\n")
    .flatMap((line, index) => (markup.test(line) ? [{ line: index + 1, rule: "text as markup or program" }] : []))
}
