import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { shellRoute } from "../../app/layout-routes.ts"

// Without loaders: only administrators may ask, and who is one is known when the screen is there.
export const adminRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin",
    component: lazyRouteComponent(() => import("./maintenance-screen.tsx"), "MaintenanceScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/retention",
    component: lazyRouteComponent(() => import("./retention-screen.tsx"), "RetentionScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/archives",
    component: lazyRouteComponent(() => import("./archives-screen.tsx"), "ArchivesScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/backups",
    component: lazyRouteComponent(() => import("./backups-screen.tsx"), "BackupsScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/audit",
    component: lazyRouteComponent(() => import("./audit-screen.tsx"), "AuditScreen"),
  }),
] as const
