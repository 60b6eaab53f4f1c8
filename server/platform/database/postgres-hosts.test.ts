import { expect, test } from "vitest"
import { isPostgresUrl, splitHosts } from "./postgres-hosts.ts"

test("leaves one server as it is", () => {
  expect(splitHosts("postgres://u:p%40w@h:5433/d?sslmode=require")).toEqual([
    "postgres://u:p%40w@h:5433/d?sslmode=require",
  ])
})

test("gives each server its own connection string", () => {
  expect(splitHosts("postgresql://u:p@a:5432,b,[::1]:5433/d")).toEqual([
    "postgresql://u:p@a:5432/d",
    "postgresql://u:p@b/d",
    "postgresql://u:p@[::1]:5433/d",
  ])
})

test.each(["", "http://h/d", "postgres://u@a,,b/d", "postgres://u@a:x/d"])("refuses %j", (url) => {
  expect(isPostgresUrl(url)).toBe(false)
})
