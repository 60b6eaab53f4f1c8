import { expect, test } from "vitest"
import { entropyOf, findMarkup, findSecrets } from "./find-secrets.ts"

// Put together here, so that this file holds no secret itself.
const random = ["q7Zx", "P2mK", "vB9s", "L4tR", "w8Yc", "J1nD", "f6Hg", "A3eU", "kX5o"].join("")
const planted: Record<string, string> = {
  "private key": ["-----BEGIN", "RSA PRIVATE KEY-----"].join(" "),
  "key of Amazon": `aws_key = ${["AKIA", "IOSFODNN7EXAMPL3"].join("")}`,
  "token of GitHub": ["ghp", random].join("_"),
  "key of a model": ["sk", random].join("-"),
  "key of Google": ["AIza", random.slice(0, 35)].join(""),
  "token of Slack": ["xoxb", "1234567890", "abcdef"].join("-"),
  "token of npm": ["npm", random].join("_"),
  "JSON Web Token": [`eyJ${random}`, `eyJ${random}`, random].join("."),
  "password in an address": ["postgres://admin:", "hunter2hunter2", "@db.example/x"].join(""),
  "random value with a secret's name": `const tokenSecret = "${random}"`,
}

test.each(Object.entries(planted))("a planted %s is found", (rule, line) => {
  expect(findSecrets(`first\n${line}\nlast`)).toEqual([{ line: 2, rule }])
})

test("names, examples and hashes are no secrets", () => {
  for (const line of [
    "DATABASE_URL=postgres://user:password@host:5432/studyin",
    "`postgres://$" + "{user}:$" + "{password}@host`",
    'const apiKey = config.model.apiKey ?? ""',
    'password: "a walk in the rain"',
    'const token = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
    '"integrity": "sha512-abc"',
  ])
    expect(findSecrets(line), line).toEqual([])
  expect(entropyOf("aaaa")).toBe(0)
})

test("markup that goes round React is found", () => {
  for (const line of ["<p dangerously" + "SetInnerHTML={x} />", "element.inner" + "HTML = text", "ev" + "al(text)"])
    expect(findMarkup(line)).toHaveLength(1)
  expect(findMarkup("<p>{text}</p>")).toEqual([])
})
