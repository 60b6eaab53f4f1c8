// The walls of the house (docs/architecture.md), checked by scripts/check-imports.ts, which also plants a violation of every rule
// to see that it is caught. `npx depcruise server web/src` shows the same.

/** The rooms, from the ground up. A room may use rooms on lower floors, never one on its own. */
export const floors = [
  ["audit"],
  ["accounts"],
  ["learning-record", "notifications", "operations", "plans"],
  ["questions", "library"],
  ["reviews"],
  ["practice", "authoring", "tutor", "community", "videos"],
  ["planning", "search"],
  ["dashboard"],
]

const anyRoom = floors.flat().join("|")
const test = "\\.test\\.tsx?$"
/** Files of a room with a part that their name tells. */
const doors = "\\.(routes|jobs)\\.ts$"
const store = "-store\\.ts$"

function error(name, comment, from, to) {
  return { name, severity: "error", comment, from, to }
}

const roomsOnTheirFloors = floors.flatMap((floor, level) => {
  const reachableFromHere = floors.slice(level)
  return floor.map((room) =>
    error(
      `floor-of-${room}`,
      `${room} stands on floor ${level} and may use lower floors only. Let it enqueue a job that the higher room takes.`,
      { path: `^server/domains/${room}/` },
      {
        path: `^server/domains/(${reachableFromHere
          .flat()
          .filter((other) => other !== room)
          .join("|")})/`,
      },
    ),
  )
})

export default {
  forbidden: [
    error("no-cycles", "Files that need each other belong together, or share a third.", {}, { circular: true }),
    error("no-unresolved", "There is no such file or package.", {}, { couldNotResolve: true }),

    // main → {http, jobs, cli} → domains → platform contracts → shared
    error(
      "shared-stands-alone",
      "shared/ is used by all and uses nothing of the house.",
      { path: "^server/shared/" },
      { path: "^(server/(?!shared/)|web/)" },
    ),
    error(
      "platform-below-domains",
      "The platform knows no rooms and nobody above them.",
      { path: "^server/platform/", pathNot: test },
      { path: "^server/(?!platform/|shared/)" },
    ),
    error(
      "platform-through-contracts",
      "What lies behind a contract (its adapters) is for main.ts and tests. Use the folder's index.ts.",
      { path: "^server/", pathNot: ["^server/main\\.ts$", "^server/platform/", test] },
      { path: "^server/platform/[^/]+/", pathNot: "^server/platform/[^/]+/index\\.ts$" },
    ),
    error(
      "platform-neighbours-through-contracts",
      "One part of the platform uses another through its index.ts.",
      { path: "^server/platform/([^/]+)/", pathNot: test },
      { path: "^server/platform/[^/]+/", pathNot: "^server/platform/($1/|[^/]+/index\\.ts$)" },
    ),
    error(
      "domains-below-edges",
      "A room does not know who calls it.",
      { path: "^server/domains/", pathNot: test },
      { path: "^server/(?!domains/|platform/|shared/)" },
    ),
    error(
      "edges-beside-each-other",
      "http, jobs and demo do not use each other, nor the command line.",
      { path: "^server/(http|jobs|demo)/", pathNot: test },
      { path: "^server/(http|jobs|demo|cli)/", pathNot: "^server/$1/" },
    ),
    error(
      "edges-below-main",
      "Only the command line starts the server.",
      { path: "^server/(http|jobs|demo)/", pathNot: test },
      { path: "^server/main\\.ts$" },
    ),

    // rooms
    error(
      "known-rooms",
      "Give the room a floor in .dependency-cruiser.mjs.",
      { path: `^server/domains/(?!(${anyRoom})/)` },
      {},
    ),
    ...roomsOnTheirFloors,
    error(
      "rooms-through-index",
      "A room uses another through its index.ts.",
      { path: "^server/domains/([^/]+)/" },
      { path: "^server/domains/[^/]+/", pathNot: "^server/domains/($1/|[^/]+/index\\.ts$)" },
    ),
    error(
      "edges-through-index",
      "http, jobs, cli, demo and main use a room through its index.ts.",
      { path: "^server/(?!domains/)", pathNot: test },
      { path: "^server/domains/[^/]+/", pathNot: "^server/domains/[^/]+/index\\.ts$" },
    ),
    error(
      "routes-and-jobs-for-the-index",
      "Routes and jobs are the room's outer edge: its index.ts hands them out, nothing else needs them.",
      { path: "^server/", pathNot: ["^server/domains/[^/]+/index\\.ts$", test] },
      { path: `^server/domains/.+${doors}` },
    ),
    error(
      "routes-and-jobs-through-use-cases",
      "Routes and jobs call a use-case, which owns the transaction; they see no store and no database.",
      { path: `^server/domains/.+${doors}` },
      { path: [`^server/domains/.+${store}`, "^server/platform/database/"] },
    ),
    error(
      "stores-hold-sql-only",
      "A store sees the database, other stores and rules; the rest is the use-case's.",
      { path: `^server/domains/.+${store}` },
      { path: ["^server/platform/(?!database/)", "\\.schema\\.ts$", `^server/domains/.+${doors}`] },
    ),

    // tests and tools
    error(
      "not-to-tests",
      "What runs does not need its tests.",
      { path: "^(server|web/src)/", pathNot: test },
      { path: [test, "^(test|bench|scripts)/"] },
    ),
    error(
      "database-tests-are-named-so",
      "A test with a database is called *.db.test.ts.",
      { path: test, pathNot: "\\.db\\.test\\.ts$|^test/http/|^test/e2e/" },
      { path: "^test/database\\.ts$" },
    ),
    error(
      "not-to-dev-dependencies",
      "The server runs without devDependencies: move the package to dependencies.",
      { path: "^server/", pathNot: test },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),

    // the page
    error(
      "page-and-server-apart",
      "The page knows the server through its OpenAPI client only.",
      { path: "^(web|server)/", pathNot: test },
      { path: "^(web|server)/", pathNot: "^$1/" },
    ),
    error(
      "features-through-index",
      "A feature uses another through its index.ts; what both need goes to components/ or lib/.",
      { path: "^web/src/features/([^/]+)/" },
      { path: "^web/src/features/[^/]+/", pathNot: "^web/src/features/($1/|[^/]+/index\\.tsx?$)" },
    ),
    error(
      "translations-take-types-only",
      "English words that are loaded with a translation stay English: they are made before it is learned. Import their type.",
      { path: "^web/src/.*\\.de\\.ts$" },
      { path: "^web/src/.*words\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    error(
      "components-below-features",
      "The design system knows no screens.",
      { path: "^web/src/components/" },
      { path: "^web/src/(features|app)/" },
    ),
    error(
      "lib-below-components",
      "lib/ holds no screens and needs none.",
      { path: "^web/src/lib/" },
      { path: "^web/src/(features|app|components)/" },
    ),
  ],
  options: {
    // The parser that reads type-only imports without a TypeScript below version 7; with a newer one the others read nothing and say so to nobody.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|\\.cache|coverage)/|\\.gen\\.ts$" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs"],
    },
  },
}
