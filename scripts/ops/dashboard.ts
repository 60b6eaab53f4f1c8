/** A panel: what it shows, and the queries behind it with their legend. */
interface Panel {
  title: string
  description: string
  unit: "s" | "reqps" | "ops" | "percentunit" | "bytes" | "short" | "dateTimeFromNow"
  queries: [expr: string, legend: string][]
  type?: "timeseries" | "stat"
}

const rate = (metric: string, by?: string) =>
  by === undefined ? `sum(rate(${metric}[$__rate_interval]))` : `sum by (${by}) (rate(${metric}[$__rate_interval]))`
const quantile = (q: number, metric: string, labels = "", by = "") =>
  `histogram_quantile(${q}, sum by (le${by === "" ? "" : `, ${by}`}) (rate(${metric}_bucket${labels}[$__rate_interval])))`
const mine = '{instance=~"$instance"}'

/** Rows of panels, from what people feel down to what it stands on. */
const rows: [title: string, panels: Panel[]][] = [
  [
    "What learners feel",
    [
      {
        title: "Requests",
        description: "By class of status. 5xx are our faults.",
        unit: "reqps",
        queries: [
          [
            'sum by (class) (label_replace(rate(studyin_http_request_seconds_count[$__rate_interval]), "class", "$1", "status", "(.).."))',
            "{{class}}xx",
          ],
        ],
      },
      {
        title: "Time to answer",
        description: "Half, 95 and 99 of a hundred requests are quicker.",
        unit: "s",
        queries: [0.5, 0.95, 0.99].map((q) => [quantile(q, "studyin_http_request_seconds"), `p${q * 100}`]),
      },
      {
        title: "Slowest routes",
        description: "95th percentile.",
        unit: "s",
        queries: [[`topk(8, ${quantile(0.95, "studyin_http_request_seconds", "", "route")})`, "{{route}}"]],
      },
      {
        title: "Refused as too many",
        description: "By limit; sign-in limits show attacks.",
        unit: "reqps",
        queries: [[rate("studyin_rate_limited_total", "limit"), "{{limit}}"]],
      },
    ],
  ],
  [
    "Database",
    [
      {
        title: "Statements",
        description: "By operation.",
        unit: "ops",
        queries: [[rate("db_query_duration_seconds_count", "operation"), "{{operation}}"]],
      },
      {
        title: "Slowest tables",
        description: "95th percentile of a statement.",
        unit: "s",
        queries: [
          [
            `topk(8, ${quantile(0.95, "db_query_duration_seconds", "", "table, operation")})`,
            "{{operation}} {{table}}",
          ],
        ],
      },
      {
        title: "Connections",
        description: "In use, free, waited for, and the most there may be.",
        unit: "short",
        queries: [
          [`sum(db_connections_active${mine})`, "in use"],
          [`sum(db_connections_idle${mine})`, "free"],
          [`sum(db_connections_waiting${mine})`, "waited for"],
          [`sum(db_connections_limit${mine})`, "limit"],
        ],
      },
      {
        title: "Waiting for a connection",
        description: "95th percentile.",
        unit: "s",
        queries: [[quantile(0.95, "db_connection_wait_seconds", mine, "instance"), "{{instance}}"]],
      },
      {
        title: "Slow statements",
        description: "Slower than SLOW_QUERY_MS; the log has their plans.",
        unit: "ops",
        queries: [[rate("db_slow_queries_total", "table, operation"), "{{operation}} {{table}}"]],
      },
      {
        title: "Largest tables",
        description: "With indexes and partitions.",
        unit: "bytes",
        queries: [["topk(8, max by (table) (studyin_table_bytes))", "{{table}}"]],
      },
      {
        title: "Rows",
        description: "As last estimated.",
        unit: "short",
        queries: [["topk(8, max by (table) (studyin_table_rows))", "{{table}}"]],
      },
      {
        title: "Search by meaning",
        description: "95th percentile of a statement on vectors; beyond 0.5 s or a million vectors think of Qdrant.",
        unit: "s",
        queries: [
          [quantile(0.95, "db_query_duration_seconds", '{table="chunk_embeddings",operation="select"}'), "p95"],
        ],
      },
    ],
  ],
  [
    "Cache and limits",
    [
      {
        title: "Cache hits",
        description: "Share of look-ups that were answered.",
        unit: "percentunit",
        queries: [
          [
            `${rate("cache_hits_total", "cache_type")} / (${rate("cache_hits_total", "cache_type")} + ${rate("cache_misses_total", "cache_type")})`,
            "{{cache_type}}",
          ],
        ],
      },
      {
        title: "Cache out of reach",
        description: "Look-ups that went to the database because Redis did not answer.",
        unit: "ops",
        queries: [[rate("cache_errors_total", "cache_type"), "{{cache_type}}"]],
      },
      {
        title: "Redis",
        description: "1 while it answers.",
        unit: "short",
        queries: [[`studyin_redis_up${mine}`, "{{instance}}"]],
      },
      {
        title: "Open pages",
        description: "That receive live updates.",
        unit: "short",
        queries: [["sum(studyin_live_connections)", "pages"]],
      },
    ],
  ],
  [
    "Jobs and models",
    [
      {
        title: "Jobs waiting",
        description: "By name.",
        unit: "short",
        queries: [['max by (name) (studyin_queue_jobs{state="waiting"})', "{{name}}"]],
      },
      {
        title: "Longest wait of a job",
        description: "Since it could have run.",
        unit: "s",
        queries: [["max by (name) (studyin_queue_oldest_seconds)", "{{name}}"]],
      },
      {
        title: "Time of a job",
        description: "95th percentile of one try.",
        unit: "s",
        queries: [[quantile(0.95, "studyin_job_seconds", "", "name"), "{{name}}"]],
      },
      {
        title: "Failed tries",
        description: "By name.",
        unit: "ops",
        queries: [[rate('studyin_job_seconds_count{outcome="failed"}', "name"), "{{name}}"]],
      },
      {
        title: "Model calls",
        description: "By purpose and outcome.",
        unit: "ops",
        queries: [[rate("studyin_model_seconds_count", "purpose, outcome"), "{{purpose}} {{outcome}}"]],
      },
      {
        title: "Tokens",
        description: "In and out.",
        unit: "ops",
        queries: [[rate("studyin_model_tokens_total", "direction"), "{{direction}}"]],
      },
    ],
  ],
  [
    "What it stands on",
    [
      {
        title: "Disk",
        description: "Room left where DATA_DIR lies.",
        unit: "bytes",
        queries: [
          [`studyin_disk_free_bytes${mine}`, "free {{instance}}"],
          [`studyin_disk_size_bytes${mine}`, "size {{instance}}"],
        ],
      },
      {
        title: "Event loop lag",
        description: "99th percentile.",
        unit: "s",
        queries: [[`studyin_nodejs_eventloop_lag_p99_seconds${mine}`, "{{instance}}"]],
      },
      {
        title: "Memory",
        description: "Of the process.",
        unit: "bytes",
        queries: [[`studyin_process_resident_memory_bytes${mine}`, "{{instance}}"]],
      },
      {
        title: "Processor",
        description: "1 is one core.",
        unit: "short",
        queries: [[`rate(studyin_process_cpu_seconds_total${mine}[$__rate_interval])`, "{{instance}}"]],
      },
      {
        title: "Last good backup",
        description: "",
        unit: "dateTimeFromNow",
        type: "stat",
        queries: [["max(studyin_backup_last_success_seconds) * 1000", "backup"]],
      },
      {
        title: "Replica lag",
        description: "Nothing where there is no replica.",
        unit: "s",
        queries: [["max by (replica) (studyin_replica_lag_seconds)", "{{replica}}"]],
      },
      {
        title: "Partitions until",
        description: "Of the table that has least.",
        unit: "dateTimeFromNow",
        type: "stat",
        queries: [["min(studyin_partitions_until_seconds) * 1000", "partitions"]],
      },
      {
        title: "Vectors",
        description: "As last estimated.",
        unit: "short",
        type: "stat",
        queries: [["max(studyin_vectors)", "vectors"]],
      },
      {
        title: "Database",
        description: "1 while it answers.",
        unit: "short",
        type: "stat",
        queries: [[`min(studyin_database_up${mine})`, "database"]],
      },
    ],
  ],
]

