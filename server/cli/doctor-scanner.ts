import { openScanner } from "../main.ts"
import type { Config } from "../platform/config.ts"
import { type Finding, sentence } from "./doctor-machine.ts"

/** Whether the virus scanner answers, where one is set up. */
export async function checkScanner(config: Config): Promise<Finding> {
  const name = "virus scanner"
  if (config.clamd === null)
    return { name, status: "ok", detail: "none looks through files (CLAMD_ADDRESS is not set)" }
  const at = "path" in config.clamd ? config.clamd.path : `${config.clamd.host}:${config.clamd.port}`
  try {
    await openScanner(config).check()
    return { name, status: "ok", detail: `clamd answers at ${at}` }
  } catch (error) {
    return {
      name,
      status: "fail",
      detail: `${at}: ${sentence(error)}`,
      advice: "Start clamd or correct CLAMD_ADDRESS. New files wait until it answers.",
    }
  }
}
