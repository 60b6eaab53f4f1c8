interface Report {
  message?: string
  error?: unknown
  vulnerabilities?: Record<string, { severity: string; via: (string | { url?: string; title?: string })[] }>
}

/** Why a weakness does not concern us, and until when that is believed. */
interface Explanation {
  package: string
  advisory: string
  reason: string
  /** YYYY-MM-DD; afterwards it has to be looked at again. */
  until: string
}

/** @param report of `npm audit --json` @param explained docs/decisions/audit.json */
export function judgeAudit(report: string, explained: string, today: Date): { isFit: boolean; lines: string[] } {
  let parsed: Report
  try {
    parsed = JSON.parse(report) as Report
  } catch {
    parsed = { message: "no answer" }
  }
  if (parsed.vulnerabilities === undefined)
    return {
      isFit: true,
      lines: [`The registry could not be asked for advisories (${parsed.message ?? "no answer"}).`],
    }
  const reasons = JSON.parse(explained) as Explanation[]
  const lines: string[] = []
  for (const [name, { severity, via }] of Object.entries(parsed.vulnerabilities)) {
    if (severity !== "high" && severity !== "critical") continue
    // A name stands for a package that depends on the weak one, which is in the list itself.
    for (const one of via) {
      if (typeof one === "string") continue
      const reason = reasons.find((given) => given.package === name && one.url?.endsWith(given.advisory))
      if (reason !== undefined && new Date(`${reason.until}T23:59:59Z`) >= today) continue
      const more = reason === undefined ? "" : ` (explained until ${reason.until} only)`
      lines.push(`${name}: ${severity}: ${one.title ?? "no title"} ${one.url ?? ""}${more}`.trim())
    }
  }
  return { isFit: lines.length === 0, lines }
}
