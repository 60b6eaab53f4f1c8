/** One alert. Its page is docs/alerts/NAME.md; promtool tries it in ops/prometheus/alerts.test.yaml. */
export interface AlertRule {
  alert: string
  /** PromQL. Metrics are those of server/platform/metrics.ts. */
  expr: string
  /** How long it must hold. */
  for: string
  severity: "critical" | "warning" | "info"
  /** One sentence; `{{ $labels.x }}` and `{{ $value }}` as Prometheus fills them in. */
  summary: string
}

const share = (part: string, whole: string) => `sum(rate(${part})) / sum(rate(${whole}))`
const http = "studyin_http_request_seconds_count"
/** Streams stay open and uploads take as long as the line of who sends them: neither says how quick the server is. */
const quickRoutes = 'route!~".*/(events|answers?|ask|upload|original|export).*",method!="OPTIONS"'

export const alertRules: AlertRule[] = [
  {
    alert: "StudyInDown",
    expr: 'up{job="studyin"} == 0',
    for: "2m",
    severity: "critical",
    summary: "The server {{ $labels.instance }} does not answer.",
  },
  {
    alert: "StudyInDatabaseDown",
    expr: "studyin_database_up == 0",
    for: "2m",
    severity: "critical",
    summary: "The server {{ $labels.instance }} cannot reach its database.",
  },
  {
    alert: "StudyInErrorRate",
    expr: `${share(`${http}{status=~"5.."}[5m]`, `${http}[5m]`)} > 0.01 and sum(rate(${http}[5m])) > 0.1`,
    for: "5m",
    severity: "critical",
    summary: "{{ $value | humanizePercentage }} of the requests fail.",
  },
  {
    alert: "StudyInLatencyHigh",
    expr: `histogram_quantile(0.95, sum by (le) (rate(studyin_http_request_seconds_bucket{${quickRoutes}}[5m]))) > 0.5`,
    for: "10m",
    severity: "warning",
    summary: "One request in twenty takes longer than {{ $value | humanizeDuration }}.",
  },
  {
    alert: "StudyInEventLoopLag",
    expr: "studyin_nodejs_eventloop_lag_p99_seconds > 0.2",
    for: "5m",
    severity: "warning",
    summary:
      "The process {{ $labels.instance }} is too busy to answer: its event loop lags by {{ $value | humanizeDuration }}.",
  },
  {
    alert: "StudyInConnectionsExhausted",
    expr: "histogram_quantile(0.95, sum by (instance, le) (rate(db_connection_wait_seconds_bucket[5m]))) > 0.1",
    for: "5m",
    severity: "warning",
    summary: "Requests of {{ $labels.instance }} wait {{ $value | humanizeDuration }} for a database connection.",
  },
  {
    alert: "StudyInSlowStatements",
    expr: "sum by (table, operation) (increase(db_slow_queries_total[10m])) > 5",
    for: "0m",
    severity: "warning",
    summary: "{{ $labels.operation }} on {{ $labels.table }} was slow {{ $value | humanize }} times in ten minutes.",
  },
  {
    alert: "StudyInDiskLow",
    expr: "studyin_disk_free_bytes / studyin_disk_size_bytes < 0.1 or studyin_disk_free_bytes < 2e9",
    for: "5m",
    severity: "critical",
    summary: "Little room is left on the disk of {{ $labels.instance }}.",
  },
  {
    alert: "StudyInDiskFillingUp",
    expr: "predict_linear(studyin_disk_free_bytes[6h], 86400) < 0 and studyin_disk_free_bytes / studyin_disk_size_bytes < 0.4",
    for: "30m",
    severity: "warning",
    summary: "The disk of {{ $labels.instance }} will be full within a day.",
  },
  {
    alert: "StudyInTableGrowth",
    expr: "max by (table) (studyin_table_bytes) > 1.5 * max by (table) (studyin_table_bytes offset 7d) and max by (table) (studyin_table_bytes) > 1e9",
    for: "1h",
    severity: "warning",
    summary: "The table {{ $labels.table }} has grown by more than half in a week, to {{ $value | humanize1024 }}B.",
  },
  {
    alert: "StudyInVectorsMany",
    expr: "max(studyin_vectors) > 1e6",
    for: "1h",
    severity: "info",
    summary: "There are {{ $value | humanize }} vectors: time to think of Qdrant.",
  },
  {
    alert: "StudyInVectorSearchSlow",
    expr: 'histogram_quantile(0.95, sum by (le) (rate(db_query_duration_seconds_bucket{table="chunk_embeddings",operation="select"}[10m]))) > 0.5',
    for: "10m",
    severity: "warning",
    summary: "Searches by meaning take {{ $value | humanizeDuration }}.",
  },
  {
    alert: "StudyInQueueBacklog",
    expr: "max by (name) (studyin_queue_oldest_seconds) > 900",
    for: "5m",
    severity: "warning",
    summary: "A job {{ $labels.name }} has waited for {{ $value | humanizeDuration }}.",
  },
  {
    alert: "StudyInJobsFailing",
    expr: 'sum by (name) (increase(studyin_job_seconds_count{outcome="failed"}[30m])) > 5',
    for: "0m",
    severity: "warning",
    summary: "Jobs {{ $labels.name }} failed {{ $value | humanize }} times in half an hour.",
  },
  {
    alert: "StudyInBackupTooOld",
    expr: "time() - max(studyin_backup_last_success_seconds) > max(studyin_backup_max_age_seconds)",
    for: "10m",
    severity: "critical",
    summary: "The last good backup is {{ $value | humanizeDuration }} old.",
  },
  {
    alert: "StudyInPartitionsRunningOut",
    expr: "min by (table) (studyin_partitions_until_seconds) - time() < 40 * 86400",
    for: "1h",
    severity: "critical",
    summary: "The table {{ $labels.table }} has partitions for {{ $value | humanizeDuration }} only.",
  },
  {
    alert: "StudyInReplicaBehind",
    expr: "max by (replica) (studyin_replica_lag_seconds) > 30 or min by (replica) (studyin_replica_follows) == 0",
    for: "5m",
    severity: "warning",
    summary:
      "The replica {{ $labels.replica }} is behind or does not follow: figures over many learners come from the primary.",
  },
  {
    alert: "StudyInRedisDown",
    expr: "studyin_redis_up == 0",
    for: "2m",
    severity: "warning",
    summary: "{{ $labels.instance }} works without Redis: nothing is lost, but it is slower and counts limits alone.",
  },
  {
    alert: "StudyInCacheMisses",
    expr: 'sum(rate(cache_hits_total{cache_type="session"}[1h])) / (sum(rate(cache_hits_total{cache_type="session"}[1h])) + sum(rate(cache_misses_total{cache_type="session"}[1h]))) < 0.5 and sum(rate(cache_misses_total{cache_type="session"}[1h])) > 5',
    for: "1h",
    severity: "info",
    summary: "Only {{ $value | humanizePercentage }} of the look-ups of sign-ins are answered by the cache.",
  },
  {
    alert: "StudyInModelFailing",
    expr: `${share('studyin_model_seconds_count{outcome="failed"}[10m]', "studyin_model_seconds_count[10m]")} > 0.2`,
    for: "10m",
    severity: "warning",
    summary: "{{ $value | humanizePercentage }} of the calls to the language model fail.",
  },
]

/** Names of metrics in an expression: what is neither a function, a keyword, a label nor part of a duration. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replace(/"[^"]*"/g, "")
    .replace(/\{[^}]*\}/g, "")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, "")
    .replace(/\boffset\s+\w+/g, "")
  return [...new Set([...bare.matchAll(/\b[a-z_][a-z0-9_]*\b(?!\s*\()/g)].map(([name]) => name))].filter(
    (name) => !/^(and|or|unless|by|without|sum|max|min|e\d+)$/.test(name),
  )
}

/** The rules as Prometheus reads them. */
export function alertsYaml(): string {
  const rules = alertRules.map(
    ({ alert, expr, for: hold, severity, summary }) => `      - alert: ${alert}
        expr: ${JSON.stringify(expr)}
        for: ${hold}
        labels:
          severity: ${severity}
        annotations:
          summary: ${JSON.stringify(summary)}
          runbook: docs/alerts/${alert}.md
`,
  )
  return `# Written by scripts/ops-files.ts from scripts/ops/alert-rules.ts. Change that and run \`npm run ops:dashboard\`.
groups:
  - name: studyin
    rules:
${rules.join("")}`
}
