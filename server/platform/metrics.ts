import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"

/** One registry for a server; `/metrics` prints it. Rooms add their own through `registry`. */
export interface Metrics {
  registry: Registry
  http: Histogram<"method" | "route" | "status">
  jobs: Histogram<"name" | "outcome">
  queueDepth: Gauge<"name" | "state">
  modelCalls: Histogram<"purpose" | "outcome">
  modelTokens: Counter<"purpose" | "direction">
  cacheLookups: Counter<"outcome">
  liveConnections: Gauge
}

/** @param options.process also measure memory, CPU and the event loop of this process (not wanted in tests) */
export function createMetrics(options: { process: boolean }): Metrics {
  const registry = new Registry()
  if (options.process) collectDefaultMetrics({ register: registry, prefix: "studyin_" })
  const registers = [registry]
  return {
    registry,
    http: new Histogram({
      name: "studyin_http_request_seconds",
      help: "Time from request to the end of the reply",
      labelNames: ["method", "route", "status"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    jobs: new Histogram({
      name: "studyin_job_seconds",
      help: "Time one try of a job took",
      labelNames: ["name", "outcome"],
      buckets: [0.01, 0.05, 0.25, 1, 5, 15, 60, 300],
      registers,
    }),
    queueDepth: new Gauge({
      name: "studyin_queue_jobs",
      help: "Jobs by name and state",
      labelNames: ["name", "state"],
      registers,
    }),
    modelCalls: new Histogram({
      name: "studyin_model_seconds",
      help: "Time a call to a model took",
      labelNames: ["purpose", "outcome"],
      buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    modelTokens: new Counter({
      name: "studyin_model_tokens_total",
      help: "Tokens sent to and received from models",
      labelNames: ["purpose", "direction"],
      registers,
    }),
    cacheLookups: new Counter({
      name: "studyin_cache_lookups_total",
      help: "Look-ups in the cache: hit, miss, or error when it could not be reached",
      labelNames: ["outcome"],
      registers,
    }),
    liveConnections: new Gauge({
      name: "studyin_live_connections",
      help: "Open pages that receive live updates",
      registers,
    }),
  }
}
