import { expect, test } from "vitest"
import { ConfigError, readConfig } from "../config.ts"
import { describeSettings } from "../environment.ts"
import { parseSender, parseSmtpUrl } from "./mail-server.ts"

test.each([
  ["smtp://mail.example.org", { host: "mail.example.org", port: 587, encryption: "starttls", credentials: null }],
  [
    "smtps://ann%40example.org:p%2Fs%3Aw@mail.example.org",
    {
      host: "mail.example.org",
      port: 465,
      encryption: "implicit",
      credentials: { user: "ann@example.org", password: "p/s:w" },
    },
  ],
  [
    "smtp://u:p@[::1]:2525",
    { host: "::1", port: 2525, encryption: "starttls", credentials: { user: "u", password: "p" } },
  ],
  ["smtp://user@mail.example.org", undefined],
  ["smtp://u:p@mail.example.org/path", undefined],
  ["smtp://u:p@mail.example.org?tls=off", undefined],
  ["smtp://u:%E0%A4%A@mail.example.org", undefined],
  ["http://mail.example.org", undefined],
  ["mail.example.org", undefined],
])("%s", (text, server) => {
  expect(parseSmtpUrl(text)).toEqual(server)
})

test.each([
  ["studyin@example.org", { name: "", address: "studyin@example.org" }],
  ["StudyIn <studyin@example.org>", { name: "StudyIn", address: "studyin@example.org" }],
  ['"StudyIn, at school" <studyin@example.org>', { name: "StudyIn, at school", address: "studyin@example.org" }],
  ["StudyIn\r\nBcc: eve@example.org <studyin@example.org>", undefined],
  ["a@example.org, b@example.org", undefined],
  ["StudyIn", undefined],
])("sender %j", (text, sender) => {
  expect(parseSender(text)).toEqual(sender)
})

const mail = {
  SMTP_URL: "smtp://u:p@mail.example.org",
  MAIL_FROM: "a@example.org",
  PUBLIC_URL: "https://studyin.example",
}

test("settings for letters go together", () => {
  expect(readConfig(mail).mail).toMatchObject({ encryption: "starttls", from: { address: "a@example.org" } })
  expect(readConfig({}).mail).toBeNull()
  const open = { ...mail, SMTP_URL: "smtp://mail.example.org", SMTP_TLS: "off" }
  expect(readConfig(open).mail).toMatchObject({ encryption: "off" })
  expect(readConfig({ ...mail, SMTP_URL: "smtp://u:p@127.0.0.1", SMTP_TLS: "off" }).mail).toMatchObject({
    encryption: "off",
  })
  const wrong: [Record<string, string>, RegExp][] = [
    [{ SMTP_URL: mail.SMTP_URL, PUBLIC_URL: mail.PUBLIC_URL }, /SMTP_URL and MAIL_FROM/],
    [{ MAIL_FROM: mail.MAIL_FROM }, /SMTP_URL and MAIL_FROM/],
    [{ SMTP_URL: mail.SMTP_URL, MAIL_FROM: mail.MAIL_FROM }, /PUBLIC_URL/],
    [{ REQUIRE_VERIFIED_EMAIL: "true" }, /needs SMTP_URL/],
    [{ SMTP_TLS: "off" }, /needs SMTP_URL/],
    [{ ...mail, SMTP_TLS: "off" }, /in the clear/],
    [{ ...mail, SMTP_URL: "smtps://u:p@mail.example.org", SMTP_TLS: "off" }, /contradict/],
    [{ ...mail, SMTP_URL: "imap://mail.example.org" }, /Write it as smtp/],
  ]
  for (const [settings, reason] of wrong) {
    expect(() => readConfig(settings)).toThrow(ConfigError)
    expect(() => readConfig(settings)).toThrow(reason)
  }
  expect(describeSettings().find(({ name }) => name === "SMTP_URL")?.secret).toBe(true)
})
