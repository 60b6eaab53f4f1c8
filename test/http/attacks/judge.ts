import type { Answer } from "./send.ts"

/** Traces of the inside that no answer may show: stacks, paths, SQL, names of tables and constraints. */
const INSIDE =
  /node_modules|\n\s+at |\bat \S+ \(|file:\/\/|\bselect\b.{1,200}\bfrom\b.{1,80}\bwhere\b|violates|constraint "|relation "|PGlite|pg_catalog|password_hash|token_hash/i

/** What is wrong with an answer whoever asked for whatever: fallen over, or told of the inside. */
export function faultsOf({ status, headers, body }: Answer): string[] {
  const faults: string[] = []
  const type = String(headers["content-type"] ?? "")
  if (status >= 500) faults.push(`fell over: ${status} ${body.slice(0, 200)}`)
  if (status >= 400) {
    if (!type.startsWith("application/problem+json"))
      faults.push(`is no problem+json but ${type || "nothing"}: ${status}`)
    else if (!isProblem(body, status)) faults.push(`is not as problems are: ${body.slice(0, 200)}`)
    if (INSIDE.test(body)) faults.push(`shows the inside: ${INSIDE.exec(body)?.[0]}`)
  }
  if (headers["access-control-allow-origin"] !== undefined) faults.push("lets another origin read")
  if (headers["x-powered-by"] !== undefined || headers.server !== undefined) faults.push("says what it runs on")
  return faults
}

function isProblem(body: string, status: number): boolean {
  try {
    const problem = JSON.parse(body) as Record<string, unknown>
    return (
      problem.status === status &&
      /^[a-z][a-z0-9-]*$/.test(String(problem.type)) &&
      String(problem.detail).length > 5 &&
      typeof problem.requestId === "string"
    )
  } catch {
    return false
  }
}

/** What an answer gives away of whether a thing exists: its status and the kind of problem. */
export function kindOf({ status, body }: Answer): string {
  if (status < 400) return String(status)
  try {
    return `${status} ${(JSON.parse(body) as { type?: string }).type}`
  } catch {
    return String(status)
  }
}

/** Findings as a test prints them: how many, and the first ones in full. */
export function inWords(findings: readonly string[]): string[] {
  const most = 25
  return findings.length <= most ? [...findings] : [...findings.slice(0, most), `… and ${findings.length - most} more`]
}
