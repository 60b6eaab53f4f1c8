import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import { newId } from "../../shared/ids.ts"
import { ensureCatalogue, ensureMaterialTopics } from "./index.ts"

describeEachDatabase("the topic of a question", (open) => {
  let server: TestApp
  let ines: SignedIn
  let sharedTopic: string

  const idNow = () => newId(open().clock.now().getTime())

  beforeAll(async () => {
    server = await openApp(open())
    ines = await server.signInAs({ role: "instructor" })
    const subjectId = idNow()
    sharedTopic = idNow()
    await open().db.asSystem("test", (tx) =>
      ensureCatalogue(
        tx,
        [{ id: subjectId, slug: "heart", name: "Heart" }],
        [{ id: sharedTopic, subjectId, parentId: null, slug: "valves", name: "Valves", position: 0 }],
      ),
    )
  })
  afterAll(() => server.close())

  const privateTopicOf = async ({ userId }: SignedIn) => {
    const material = { id: idNow(), title: "My diary", chapters: [] }
    return (await open().db.asLearner(userId, (tx) => ensureMaterialTopics(tx, userId, material))).materialTopicId
  }
  const ask = (method: "POST" | "PATCH", url: string, payload: object) =>
    server.app.inject({ method, url: `/api/v1${url}`, headers: ines.headers, payload })
  const add = (topicId: string | null, isForEverybody: boolean) =>
    ask("POST", "/questions", {
      id: idNow(),
      type: "true-false",
      stem: "The mitral valve has two leaflets.",
      options: [
        { id: "a", text: "True", isCorrect: true },
        { id: "b", text: "False", isCorrect: false },
      ],
      topicId,
      isForEverybody,
    })

  it("is one that everybody sees, when the question is for everybody", async () => {
    const own = await privateTopicOf(ines)
    expect((await add(sharedTopic, true)).statusCode).toBe(201)
    expect((await add(null, true)).statusCode).toBe(201)
    const refused = await add(own, true)
    expect(refused.json()).toMatchObject({
      status: 422,
      errors: [{ path: "topicId", message: expect.stringContaining("yours alone") }],
    })
    expect((await add(own, false)).statusCode).toBe(201)
  })

  it("does not become a private one later either", async () => {
    const { id } = (await add(sharedTopic, true)).json()
    const own = await privateTopicOf(ines)
    expect((await ask("PATCH", `/questions/${id}`, { topicId: own })).json().errors).toMatchObject([
      { path: "topicId" },
    ])
    expect((await ask("PATCH", `/questions/${id}`, { topicId: null })).statusCode).toBe(200)
  })

  it("is never another learner's, and the answer does not tell whether that is there", async () => {
    const theirs = await privateTopicOf(await server.signInAs())
    for (const isForEverybody of [true, false]) {
      const [real, made] = [await add(theirs, isForEverybody), await add(newId(), isForEverybody)]
      expect(real.json()).toMatchObject({ status: 422, errors: [{ path: "topicId" }] })
      expect(made.json().errors).toEqual(real.json().errors)
    }
  })
})