/** Every query of the dashboard. */
export const dashboardQueries = rows.flatMap(([, panels]) =>
  panels.flatMap(({ queries }) => queries.map(([expr]) => expr)),
)

const source = { type: "prometheus", uid: "$source" }
const COLUMNS = 4
const [WIDTH, HEIGHT] = [24 / COLUMNS, 8]

/** The dashboard as Grafana (10 or newer) imports it. */
export function dashboardJson(): string {
  const panels: object[] = []
  let y = 0
  for (const [title, shown] of rows) {
    panels.push({
      id: panels.length + 1,
      type: "row",
      title,
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: 24, h: 1 },
    })
    y += 1
    for (const [i, panel] of shown.entries()) {
      const at = { x: (i % COLUMNS) * WIDTH, y: y + Math.floor(i / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT }
      panels.push(panelJson(panel, panels.length + 1, at))
    }
    y += Math.ceil(shown.length / COLUMNS) * HEIGHT
  }
  const dashboard = {
    title: "StudyIn",
    uid: "studyin",
    description: "Written by scripts/ops-files.ts from scripts/ops/dashboard.ts; import it again after an update.",
    tags: ["studyin"],
    schemaVersion: 39,
    editable: true,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    timezone: "browser",
    templating: {
      list: [
        { name: "source", label: "Source", type: "datasource", query: "prometheus" },
        {
          name: "instance",
          label: "Server",
          type: "query",
          datasource: source,
          query: { query: "label_values(db_connections_limit, instance)", refId: "instance" },
          refresh: 2,
          multi: true,
          includeAll: true,
        },
      ],
    },
    panels,
  }
  return `${JSON.stringify(dashboard, null, 2)}\n`
}

function panelJson(
  { title, description, unit, queries, type = "timeseries" }: Panel,
  id: number,
  gridPos: object,
): object {
  return {
    id,
    type,
    title,
    ...(description === "" ? {} : { description }),
    datasource: source,
    gridPos,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options:
      type === "stat"
        ? { reduceOptions: { calcs: ["lastNotNull"] }, colorMode: "none" }
        : { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi", sort: "desc" } },
    targets: queries.map(([expr, legendFormat], i) => ({
      refId: String.fromCharCode(65 + i),
      datasource: source,
      expr,
      legendFormat,
    })),
  }
}
