import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { readConfig } from "../platform/config.ts"
import { UnavailableError } from "../shared/errors.ts"
import { judgeBackups, withPlace } from "./doctor-backups.ts"
import { whyNotOpened } from "./doctor-database.ts"
import { sentence } from "./doctor-machine.ts"

const config = readConfig({ BACKUP_MAX_AGE_H: "36", BACKUP_DRILL_DAYS: "7" })
const now = new Date("2026-11-21T12:00:00Z")
const at = (text: string | null) => (text === null ? null : new Date(`2026-11-${text}:00Z`))
const made = (backup: string | null, drill: string | null) => ({
  place: "/b",
  lastBackupAt: at(backup),
  lastBackupPlace: backup && "/b",
  lastBackupHereAt: at(backup),
  lastDrillAt: at(drill),
})
const judge = (backup: string | null, drill: string | null, isScheduled = true) =>
  judgeBackups({ ...made(backup, drill), isScheduled }, config, now)

test("a young backup that was restored lately is in order", () => {
  expect(judge("21T03:00", "20T03:10")).toEqual({
    name: "backups",
    status: "ok",
    detail: "last good one 2026-11-21 03:00 UTC in /b, last drill 2026-11-20 03:10 UTC",
  })
})

test.each([
  ["none", null, null, /BACKUP_TO to have one made/, false],
  ["none yet", null, null, /within the hour/, true],
  ["an old one", "19T03:00", "19T03:10", /Make one/, false],
  ["an old one of the server's", "19T03:00", "19T03:10", /Newer ones failed/, true],
  ["one never restored", "21T03:00", null, /--drill/, true],
  ["one restored long ago", "21T03:00", "12T03:00", /--drill/, true],
] as const)("%s is warned about", (_what, backup, drill, advice, isScheduled) => {
  expect(judge(backup, drill, isScheduled)).toMatchObject({ status: "warn", advice: expect.stringMatching(advice) })
})

test("no drills are asked for where they are switched off", () => {
  const off = readConfig({ BACKUP_DRILL_DAYS: "0" })
  expect(judgeBackups({ ...made("21T03:00", null), isScheduled: true }, off, now).status).toBe("ok")
})

test("a backup is said to lie where it lies, after BACKUP_TO was changed too", () => {
  const moved = { ...made("21T03:00", "20T03:10"), place: "/new", lastBackupHereAt: null }
  expect(judgeBackups({ ...moved, isScheduled: true }, config, now)).toEqual({
    name: "backups",
    status: "warn",
    detail:
      "last good one 2026-11-21 03:00 UTC in /b, last drill 2026-11-20 03:10 UTC; in /new, where they go now, none yet",
    advice: expect.stringContaining("within the hour"),
  })
  // Put elsewhere by hand: good enough where none is made by itself, no stand-in where one is to come every day.
  const byHand = { ...moved, lastBackupHereAt: at("19T03:00") }
  expect(judgeBackups({ ...byHand, isScheduled: false }, config, now).status).toBe("ok")
  expect(judgeBackups({ ...byHand, isScheduled: true }, config, now)).toMatchObject({
    status: "warn",
    detail: expect.stringContaining("in /new, where they go now, the last one 2026-11-19 03:00 UTC"),
    advice: expect.stringContaining("Newer ones failed"),
  })
})

test("backups whose key is gone are no backups, however young", async () => {
  const folder = mkdtempSync(join(tmpdir(), "doctor-backups-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const here = readConfig({ BACKUP_TO: folder, BACKUP_KEY_FILE: join(folder, "key") })
  const good = { name: "backups", status: "ok", detail: "last good one today" } as const
  expect(await withPlace(good, here), "the first backup makes the key").toBe(good)
  writeFileSync(join(folder, "studyin-20261121T030000Z.backup"), "")
  expect(await withPlace(good, here)).toMatchObject({ status: "fail", detail: expect.stringContaining("no key file") })
})

test("what learners are told gives way to its cause", () => {
  const cause = new AggregateError([new Error("connect ECONNREFUSED ::1:5432"), new Error("and IPv4")])
  expect(sentence(new UnavailableError("database-unavailable", "Try again in a moment.", { cause }))).toBe(
    "connect ECONNREFUSED ::1:5432",
  )
})

test("a full disk is no reason to put back a copy of the data", () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" })
  expect(whyNotOpened(full, true).advice).toMatch(/^Make room/)
  expect(whyNotOpened(new Error("invalid page"), true).advice).toMatch(/^Put back a copy/)
  expect(whyNotOpened(new Error("no such host"), false).advice).toMatch(/DATABASE_URL/)
})
