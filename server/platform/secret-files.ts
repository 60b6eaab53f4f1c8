import { readFileSync, statSync } from "node:fs"
import { secretSettings } from "./environment.ts"

/** More than any secret has; a wrong path may lead to anything. */
const LARGEST_BYTES = 64 * 1024

type Variables = Record<string, string | undefined>

/** The variable that names the file a secret setting stands in. */
export const fileVariableOf = (name: string): string => `${name}_FILE`

/**
 * Secrets that stand in files, as Docker, Kubernetes and systemd hand them over: `TOKEN_SECRET_FILE=/run/secrets/token` sets TOKEN_SECRET
 * to what the file says, without a line break at its end. It can be done again without effect.
 * @returns the variables without those that name files, and what is wrong, a line each; no line says what a file holds
 */
export function readSecretFiles(given: Variables): { variables: Variables; faults: string[] } {
  const variables = { ...given }
  const faults: string[] = []
  for (const name of secretSettings) {
    const variable = fileVariableOf(name)
    const path = given[variable]
    delete variables[variable]
    if (path === undefined || path === "") continue
    if (given[name] !== undefined && given[name] !== "") {
      faults.push(`${name} and ${variable} are both set. Keep one of them.`)
      continue
    }
    const { secret, fault } = readSecret(path)
    if (fault === undefined) variables[name] = secret
    else faults.push(`${variable}: ${path} ${fault}`)
  }
  return { variables, faults }
}

function readSecret(path: string): { secret?: string; fault?: string } {
  try {
    const { size } = statSync(path)
    if (size > LARGEST_BYTES) return { fault: "is too large to be a secret." }
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)).replace(/\r?\n$/, "")
    if (text === "") return { fault: "is empty." }
    return /[\r\n\0]/.test(text) ? { fault: "holds more than one line." } : { secret: text }
  } catch (error) {
    return { fault: faults[(error as NodeJS.ErrnoException).code ?? ""] ?? "cannot be read." }
  }
}

const faults: Record<string, string> = {
  ENOENT: "does not exist.",
  EACCES: "may not be read by the user that StudyIn runs as.",
  EISDIR: "is a folder.",
  ERR_ENCODING_INVALID_ENCODED_DATA: "is not text (UTF-8).",
}
