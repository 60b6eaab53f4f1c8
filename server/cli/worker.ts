import { runUntilStopped, startWorker } from "../main.ts"
import { defineCommand } from "./command.ts"

export const worker = defineCommand({
  name: "worker",
  summary: "Work on jobs in a process of its own, until Ctrl+C",
  details: "For servers with JOBS=elsewhere. Needs DATABASE_URL, the same as the server's.",
  async run({ json }) {
    await runUntilStopped(async (config) => {
      const running = await startWorker(config)
      console.log(json ? JSON.stringify({ working: true }) : "StudyIn works on jobs; stop with Ctrl+C")
      return running
    })
    return undefined
  },
})
