import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../test/database.ts"
import { createBuiltInModels } from "../platform/models/built-in-models.ts"
import { measureRetrieval } from "./measure-retrieval.ts"
import { readTestCollection } from "./test-collection.ts"

const longText = Array.from({ length: 30_000 }, (_, i) => (i === 29_000 ? "quokka" : `filler${i % 700}`)).join(" ")

/** One of each shape that collections have come in. */
const documents: Record<string, unknown>[] = [
  { _id: "plain", title: "The kidney", text: "The nephron filters blood in the glomerulus." },
  { _id: 42, title: null, text: "Numbers may be ids; the spleen stores platelets." },
  { _id: "a/b c#ü?&<>'\"", text: "Odd characters in an id; the pancreas secretes insulin." },
  { _id: "__proto__", title: "Prototype", text: "A prototype is an object from which others inherit." },
  { _id: "constructor", title: "", text: "A constructor makes an instance of a class." },
  { _id: "title-only", title: "Thyroxine", text: "" },
  { _id: "no-word", title: "", text: "… — !!!" },
  { _id: "one-letter", title: "", text: "x" },
  { _id: "one-digit", title: "", text: "7" },
  {
    _id: "nul",
    title: "A NUL\u0000 in the title",
    text: "and one \u0000 in the text, beside an aardvark \ud800 alone.",
  },
  { _id: "long", title: "", text: longText },
  { _id: "long-word", title: "", text: `sequence ${"acgt".repeat(5000)} ends` },
  { _id: "long-title", title: "wombat ".repeat(400), text: "Titles have been abstracts." },
  {
    _id: "code",
    title: "quick_sort.py",
    text: "def quick_sort(items):\n    return quick_sort([x for x in items[1:] if x < items[0]])",
  },
  { _id: "de", title: "Die Niere", text: "Die Nierenkörperchen filtern das Blut und bilden den Primärharn." },
  { _id: "es", title: "El riñón", text: "El riñón filtra la sangre y produce la orina." },
  { _id: "zh", title: "", text: "线粒体是细胞的能量工厂，负责产生三磷酸腺苷。" },
  { _id: "ja", title: "", text: "心臓は血液を全身に送り出すポンプである。" },
  { _id: "ar", title: "", text: "القلب عضو عضلي يضخ الدم في جميع أنحاء الجسم." },
  { _id: "twin", title: "", text: "Echidnas lay eggs." },
  { _id: "twin", title: "", text: "Echidnas lay eggs, says the same id again." },
]
const queries: [id: string | number, text: string, relevant: string, grade?: string][] = [
  ["q1", "What filters the blood in the nephron?", "plain", "2"],
  [2, "Where are platelets stored?", "42"],
  ["q/3 ü", "insulin", "a/b c#ü?&<>'\""],
  ["__proto__", "from what do objects inherit", "__proto__"],
  ["constructor", "constructor of a class", "constructor"],
  ["q6", "thyroxine", "title-only"],
  ["q7", "aardvark", "nul"],
  ["q8", "quokka", "long"],
  ["q9", "wombat", "long-title"],
  ["q10", "quick sort python", "code"],
  ["q11", "Was filtern die Nierenkörperchen?", "de"],
  ["q12", "¿Qué filtra el riñón?", "es"],
  ["q13", "线粒体是什么？", "zh"],
  ["q14", "心臓とは何ですか", "ja"],
  ["q15", "ما هو القلب؟", "ar"],
  ["q16", "echidnas", "twin"],
]

describeEachDatabase("measuring retrieval on a collection of awkward shapes", (open) => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "studyin-collection-"))
    await mkdir(join(folder, "qrels"))
    const lines = (rows: object[]) => `\ufeff${rows.map((row) => JSON.stringify(row)).join("\r\n")}\r\n\r\n`
    await writeFile(join(folder, "corpus.jsonl"), lines(documents))
    const unjudged = [
      { _id: "nobody", text: "has judged this" },
      { _id: "zero", text: "only grade 0" },
      { _id: "gone", text: "x" },
    ]
    await writeFile(
      join(folder, "queries.jsonl"),
      lines([...queries.map(([_id, text]) => ({ _id, text })), ...unjudged]),
    )
    const judged = queries.map(([id, , document, grade = "1"]) => `${id}\t${document}\t${grade}`)
    const more = [
      "zero\tplain\t0",
      "q1\tlong\t0",
      "q1\tde\t-1",
      "gone\tnot in the corpus\t1",
      "no such query\tplain\t1",
    ]
    await writeFile(join(folder, "qrels", "test.tsv"), ["query-id\tcorpus-id\tscore", ...judged, ...more].join("\r\n"))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it("reads what can be judged and finds it, nothing twice", async () => {
    const collection = await readTestCollection(folder)
    expect(collection.queries.map(({ id }) => id)).toEqual(queries.map(([id]) => String(id)))
    expect(collection.queries[0]?.relevant).toEqual(new Map([["plain", 2]]))
    const { db, clock } = open()
    const measures = await measureRetrieval({ db, clock, models: createBuiltInModels() }, collection, () => {})
    expect(measures).toMatchObject({ documents: documents.length - 1, queries: queries.length, dense: null })
    expect(measures.lexical["recall@10"]).toBe(1)
    expect(measures.lexical["ndcg@10"]).toBeGreaterThan(0.99)
    expect(measures.hybrid).toEqual(measures.lexical)
    for (const value of Object.values(measures.bm25)) expect(value).toBeLessThanOrEqual(1)
  })
})
