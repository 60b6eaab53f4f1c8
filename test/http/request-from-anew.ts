import type { TestApp } from "./open-app.ts"

let address = 0

/** A request of a browser from an address that no other one came from, for tests that are not about the limits of addresses. */
export function requestFromAnew(
  server: TestApp,
  method: "GET" | "POST" | "DELETE",
  url: string,
  { body, token, headers = {} }: { body?: object; token?: string; headers?: Record<string, string> },
) {
  address += 1
  return server.app.inject({
    method,
    url: `/api/v1${url}`,
    remoteAddress: `192.0.${address >> 8}.${address & 255}`,
    headers: {
      "user-agent": "Firefox/140.0 Linux",
      ...headers,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { payload: body } : {}),
  })
}
