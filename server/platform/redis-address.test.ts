import { expect, test } from "vitest"
import { parseRedisUrl } from "./redis-address.ts"

test("one server", () => {
  for (const url of ["redis://localhost:6379", "rediss://user:secret@redis.example:6380/2"])
    expect(parseRedisUrl(url)).toEqual({ kind: "server", url })
})

test("nodes of a cluster", () => {
  expect(parseRedisUrl("redis+cluster://10.0.0.1:7000,10.0.0.2:7001,[2001:db8::1]:7002,node-4")).toEqual({
    kind: "cluster",
    nodes: [
      { host: "10.0.0.1", port: 7000 },
      { host: "10.0.0.2", port: 7001 },
      { host: "2001:db8::1", port: 7002 },
      { host: "node-4", port: 6379 },
    ],
    username: null,
    password: null,
    tls: false,
  })
  expect(parseRedisUrl("rediss+cluster://me:p%40ss%2Cword@a:1,b:2/")).toMatchObject({
    username: "me",
    password: "p@ss,word",
    tls: true,
    nodes: [
      { host: "a", port: 1 },
      { host: "b", port: 2 },
    ],
  })
  expect(parseRedisUrl("redis+cluster://:word@a:1")).toMatchObject({ username: null, password: "word" })
})

test("nothing else", () => {
  for (const url of [
    "",
    "localhost:6379",
    "http://a",
    "redis://",
    "redis+cluster://",
    "redis+cluster://a:0",
    "redis+cluster://a:1/3",
    "redis+cluster://a:1,,b:2",
    "redis+cluster://a:b",
  ])
    expect(parseRedisUrl(url), url).toBeUndefined()
})
