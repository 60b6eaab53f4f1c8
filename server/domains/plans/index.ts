export {
  applySubscriptionEvent,
  type PaymentProvider,
  type SubscriptionEvent,
} from "./apply-subscription-event.ts"
export { assignPlan } from "./assign-plan.ts"
export { meterModels } from "./meter-models.ts"
export { jobs } from "./plans.jobs.ts"
export { routes } from "./plans.routes.ts"
export { QuotaExceededError } from "./quota-exceeded-error.ts"
export { correctUsage, countUsage, type Reservation, releaseUsage, reserveUsage, takeUsage } from "./take-usage.ts"
export { listCounted } from "./usage-store.ts"
