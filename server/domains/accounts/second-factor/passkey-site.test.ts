import { expect, test } from "vitest"
import { passkeySiteOf } from "./passkey-site.ts"

test.each([
  ["https://learn.example.org", { rpId: "learn.example.org", origin: "https://learn.example.org" }],
  ["https://learn.example.org:8443/study", { rpId: "learn.example.org", origin: "https://learn.example.org:8443" }],
  ["https://learn.example.org:443", { rpId: "learn.example.org", origin: "https://learn.example.org" }],
  ["http://localhost:3000", { rpId: "localhost", origin: "http://localhost:3000" }],
  ["http://learn.example.org", undefined],
  ["http://127.0.0.1:3000", undefined],
  ["https://192.0.2.1", undefined],
  ["https://[2001:db8::1]", undefined],
])("%s", (publicUrl, site) => {
  expect(passkeySiteOf(publicUrl)).toEqual(site)
})
