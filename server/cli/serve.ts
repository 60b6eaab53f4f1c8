import { runUntilStopped, startServer } from "../main.ts"
import { defineCommand } from "./command.ts"

export const serve = defineCommand({
  name: "serve",
  summary: "Start the server: pages, API and jobs, until Ctrl+C",
  options: {
    port: { type: "integer", value: "N", description: "port to listen on; 0 takes a free one (default PORT or 3000)" },
    "data-dir": { type: "string", value: "DIR", description: "data folder (default DATA_DIR or data)" },
  },
  async run({ options, json }) {
    if (options.port !== undefined) process.env.PORT = String(options.port)
    if (options["data-dir"] !== undefined) process.env.DATA_DIR = options["data-dir"]
    await runUntilStopped(async (config) => {
      const { url, close } = await startServer(config)
      if (!json) return { url, close }
      console.log(JSON.stringify({ url }))
      return { close }
    })
    return undefined
  },
})
