import { expect, it } from "vitest"
import { withoutErased } from "./without-erased.ts"

const isErased = (id: string) => id === "ann"

it("a learner's row goes, everybody else's stays letter by letter", () => {
  expect(withoutErased('{"user_id":"ann","id":"1"}', isErased)).toBeUndefined()
  const other = '{"user_id": "bob",  "score": 0.10}'
  expect(withoutErased(other, isErased)).toBe(other)
})

it("an entry of the audit log by or about them stays without them", () => {
  const entry = {
    id: "1",
    actor_id: "ann",
    event: "signout",
    ip_address: "192.0.2.1",
    entity_type: null,
    entity_id: null,
  }
  expect(JSON.parse(withoutErased(JSON.stringify(entry), isErased) ?? "")).toEqual({
    ...entry,
    actor_id: null,
    ip_address: null,
  })
  const about = {
    id: "2",
    actor_id: "bob",
    entity_type: "user",
    entity_id: "ann",
    new_values: { email: "a@b.example" },
  }
  expect(JSON.parse(withoutErased(JSON.stringify(about), isErased) ?? "")).toEqual({
    ...about,
    actor_id: null,
    entity_id: null,
    new_values: null,
  })
  const nobody = '{"id":"3","actor_id":null,"entity_type":"deck","entity_id":"ann"}'
  expect(withoutErased(nobody, isErased)).toBe(nobody)
})
