import { expect, test } from "vitest"
import { readConfig } from "./config.ts"
import { describeSettings, secretSettings } from "./environment.ts"

test("needs nothing", () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    http: {
      port: 3000,
      host: "127.0.0.1",
      publicUrl: "http://localhost:3000",
      trustProxy: false,
      corsOrigins: [],
      uploadLimitBytes: 200 * 1024 * 1024,
    },
    database: { url: null },
    redisUrl: null,
    s3: null,
    model: null,
    worksOnJobs: true,
  })
  expect(config.dataDir).toMatch(/^\/.*data$/)
})

test("takes an empty variable for an absent one", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "", TRUST_PROXY: "" })).toEqual(readConfig({}))
})

test("reads what is set", () => {
  const config = readConfig({
    PORT: "8080",
    PUBLIC_URL: "https://study.example/",
    TRUST_PROXY: "true",
    CORS_ORIGINS: "https://a.example, https://b.example",
    DATABASE_URL: "postgres://u:p@h/d",
    JOBS: "elsewhere",
    S3_BUCKET: "files",
    S3_ACCESS_KEY_ID: "id",
    S3_SECRET_ACCESS_KEY: "key",
    MODEL_URL: "http://localhost:11434/v1/",
    MODEL_NAME: "m",
    EMBEDDING_MODEL: "e",
    EMBEDDING_DIMENSIONS: "384",
  })
  expect(config.http).toMatchObject({
    port: 8080,
    publicUrl: "https://study.example",
    trustProxy: 1,
    corsOrigins: ["https://a.example", "https://b.example"],
  })
  expect(config.s3).toEqual({
    bucket: "files",
    endpoint: null,
    region: "us-east-1",
    credentials: { accessKeyId: "id", secretAccessKey: "key" },
  })
  expect(config.model).toEqual({
    url: "http://localhost:11434/v1",
    name: "m",
    apiKey: null,
    timeoutMs: 60_000,
    embedding: { name: "e", dimensions: 384 },
  })
  expect(config.worksOnJobs).toBe(false)
})

test("names every wrong setting at once, without its value", () => {
  const read = () => readConfig({ PORT: "x", DATABASE_URL: "mysql://user:hunter2@host", RATE_LIMIT: "-1" })
  expect(read).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*RATE_LIMIT/)
  expect(read).not.toThrow(/hunter2/)
})

test("refuses settings that do not fit together", () => {
  for (const [env, said] of [
    [{ JOBS: "elsewhere" }, "DATABASE_URL"],
    [{ S3_BUCKET: "files", S3_ACCESS_KEY_ID: "id" }, "S3_SECRET_ACCESS_KEY"],
    [{ MODEL_NAME: "m" }, "MODEL_URL"],
    [{ MODEL_URL: "http://localhost:1/v1" }, "MODEL_NAME"],
    [{ MODEL_URL: "http://localhost:1/v1", EMBEDDING_MODEL: "e" }, "EMBEDDING_DIMENSIONS"],
  ] as const) {
    expect(() => readConfig(env), said).toThrow(said)
  }
})

test("describes every setting", () => {
  const settings = describeSettings()
  for (const { name, description } of settings) expect(description.length, name).toBeGreaterThan(10)
  expect(settings.find(({ name }) => name === "PORT")).toMatchObject({ default: "3000", secret: false })
  expect(
    settings
      .filter(({ secret }) => secret)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...secretSettings].sort())
  for (const { name } of settings.filter((setting) => /SECRET|KEY$|TOKEN$|PASSWORD/.test(setting.name)))
    expect(secretSettings).toContain(name)
})
