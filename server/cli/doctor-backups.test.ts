import { expect, test } from "vitest"
import { readConfig } from "../platform/config.ts"
import { judgeBackups } from "./doctor-backups.ts"

const config = readConfig({ BACKUP_MAX_AGE_H: "36", BACKUP_DRILL_DAYS: "7" })
const now = new Date("2026-11-21T12:00:00Z")
const at = (text: string | null) => (text === null ? null : new Date(`2026-11-${text}:00Z`))
const judge = (backup: string | null, drill: string | null, isScheduled = true) =>
  judgeBackups({ place: "/b", isScheduled, lastBackupAt: at(backup), lastDrillAt: at(drill) }, config, now)

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
  const status = { place: "/b", isScheduled: true, lastBackupAt: at("21T03:00"), lastDrillAt: null }
  expect(judgeBackups(status, off, now).status).toBe("ok")
})
