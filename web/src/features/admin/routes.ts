import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { shellRoute } from "../../app/layout-routes.ts"
import { readPeopleSearch } from "./people-search.ts"

// Without loaders: only administrators may ask, and who is one is known when the screen is there.
export const adminRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin",
    component: lazyRouteComponent(() => import("./maintenance-screen.tsx"), "MaintenanceScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/plans",
    component: lazyRouteComponent(() => import("./plans-screen.tsx"), "PlansScreen"),
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
    path: "/admin/letters",
    component: lazyRouteComponent(() => import("./letters-screen.tsx"), "LettersScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/audit",
    component: lazyRouteComponent(() => import("./audit-screen.tsx"), "AuditScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/people",
    validateSearch: readPeopleSearch,
    component: lazyRouteComponent(() => import("./people-screen.tsx"), "PeopleScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/people/$id",
    component: lazyRouteComponent(() => import("./person-screen.tsx"), "PersonScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/sign-ins",
    component: lazyRouteComponent(() => import("./sign-ins-screen.tsx"), "SignInsScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/second-factors",
    component: lazyRouteComponent(() => import("./second-factors-screen.tsx"), "SecondFactorsScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/jobs",
    component: lazyRouteComponent(() => import("./jobs-screen.tsx"), "JobsScreen"),
  }),
] as const
