import { sql } from "kysely"
import { afterEach, beforeEach, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../test/deps.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import type { Deps } from "../../platform/deps.ts"
import { addMaterial, addText, DuplicateMaterialError } from "./add-material.ts"
import { jobs } from "./library.jobs.ts"
import { showMaterial } from "./list-materials.ts"

const chapter = `# The heart

The heart pumps blood through the body. It has four chambers and four valves.

## Valves

The **mitral valve** lies between the left atrium and the left ventricle. The mitral valve has two leaflets.
The aortic valve opens when the ventricle contracts, and blood leaves the left ventricle.

## Rhythm

- The sinus node sets the rhythm of the heart.
- The atrioventricular node delays the impulse.
`

describeEachDatabase("processing a material", (open) => {
  let test: TestDeps
  let deps: Deps
  let userId: string

  beforeEach(async () => {
    test = await openTestDeps(open())
    deps = test.deps
    userId = (await open().createLearner()).userId
  })
  afterEach(() => test.close())

  const markdown = (text = chapter, more = {}) => ({
    fileName: "heart.md",
    source: Buffer.from(text),
    ...more,
  })
  const drain = () => drainJobs(open(), deps, jobs)
  const show = (id: string) => showMaterial(deps, userId, userId, id)

  it("takes Markdown to where questions are made from it", async () => {
    const id = await addMaterial(deps, userId, markdown())
    expect(await show(id)).toMatchObject({ status: "pending", title: "heart", isSearchable: false })
    const ran = await drain()
    expect(ran.map(({ name, error }) => ({ name, error }))).toEqual([
      { name: "library.process-material", error: undefined },
    ])
    const material = await show(id)
    expect(material).toMatchObject({
      status: "processing",
      isSearchable: true,
      title: "The heart",
      format: "markdown",
      language: "en",
      sectionCount: 3,
      textVersion: 1,
    })
    expect(material.steps.map(({ step, status }) => [step, status])).toEqual([
      ["parse", "completed"],
      ["chunk", "completed"],
      ["embed", "skipped"],
      ["analyze", "completed"],
      ["generate", "pending"],
    ])
    console.log(
      material.tags,
      material.steps.map((s) => s.result),
      material.difficulty,
    )
    const { rows } = await open().db.execute(
      "select name, payload from job_outbox where name = 'authoring.generate-items'",
    )
    expect(rows).toMatchObject([{ payload: { userId, materialId: id, textVersion: 1 } }])
  })
})
