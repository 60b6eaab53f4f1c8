import { language } from "./language.ts"

/** `fetch` that asks for the words of the answer in this page's language. Every request of the page but uploads, which show how far they are, goes this way. */
export function localisedFetch(input: Request | string, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  request.headers.set("accept-language", language)
  return fetch(request)
}
