import { deflateSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { ebook, packParts, wordDocument, wordParagraph } from "../../../../test/fixtures/office-documents.ts"
import { ParseFailure, parseDocument } from "./index.ts"

const utf8 = (text: string) => new TextEncoder().encode(text)

/** The text of a file, or the code of its failure. Files of this size must be done with in seconds. */
async function outcomeOf(bytes: Uint8Array, fileName: string): Promise<string> {
  try {
    return (await parseDocument({ bytes, fileName }, { timeoutMs: 30_000, memoryBytes: 400 * 1024 * 1024 })).text
  } catch (error) {
    if (error instanceof ParseFailure) return error.code
    throw error
  }
}

const mainPart = (xml: string) =>
  packParts({
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": `<w:document><w:body>${xml}</w:body></w:document>`,
  })

describe("archives", () => {
  it("that unpack to far more than their size are refused, also where they lie about it", async () => {
    const bomb = packParts({ "word/document.xml": new Uint8Array(30 * 1024 * 1024) })
    expect(await outcomeOf(bomb, "a.docx")).toBe("too-large")
    const lying = Buffer.from(bomb)
    const entry = lying.indexOf("PK\x01\x02", 0, "latin1")
    lying.writeUInt32LE(1000, entry + 24)
    expect(await outcomeOf(lying, "a.docx")).toMatch(/^(?:damaged|empty|too-large)$/)
  })

  it("within archives are not unpacked", async () => {
    const inner = packParts({ "word/document.xml": new Uint8Array(20 * 1024 * 1024) })
    const outer = packParts({ "word/document.xml": "<w:document/>", "word/embeddings/inner.docx": inner })
    expect(await outcomeOf(outer, "a.docx")).toMatch(/^(?:damaged|empty)$/)
  })

  it("of very many entries are refused", async () => {
    const parts = Object.fromEntries(Array.from({ length: 20_100 }, (_, i) => [`word/${i}.xml`, ""]))
    expect(await outcomeOf(packParts(parts), "a.docx")).toBe("too-large")
  })

  it("whose names lead out of them, or come twice, write and read nothing else", async () => {
    const parts = {
      "../../../../tmp/studyin-escaped.xml": "<a>escaped</a>",
      "/etc/passwd": "root",
      "C:\\windows\\a": "x",
      "word/document.xml": `<w:document><w:body>${wordParagraph("The text itself.")}</w:body></w:document>`,
      "word/_rels/document.xml.rels":
        '<Relationships><Relationship Id="r" Type="x/styles" Target="../../../../etc/passwd"/><Relationship Id="s" Type="x/footnotes" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
    }
    expect(await outcomeOf(packParts(parts), "a.docx")).toBe("The text itself.")
    const twice = Buffer.from(
      packParts({ "word/document.xml": parts["word/document.xml"], "word/docu2ent.xml": "<x/>" }),
    )
    for (let at = twice.indexOf("docu2ent"); at >= 0; at = twice.indexOf("docu2ent", at)) twice.write("document", at)
    expect(await outcomeOf(twice, "a.docx")).not.toBe("out-of-memory")
  })
})

describe("XML", () => {
  const doctype = (entities: string) => `<?xml version="1.0"?><!DOCTYPE w:document [${entities}]>`
  const wrap = (head: string, body: string) =>
    packParts({ "word/document.xml": `${head}<w:document><w:body>${body}</w:body></w:document>` })

  it("expands no entity: not one that grows, not one from a file or the network", async () => {
    const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("")
    const paragraph = (entity: string) => `<w:p><w:r><w:t>before &${entity}; after</w:t></w:r></w:p>`
    const grown = await outcomeOf(wrap(doctype(`<!ENTITY l0 "lol">${laughs}`), paragraph("l12")), "a.docx")
    expect(grown.length).toBeLessThan(100)
    for (const declared of [
      'SYSTEM "file:///etc/passwd"',
      'SYSTEM "http://169.254.169.254/"',
      'PUBLIC "x" "/etc/hostname"',
    ]) {
      const text = await outcomeOf(wrap(doctype(`<!ENTITY x ${declared}>`), paragraph("x")), "a.docx")
      expect(text).not.toMatch(/root:|localhost/)
      expect(text).toContain("before")
    }
  })

  it.each([
    ["elements within elements", "<w:r>".repeat(40_000)],
    ["elements that are never closed", "<w:p>".repeat(60_000)],
    ["an attribute of megabytes", `<w:p a="${"x".repeat(5_000_000)}"/>`],
    ["very many attributes", `<w:p ${Array.from({ length: 20_000 }, (_, i) => `a${i}="1"`).join(" ")}/>`],
    ["CDATA without end", `<w:t><![CDATA[${"]]".repeat(100_000)}`],
    ["a comment without end", `<!--${"-".repeat(200_000)}`],
    ["character references", `<w:p><w:r><w:t>${"&#x10FFFF;&#0;&#xD800;".repeat(20_000)}</w:t></w:r></w:p>`],
    ["tables in tables", "<w:tbl><w:tr><w:tc>".repeat(3000)],
    ["styles based on each other", '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'],
  ])("of %s ends", async (_name, xml) => {
    expect(await outcomeOf(mainPart(xml), "a.docx")).not.toMatch(/^(?:timed-out|out-of-memory)$/)
  })

  it("of styles and numberings that lead in a circle ends", async () => {
    const bytes = packParts({
      "word/document.xml":
        '<w:document><w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>Some text</w:t></w:r></w:p></w:body></w:document>',
      "word/_rels/document.xml.rels":
        '<Relationships><Relationship Id="r" Type="x/styles" Target="styles.xml"/></Relationships>',
      "word/styles.xml":
        '<w:styles><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>',
    })
    expect(await outcomeOf(bytes, "a.docx")).toBe("Some text")
  })

  it("of a book whose chapters name themselves ends", async () => {
    const spine = '<itemref idref="c0"/>'.repeat(4000)
    const book = ebook([{ title: "One", body: "<p>Text.</p>" }])
    expect(book.length).toBeGreaterThan(0)
    const circular = packParts({
      "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
      "a.opf": `<package><manifest><item id="c0" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine>${spine}</spine></package>`,
      "c.xhtml": "<html><body><p>Text.</p></body></html>",
    })
    expect(await outcomeOf(circular, "a.epub")).not.toMatch(/^(?:timed-out|out-of-memory)$/)
  })
})

/** A PDF of these objects, numbered from 1. */
function pdf(objects: string[]): Uint8Array {
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join("")
  return Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF`, "latin1")
}
const stream = (data: Buffer, entries = "") =>
  `<< /Length ${data.length} ${entries} >>\nstream\n${data.toString("latin1")}\nendstream`
const catalog = "<< /Type /Catalog /Pages 2 0 R >>"
const onePage = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
const page =
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
const font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
const words = Buffer.from(
  "BT /F 12 Tf 72 700 Td (The heart pumps blood through the body, and it does so all day long.) Tj ET",
)

describe("PDF", () => {
  it("is read when it is made by hand, scripts and actions or not", async () => {
    const script = "<< /S /JavaScript /JS (app.alert\\(1\\); this.exportDataObject\\({}\\)) >>"
    const active = catalog.replace(
      ">>",
      `/OpenAction ${script} /AA << /WC ${script} >> /Names << /JavaScript << /Names [(a) ${script}] >> >> >>`,
    )
    const text = await outcomeOf(pdf([active, onePage, page, stream(words), font]), "a.pdf")
    expect(text).toContain("The heart pumps blood")
    expect(text).not.toContain("alert")
  })

  const bomb = deflateSync(Buffer.alloc(120 * 1024 * 1024, " "))
  it.each([
    ["pages that hold themselves", [catalog, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]],
    ["pages that hold their holder", [catalog, onePage, "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"]],
    ["a count of pages that is not so", [catalog, onePage.replace("1 >>", "99999999 >>"), page, stream(words), font]],
    [
      "objects that name each other",
      [catalog, onePage, page.replace("4 0 R", "6 0 R"), stream(words), font, "7 0 R", "6 0 R"],
    ],
    [
      "a stream that unpacks to a hundred megabytes",
      [catalog, onePage, page, stream(bomb, "/Filter /FlateDecode"), font],
    ],
    [
      "a stream packed many times over",
      [catalog, onePage, page, stream(words, `/Filter [${"/FlateDecode ".repeat(2000)}]`), font],
    ],
    [
      "a length that is not so",
      [catalog, onePage, page, stream(words).replace(/Length \d+/, "Length 999999999"), font],
    ],
    ["arrays within arrays", [catalog, onePage, page, stream(words), font, "[".repeat(100_000)]],
    ["dictionaries within dictionaries", [catalog, onePage, page, stream(words), font, "<</A ".repeat(50_000)]],
    [
      "pictures within pictures",
      [
        catalog,
        onePage,
        page.replace("/Font", "/XObject << /X 6 0 R >> /Font"),
        stream(Buffer.from("/X Do")),
        font,
        stream(
          Buffer.from("/X Do /X Do"),
          "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >>",
        ),
      ],
    ],
    [
      "an outline without end",
      [
        catalog.replace(">>", "/Outlines 6 0 R >>"),
        onePage,
        page,
        stream(words),
        font,
        "<< /First 7 0 R /Last 7 0 R >>",
        "<< /Title (x) /Parent 6 0 R /Next 7 0 R /First 7 0 R >>",
      ],
    ],
    [
      "characters that stand for themselves",
      [
        catalog,
        onePage,
        page,
        stream(words),
        font.replace(">>", "/ToUnicode 6 0 R >>"),
        stream(Buffer.from(`begincmap ${"1 beginbfrange <0000> <ffff> <0000> endbfrange ".repeat(300)}`)),
      ],
    ],
  ] as [string, string[]][])("of %s ends", { timeout: 60_000 }, async (_name, objects) => {
    expect(await outcomeOf(pdf(objects), "a.pdf")).not.toBe("timed-out")
  })

  it("with a directory that points to itself or beyond the end is read without it, or is damaged", async () => {
    for (const [table, start] of [
      ["xref\n0 99999999\n0000000000 65535 f \n", 9],
      ["", 999_999_999],
      ["xref\n0 1\n0000000000 65535 f \ntrailer << /Prev 9 /Size 1 /Root 1 0 R >>", 9],
    ] as const) {
      const bytes = Buffer.from(`%PDF-1.7\n${table}\nstartxref\n${start}\n%%EOF`, "latin1")
      expect(await outcomeOf(bytes, "a.pdf")).toMatch(/^(?:damaged|empty)$/)
    }
  })
})

describe("pages of the web", () => {
  it.each([
    ["tags within tags", "<b>".repeat(100_000)],
    ["lists within lists", "<ul><li>".repeat(30_000)],
    ["tables within tables", "<table><tr><td>".repeat(20_000)],
    ["blocks within blocks", "<div>".repeat(100_000)],
    ["an attribute of megabytes", `<p title="${"x".repeat(5_000_000)}">text`],
    ["very many attributes", `<p ${Array.from({ length: 50_000 }, (_, i) => `a${i}`).join(" ")}>text`],
    ["tags that are never closed", "<a href='".repeat(20_000)],
    ["comments", "<!--a-->".repeat(50_000)],
    ["comments without end", "<!--".repeat(50_000)],
    ["references", "&amp".repeat(100_000)],
  ])("of %s end", { timeout: 60_000 }, async (_name, html) => {
    expect(await outcomeOf(utf8(`<html><body>${html}`), "a.html")).not.toMatch(/^(?:timed-out|out-of-memory)$/)
  })

  // What a browser would run or load, in the ways sanitisers have been fooled with.
  it.each([
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    '<a href="javascript:alert(1)">',
    '<a href="jav&#x09;ascript:alert(1)">',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<template><img src=x onerror="alert(1)"></template>',
    "<style>@import 'javascript:alert(1)'; body{background:url(javascript:alert(1))}</style>",
    '<div style="background:url(javascript:alert(1))">',
    '<object data="data:text/html,<script>alert(1)</script>"></object>',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    "<textarea><script>alert(1)</script></textarea>",
    '<input autofocus onfocus="alert(1)">',
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<plaintext><script>alert(1)</script>",
  ])("leave nothing of %s that could be run", async (html) => {
    for (const [bytes, name] of [
      [utf8(`<html><body><p>Before it.</p>${html}<p>After it.</p></body></html>`), "a.html"],
      [ebook([{ title: "One", body: `<p>Before it.</p>${html}<p>After it.</p>` }]), "a.epub"],
      [wordDocument(wordParagraph("Before it.") + html), "a.docx"],
    ] as const) {
      const text = await outcomeOf(bytes, name)
      expect(text, name).toContain("Before")
      expect(text, name).not.toMatch(/<script|<iframe|<svg|<img[^>]*onerror|<body|javascript:|alert\(1\)<\/script/i)
    }
  })
})
