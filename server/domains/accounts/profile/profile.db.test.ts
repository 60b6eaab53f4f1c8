import { Readable } from "node:stream"
import { beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openTestDeps } from "../../../../test/deps.ts"
import type { Deps } from "../../../platform/deps.ts"
import { newId } from "../../../shared/ids.ts"
import { editBackground, readBackground } from "../background/edit-background.ts"
import { keepAvatar, openAvatar, removeAvatar } from "./keep-avatar.ts"
import { isReservedUsername } from "./reserved-usernames.ts"
import { getAccount, updateProfile, updateSettings } from "./update-account.ts"

/** One pixel. */
const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")

describeEachDatabase("profile and settings", (open) => {
  let deps: Deps
  let userId: string
  const by = { sessionId: newId(), origin: { ipAddress: null, userAgent: null } }

  beforeAll(async () => {
    deps = (await openTestDeps(open())).deps
    userId = (await open().createLearner()).userId
  })

  it("keeps names, and gives a username to one person, in whatever case", async () => {
    const { userId: other } = await open().createLearner()
    const profile = { firstName: "Ada", lastName: "King", university: "UCL", major: "Analysis", graduationYear: 1952 }
    const account = await updateProfile(deps, userId, { username: "ada.k", ...profile }, by)
    expect(account).toMatchObject({ username: "ada.k", profile })
    await expect(updateProfile(deps, other, { username: "ADA.K" }, by)).rejects.toMatchObject({
      type: "username-taken",
      fields: [{ path: "username" }],
    })
    await expect(updateProfile(deps, other, { username: "Ad.min_1" }, by)).rejects.toMatchObject({
      type: "username-reserved",
      fields: [{ path: "username" }],
    })
    // Their own, spelt anew.
    expect((await updateProfile(deps, userId, { username: "Ada.K" }, by)).username).toBe("Ada.K")
  })

  it.each(["admin", "ADMIN", "a-d-m-i-n", "Administrator_7", "studyin", "root", "support24"])("reserves %s", (name) =>
    expect(isReservedUsername(name)).toBe(true),
  )
  it.each(["ada", "rooted", "administer", "user.friendly", "melody", "helper"])("leaves %s to whoever comes", (name) =>
    expect(isReservedUsername(name)).toBe(false),
  )

  it("keeps a picture in place of the one before, and its file no longer than it is shown", async () => {
    const filesOf = async () => {
      const names = []
      for await (const { sha256 } of deps.files.list(userId)) names.push(sha256)
      return names
    }
    const first = await keepAvatar(deps, userId, Readable.from([gif]), by)
    expect(first.avatar).toMatch(/^[0-9a-f]{16}$/)
    expect(await openAvatar(deps, userId)).toMatchObject({ mediaType: "image/gif" })
    const another = Buffer.from(gif)
    another[13] = 7
    const second = await keepAvatar(deps, userId, Readable.from([another]), by)
    expect(second.avatar).not.toBe(first.avatar)
    expect(await filesOf()).toHaveLength(1)
    await expect(keepAvatar(deps, userId, Readable.from([Buffer.from("<svg/>")]), by)).rejects.toMatchObject({
      status: 415,
    })
    const endless = Readable.from(
      (function* () {
        yield gif
        for (;;) yield Buffer.alloc(65_536)
      })(),
    )
    await expect(keepAvatar(deps, userId, endless, by)).rejects.toMatchObject({ status: 413 })
    expect((await removeAvatar(deps, userId, by)).avatar).toBeNull()
    expect(await filesOf()).toEqual([])
    await expect(openAvatar(deps, userId)).rejects.toMatchObject({ status: 404 })
  })

  it("begins practice with what fits the experience, until the learner says otherwise", async () => {
    expect((await getAccount(deps, userId)).startingDifficulty).toBeNull()
    await editBackground(deps, userId, { experienceLevel: "beginner" })
    expect((await getAccount(deps, userId)).startingDifficulty).toBe("easy")
    await updateSettings(deps, userId, { preferredDifficulty: "hard" }, by)
    expect((await getAccount(deps, userId)).startingDifficulty).toBe("hard")
    await updateSettings(deps, userId, { preferredDifficulty: null, newCardsPerDay: 5 }, by)
    expect(await getAccount(deps, userId)).toMatchObject({
      startingDifficulty: "easy",
      settings: { newCardsPerDay: 5 },
    })
  })

  it("asks once, goes on where it was left, and lets go of lists that do not apply", async () => {
    const { userId: fresh } = await open().createLearner()
    expect((await readBackground(deps, fresh)).state).toBe("unasked")
    await editBackground(deps, fresh, { studiesComputing: true })
    expect(await readBackground(deps, fresh)).toMatchObject({ state: "open", studiesComputing: true })
    await expect(editBackground(deps, fresh, { state: "done" })).rejects.toMatchObject({
      fields: [{ path: "languages", message: "Choose at least one language; “Other” will do." }],
    })
    const lists = { languages: ["Rust", "Python", "Rust"], roboticsHardware: ["Mobile robot"] }
    const done = await editBackground(deps, fresh, { ...lists, state: "done" })
    expect(done).toMatchObject({ state: "done", languages: ["Python", "Rust"], roboticsHardware: ["Mobile robot"] })
    expect(await readBackground(deps, fresh)).toEqual(done)
    expect(await editBackground(deps, fresh, { studiesComputing: false })).toMatchObject({
      state: "done",
      languages: [],
      roboticsHardware: [],
    })
    const { userId: hurried } = await open().createLearner()
    expect((await editBackground(deps, hurried, { state: "skipped" })).state).toBe("skipped")
  })
})
