import fc from "fast-check"
import { expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps } from "../../../test/deps.ts"
import { newId } from "../../shared/ids.ts"
import { applySubscriptionEvent, type SubscriptionEvent } from "./apply-subscription-event.ts"
import { assignPlan } from "./assign-plan.ts"
import { dropExpiredReservations } from "./drop-expired-reservations.ts"
import { createPlan, editPlan, reportPlans } from "./edit-plan.ts"
import type { Limits } from "./plan.ts"
import { readPlanOf, readPlanUse } from "./read-plan.ts"
import { countUsage, releaseUsage, reserveUsage, takeUsage } from "./take-usage.ts"

const MINUTE = 60_000
const NO_LIMITS: Limits = { materials: null, "storage-bytes": null, "model-tokens": null }

describeEachDatabase("plans", (open) => {
  /** A learner with a plan of these limits. */
  async function learnerWith(limits: Partial<Limits>) {
    const test = open()
    const { deps } = await openTestDeps(test)
    const { userId } = await test.createLearner()
    const { userId: actorId } = await test.createLearner({ role: "admin" })
    const code = `t${newId().replaceAll("-", "").slice(-12)}`
    const by = { actorId }
    await createPlan(deps, { code, name: "Test plan", description: "", limits: { ...NO_LIMITS, ...limits } }, by)
    await editPlan(deps, code, { isActive: true }, by)
    await assignPlan(deps, userId, { planCode: code, until: null }, by)
    return { deps, userId, actorId, code, by }
  }

  it("has no limits until somebody sets some", async () => {
    const test = open()
    const { deps } = await openTestDeps(test)
    const { userId } = await test.createLearner()
    expect(await reserveUsage(deps, userId, { materials: 10_000, "model-tokens": 1e12 }, MINUTE)).toBeNull()
    const { plan, subscription } = await readPlanUse(deps, userId)
    expect(plan).toMatchObject({ code: "self-hosted", isDefault: true, limits: NO_LIMITS })
    expect(subscription).toBeNull()
    expect((await reportPlans(deps)).map(({ code, isActive }) => [code, isActive])).toEqual(
      expect.arrayContaining([
        ["self-hosted", true],
        ["free", false],
        ["plus", false],
        ["pro", false],
      ]),
    )
  })

  it("lets in as many as there is room for when twenty come at once", async () => {
    const { deps, userId } = await learnerWith({ materials: 3 })
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => reserveUsage(deps, userId, { materials: 1 }, MINUTE)),
    )
    const held = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
    expect(held).toHaveLength(3)
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ type: "quota-exceeded" })
    // Settled by all of them at once, while others still come.
    await Promise.allSettled([
      ...held.map((room) => deps.db.asLearner(userId, (tx) => takeUsage(deps, tx, userId, { materials: 1 }, room))),
      ...Array.from({ length: 5 }, () => reserveUsage(deps, userId, { materials: 1 }, MINUTE)),
    ])
    expect((await readPlanUse(deps, userId)).use.materials).toEqual({ used: 3, reserved: 0, max: 3 })
  })

  it("frees what was held when the work is given up, cut off or done with less", async () => {
    const { deps, userId } = await learnerWith({ "storage-bytes": 100 })
    const test = open()
    const held = await reserveUsage(deps, userId, { "storage-bytes": 80 }, 10 * MINUTE)
    await expect(reserveUsage(deps, userId, { "storage-bytes": 30 }, MINUTE)).rejects.toMatchObject({
      status: 413,
      members: { limit: "storage-bytes", used: 0, reserved: 80, max: 100, plan: "Test plan" },
    })
    await releaseUsage(deps, userId, held)
    const cutOff = await reserveUsage(deps, userId, { "storage-bytes": 90 }, 10 * MINUTE)
    expect(cutOff).not.toBeNull()
    const now = test.clock.now()
    test.clock.set(new Date(now.getTime() + 11 * MINUTE))
    const next = await reserveUsage(deps, userId, { "storage-bytes": 100 }, MINUTE)
    await deps.db.asLearner(userId, (tx) => takeUsage(deps, tx, userId, { "storage-bytes": 60 }, next))
    expect((await readPlanUse(deps, userId)).use["storage-bytes"]).toEqual({ used: 60, reserved: 0, max: 100 })
    expect(await dropExpiredReservations(deps)).toBe(1)
    test.clock.set(now)
  })

  it("says what is full, by how much and what to do", async () => {
    const { deps, userId } = await learnerWith({ materials: 1, "model-tokens": 50 })
    await deps.db.asLearner(userId, (tx) => countUsage(deps, tx, userId, { materials: 1, "model-tokens": 50 }))
    const refused = (amounts: object) => reserveUsage(deps, userId, amounts, MINUTE).catch((error) => error)
    expect(await refused({ materials: 1 })).toMatchObject({
      status: 409,
      message:
        "Your plan “Test plan” has room for 1 material, and you have 1. Delete one you do not need any more, or ask whoever runs this StudyIn for a larger plan.",
    })
    const tokens = await refused({ "model-tokens": 1 })
    expect(tokens).toMatchObject({ status: 403, members: { limit: "model-tokens", used: 50, max: 50 } })
    expect(tokens.message).toContain("goes on without the language model")
  })

  it("counts tokens by the month", async () => {
    const { deps, userId } = await learnerWith({ "model-tokens": 100 })
    const test = open()
    const now = test.clock.now()
    await deps.db.asLearner(userId, (tx) => countUsage(deps, tx, userId, { "model-tokens": 100 }))
    const { resetsAt } = await readPlanUse(deps, userId)
    test.clock.set(resetsAt)
    expect((await readPlanUse(deps, userId)).use["model-tokens"].used).toBe(0)
    await expect(reserveUsage(deps, userId, { "model-tokens": 100 }, MINUTE)).resolves.not.toBeNull()
    test.clock.set(now)
  })

  it("never counts below nothing, and keeps what lies there when a limit is lowered", async () => {
    const { deps, userId, code, by } = await learnerWith({ materials: 5 })
    await deps.db.asLearner(userId, (tx) => countUsage(deps, tx, userId, { materials: 4 }))
    await editPlan(deps, code, { limits: { materials: 2 } }, by)
    expect((await readPlanUse(deps, userId)).use.materials).toEqual({ used: 4, reserved: 0, max: 2 })
    await expect(reserveUsage(deps, userId, { materials: 1 }, MINUTE)).rejects.toMatchObject({ type: "quota-exceeded" })
    await deps.db.asLearner(userId, (tx) => countUsage(deps, tx, userId, { materials: -9 }))
    expect((await readPlanUse(deps, userId)).use.materials.used).toBe(0)
  })

  it("gives a plan for a time, takes it back, and keeps what was", async () => {
    const { deps, userId, code, by } = await learnerWith({ materials: 5 })
    const test = open()
    const now = test.clock.now()
    const until = new Date(now.getTime() + 60 * MINUTE)
    await assignPlan(deps, userId, { planCode: code, until }, by)
    test.clock.set(until)
    expect((await readPlanUse(deps, userId)).plan.code).toBe("self-hosted")
    test.clock.set(now)
    expect((await readPlanUse(deps, userId)).plan.code).toBe(code)
    await assignPlan(deps, userId, { planCode: null, until: null }, by)
    const { plan, history } = await readPlanOf(deps, userId)
    expect(plan.code).toBe("self-hosted")
    expect(history.map(({ status }) => status)).toEqual(["ended", "ended"])
    await expect(assignPlan(deps, userId, { planCode: "free", until: null }, by)).rejects.toMatchObject({
      type: "plan-inactive",
    })
    await expect(assignPlan(deps, newId(), { planCode: code, until: null }, by)).rejects.toMatchObject({ status: 404 })
    const { rows } = await test.db.execute(
      "select count(*)::int as n from audit_logs where event = 'plan_assigned' and entity_id = $1",
      [userId],
    )
    expect(rows[0]?.n).toBe(3)
  })

  it("has one default at a time, which cannot be switched off", async () => {
    const { deps, code, by } = await learnerWith({})
    const people = (await reportPlans(deps)).find((plan) => plan.code === "self-hosted")?.people ?? 0
    await Promise.all([editPlan(deps, code, { isDefault: true }, by), editPlan(deps, "free", { isDefault: true }, by)])
    const defaults = (await reportPlans(deps)).filter(({ isDefault }) => isDefault)
    expect(defaults).toHaveLength(1)
    await expect(editPlan(deps, defaults[0]?.code ?? "", { isActive: false }, by)).rejects.toMatchObject({
      type: "plan-is-default",
    })
    await editPlan(deps, "self-hosted", { isDefault: true }, by)
    expect((await reportPlans(deps)).find((plan) => plan.code === "self-hosted")?.people).toBe(people)
  })

  // The provider is made up: StudyIn brings none.
  it("ends at the same plan in whatever order, and however often, a provider tells", async () => {
    const test = open()
    const { deps } = await openTestDeps(test)
    const now = test.clock.now().getTime()
    const at = (day: number) => new Date(now + day * 24 * 60 * MINUTE)
    const told = (
      day: number,
      reference: string,
      change: Partial<SubscriptionEvent>,
    ): Omit<SubscriptionEvent, "userId"> => ({
      provider: "made-up-pay",
      eventId: `${reference}-${day}`,
      occurredAt: at(day),
      reference,
      planCode: "plus",
      status: "active",
      trialEndsAt: null,
      periodStart: at(day - 20),
      periodEnd: at(day + 20),
      ...change,
    })
    const events = [
      told(-9, "first", { status: "trialing", trialEndsAt: at(-2) }),
      told(-7, "first", {}),
      told(-5, "first", { planCode: "pro" }),
      told(-4, "first", { status: "canceled", planCode: "pro" }),
      told(-3, "second", { planCode: "free", periodStart: at(-3) }),
      told(-2, "first", { status: "ended", planCode: "pro" }),
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.nat(events.length - 1), { maxLength: 4 }),
        async (order, again) => {
          const { userId } = await test.createLearner()
          const heard = [...order, ...again.map((i) => events[i] as (typeof events)[number])]
          const outcomes = []
          for (const event of heard) outcomes.push(await applySubscriptionEvent(deps, { ...event, userId }))
          expect(outcomes.slice(events.length).every((outcome) => outcome === "repeated")).toBe(true)
          const { plan, history } = await readPlanOf(deps, userId)
          expect(plan.code).toBe("free")
          expect(history.filter(({ endedAt }) => endedAt === null)).toHaveLength(1)
        },
      ),
      { numRuns: 15 },
    )
  })

  it("takes one event that arrives twice at once as one, and lets an administrator's word go before a provider's", async () => {
    const { deps, userId, code, by } = await learnerWith({ materials: 5 })
    const now = open().clock.now()
    const event: SubscriptionEvent = {
      provider: "made-up-pay",
      eventId: "e1",
      occurredAt: now,
      reference: "sub-1",
      userId,
      planCode: "plus",
      status: "active",
      trialEndsAt: null,
      periodStart: now,
      periodEnd: null,
    }
    const outcomes = await Promise.all([applySubscriptionEvent(deps, event), applySubscriptionEvent(deps, event)])
    expect(outcomes.toSorted()).toEqual(["applied", "repeated"])
    expect((await readPlanUse(deps, userId)).plan.code).toBe(code)
    await assignPlan(deps, userId, { planCode: null, until: null }, by)
    expect((await readPlanUse(deps, userId)).plan.code).toBe("plus")
    await expect(applySubscriptionEvent(deps, { ...event, eventId: "e2", planCode: "gold" })).rejects.toMatchObject({
      type: "plan-unknown",
    })
  })
})
