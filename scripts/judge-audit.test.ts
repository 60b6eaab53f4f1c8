import { expect, test } from "vitest"
import { judgeAudit } from "./judge-audit.ts"

const today = new Date("2026-11-21T12:00:00Z")
const weak = (severity: string) =>
  JSON.stringify({
    vulnerabilities: {
      left: { severity, via: [{ url: "https://github.com/advisories/GHSA-1", title: "Runs what it reads" }] },
      right: { severity, via: ["left"] },
    },
  })
const explained = (until: string) =>
  JSON.stringify([{ package: "left", advisory: "GHSA-1", reason: "only reads our own files", until }])

test("a high or critical weakness is a fault, others are not", () => {
  expect(judgeAudit(weak("critical"), "[]", today)).toEqual({
    isFit: false,
    lines: ["left: critical: Runs what it reads https://github.com/advisories/GHSA-1"],
  })
  expect(judgeAudit(weak("high"), "[]", today).isFit).toBe(false)
  expect(judgeAudit(weak("moderate"), "[]", today)).toEqual({ isFit: true, lines: [] })
})

test("an explanation holds until its day", () => {
  expect(judgeAudit(weak("high"), explained("2026-11-21"), today).isFit).toBe(true)
  expect(judgeAudit(weak("high"), explained("2026-11-20"), today)).toMatchObject({
    isFit: false,
    lines: [expect.stringContaining("explained until 2026-11-20 only")],
  })
})

test("a registry that cannot be asked is told, and no fault", () => {
  for (const report of ['{"message":"405 Method Not Allowed"}', "", "not JSON", '{"error":{}}'])
    expect(judgeAudit(report, "[]", today)).toEqual({
      isFit: true,
      lines: [expect.stringContaining("could not be asked")],
    })
})
