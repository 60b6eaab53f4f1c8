import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"

/**
 * One registry for a server; `/metrics` prints it. Names of the first source document are kept as they are; what it does not
 * name begins with `studyin_`. Values of labels come from the code (routes, tables, job names), never from people.
 */
export type Metrics = ReturnType<typeof createMetrics>

/** @param options.process also measure memory, CPU and the event loop of this process (not wanted in tests) */
export function createMetrics(options: { process: boolean }) {
  const registry = new Registry()
  if (options.process) collectDefaultMetrics({ register: registry, prefix: "studyin_" })
  const registers = [registry]
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
  const gaugeBy = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge<L>({ name, help, labelNames, registers })
  const counterBy = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter<L>({ name, help, labelNames, registers })
  const histogramBy = <L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) =>
    new Histogram<L>({ name, help, labelNames, buckets, registers })

  return {
    registry,
    http: histogramBy(
      "studyin_http_request_seconds",
      "Time from request to the end of the reply",
      ["method", "route", "status"],
      [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    ),
    dbQueries: histogramBy(
      "db_query_duration_seconds",
      "Database query duration, by the table written to or read first",
      ["table", "operation"],
      [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    ),
    dbSlowQueries: counterBy("db_slow_queries_total", "Statements slower than SLOW_QUERY_MS", ["table", "operation"]),
    dbConnections: {
      active: gauge("db_connections_active", "Number of active database connections"),
      idle: gauge("db_connections_idle", "Open database connections that nobody uses"),
      waiting: gauge("db_connections_waiting", "Callers that wait for a database connection"),
      limit: gauge("db_connections_limit", "Most database connections this process may open"),
    },
    dbConnectionWait: new Histogram({
      name: "db_connection_wait_seconds",
      help: "Time callers waited for a database connection",
      buckets: [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
      registers,
    }),
    jobs: histogramBy(
      "studyin_job_seconds",
      "Time one try of a job took",
      ["name", "outcome"],
      [0.01, 0.05, 0.25, 1, 5, 15, 60, 300],
    ),
    queueDepth: gaugeBy("studyin_queue_jobs", "Jobs by name and state", ["name", "state"]),
    modelCalls: histogramBy(
      "studyin_model_seconds",
      "Time a call to a model took",
      ["purpose", "outcome"],
      [0.1, 0.5, 1, 2.5, 5, 10, 30, 60],
    ),
    modelTokens: counterBy("studyin_model_tokens_total", "Tokens sent to and received from models", [
      "purpose",
      "direction",
    ]),
    cacheHits: counterBy("cache_hits_total", "Total cache hits", ["cache_type"]),
    cacheMisses: counterBy("cache_misses_total", "Total cache misses", ["cache_type"]),
    cacheErrors: counterBy("cache_errors_total", "Misses because the cache could not be reached", ["cache_type"]),
    redisUp: gauge("studyin_redis_up", "1 while Redis answers, 0 while it does not; absent where none is used"),
    rateLimited: counterBy("studyin_rate_limited_total", "Requests refused because they were too many", ["limit"]),
    liveConnections: gauge("studyin_live_connections", "Open pages that receive live updates"),
    // What is looked up when somebody asks for the metrics, rather than counted while it happens. Absent: the replica's, without one.
    house: {
      databaseUp: gauge("studyin_database_up", "1 while the database answers"),
      diskFree: gauge("studyin_disk_free_bytes", "Room left on the disk of DATA_DIR"),
      diskSize: gauge("studyin_disk_size_bytes", "Size of the disk of DATA_DIR"),
      tableBytes: gaugeBy("studyin_table_bytes", "Size of a table with its indexes and partitions", ["table"]),
      tableRows: gaugeBy("studyin_table_rows", "Rows of a table as last estimated", ["table"]),
      vectors: gauge("studyin_vectors", "Vectors stored, as last estimated"),
      partitionsUntil: gaugeBy("studyin_partitions_until_seconds", "Until when partitions exist, Unix time", ["table"]),
      lastBackup: gauge("studyin_backup_last_success_seconds", "When the last good backup ended, Unix time"),
      backupLimit: gauge(
        "studyin_backup_max_age_seconds",
        "How old the last good backup may become (BACKUP_MAX_AGE_H)",
      ),
      replicaLag: gaugeBy(
        "studyin_replica_lag_seconds",
        "How far the replica is behind; the last known while it does not follow",
        ["replica"],
      ),
      replicaFollows: gaugeBy("studyin_replica_follows", "1 while the replica answers and follows the primary", [
        "replica",
      ]),
      oldestJob: gaugeBy("studyin_queue_oldest_seconds", "How long the job has waited that could have run longest", [
        "name",
      ]),
    },
  }
}
