import type { FastifyInstance, FastifyReply, preSerializationAsyncHookHandler } from "fastify"
import { type OwnWordsPath, ownWordsIn } from "../platform/api/index.ts"
import { translate } from "../platform/languages/index.ts"
import { type Language, languageOf } from "../shared/language.ts"

/**
 * Replies with texts that StudyIn wrote itself (`ownWords` in their schemas) say them in the language the request asks for. Routes
 * without any are not touched.
 */
export function speakLanguages(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    const replies = Object.values((route.schema?.response ?? {}) as Record<string, unknown>)
    const paths = replies.flatMap((schema) => ownWordsIn(schema))
    if (paths.length === 0) return
    const before = [route.preSerialization ?? []].flat() as preSerializationAsyncHookHandler<unknown>[]
    route.preSerialization = [...before, sayIn(paths)]
  })
}

function sayIn(paths: readonly OwnWordsPath[]): preSerializationAsyncHookHandler<unknown> {
  return async (request, reply, payload) => {
    const language = languageOf(request.headers["accept-language"])
    varyByLanguage(reply, language)
    return language === "en" ? payload : paths.reduce((reply, path) => saidAt(reply, path, language), payload)
  }
}

/** Tells whoever keeps the reply that others get it in another language. */
export function varyByLanguage(reply: FastifyReply, language: Language): void {
  const by = [reply.getHeader("vary") ?? []].flat().join(", ")
  if (!by.includes("accept-language")) reply.header("vary", by === "" ? "accept-language" : `${by}, accept-language`)
  reply.header("content-language", language)
}

/** A copy with the text at the end of the path said in a language; what is in the reply may be kept elsewhere, and stays as it is. */
function saidAt(value: unknown, { steps, isOurs }: OwnWordsPath, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item) => saidAt(item, { steps, isOurs }, language))
  if (typeof value !== "object" || value === null) return value
  const [step = "", ...rest] = steps
  const part: unknown = value[step as keyof typeof value]
  if (rest.length > 0) return part ? { ...value, [step]: saidAt(part, { steps: rest, isOurs }, language) } : value
  return typeof part === "string" && isOurs({ ...value }) ? { ...value, [step]: translate(part, language) } : value
}
