import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { materialRoutes } from "./materials.routes.ts"
import { readingRoutes } from "./reading.routes.ts"
import { searchRoutes } from "./search.routes.ts"
import { uploadRoutes } from "./uploads.routes.ts"

export function routes(app: App, deps: Deps): void {
  uploadRoutes(app, deps)
  searchRoutes(app, deps)
  materialRoutes(app, deps)
  readingRoutes(app, deps)
}
