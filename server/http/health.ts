import { timingSafeEqual } from "node:crypto"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { z } from "zod"
import type { Deps } from "../platform/deps.ts"
import { ForbiddenError } from "../shared/errors.ts"

/** One thing the server cannot do without. */
export interface ReadinessCheck {
  name: string
  /** Throws when it is not there; the reason is logged, not shown. */
  check(): Promise<void>
}

/** A check that hangs counts as failed after this time. */
const CHECK_TIMEOUT_MS = 3000

const readiness = z.object({
  status: z.enum(["ready", "not-ready"]),
  checks: z.record(z.string(), z.enum(["ok", "failed"])),
})

export function serveHealth(
  app: FastifyInstance,
  deps: Pick<Deps, "metrics" | "log" | "config">,
  checks: readonly ReadinessCheck[],
  measure: () => Promise<void> = async () => {},
): void {
  app.get(
    "/health/live",
    {
      schema: {
        summary: "Is the process there",
        tags: ["health"],
        response: { 200: z.object({ status: z.literal("live") }) },
      },
      config: { role: "public" },
    },
    async () => ({ status: "live" }),
  )
  app.get(
    "/health/ready",
    {
      schema: {
        summary: "Can it work: database, migrations, partitions, queue",
        tags: ["health"],
        response: { 200: readiness, 503: readiness },
      },
      config: { role: "public" },
    },
    async (_request, reply) => {
      const results = await Promise.all(
        checks.map(async ({ name, check }) => [name, await passes(name, check, deps)] as const),
      )
      const isReady = results.every(([, ok]) => ok)
      return reply
        .code(isReady ? 200 : 503)
        .header("cache-control", "no-store")
        .send({
          status: isReady ? "ready" : "not-ready",
          checks: Object.fromEntries(results.map(([name, ok]) => [name, ok ? "ok" : "failed"])),
        })
    },
  )
  app.get("/metrics", { config: { role: "public", internal: true } }, async (request, reply) => {
    if (!mayReadMetrics(request, deps.config.http)) {
      throw new ForbiddenError(
        "metrics-forbidden",
        "Set METRICS_TOKEN and send it as a bearer token to read metrics from another machine.",
      )
    }
    await measure()
    reply.header("content-type", deps.metrics.registry.contentType)
    return deps.metrics.registry.metrics()
  })
}

async function passes(name: string, check: () => Promise<void>, { log }: Pick<Deps, "log">): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS)
    })
    await Promise.race([check(), late])
    return true
  } catch (error) {
    log.warn({ err: error, check: name }, "not ready")
    return false
  } finally {
    clearTimeout(timer)
  }
}

const thisMachine = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]

function mayReadMetrics(request: FastifyRequest, http: Deps["config"]["http"]): boolean {
  const token = http.metricsToken
  if (token !== null) {
    const given = Buffer.from(/^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "")
    const wanted = Buffer.from(token)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  // Behind a proxy everything comes from this machine, and not every proxy says for whom it asks.
  const isBehindProxy = http.trustProxy !== false || !isLoopback(new URL(http.publicUrl).hostname)
  const isForwarded = request.headers["x-forwarded-for"] !== undefined || request.headers.forwarded !== undefined
  return !isBehindProxy && !isForwarded && thisMachine.includes(request.socket.remoteAddress ?? "")
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host.startsWith("127.")
}
