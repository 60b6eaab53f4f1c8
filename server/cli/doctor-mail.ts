import { openMail } from "../main.ts"
import type { Config } from "../platform/config.ts"
import { systemClock } from "../shared/clock.ts"
import { type Finding, sentence } from "./doctor-machine.ts"

/** Whether letters can be sent: connects and signs in to the mail server, and sends nothing. */
export async function checkMail(config: Config): Promise<Finding> {
  const mail = await openMail(config, systemClock)
  if (config.mail === null)
    return {
      name: "letters",
      status: "ok",
      detail: "stay here, for administrators to read and pass on (SMTP_URL is not set)",
    }
  const { host, port, encryption } = config.mail
  try {
    await mail.check()
    const how = encryption === "off" ? "without encryption" : "encrypted"
    return { name: "letters", status: "ok", detail: `${host}:${port} takes letters, ${how}` }
  } catch (error) {
    return {
      name: "letters",
      status: "fail",
      detail: `${host}:${port}: ${sentence(error)}`,
      advice: "Check SMTP_URL and SMTP_TLS. Letters wait and are tried again for two hours.",
    }
  }
}
