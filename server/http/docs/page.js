// Draws the OpenAPI document: rooms, routes, and for each what goes in and out as a shape in words.
const routes = document.getElementById("routes")
const find = document.getElementById("find")
const api = await (await fetch("/api/openapi.json")).json()
document.getElementById("about").textContent = `Version ${api.info.version}. ${api.info.description}`

const rooms = new Map()
for (const [path, methods] of Object.entries(api.paths)) {
  for (const [method, route] of Object.entries(methods)) {
    const room = route.tags?.[0] ?? "other"
    rooms.set(room, [...(rooms.get(room) ?? []), { path, method, route }])
  }
}
routes.replaceChildren(...[...rooms].sort(([a], [b]) => a.localeCompare(b)).map(([room, list]) => drawRoom(room, list)))
find.addEventListener("input", () => {
  const word = find.value.trim().toLowerCase()
  for (const item of routes.querySelectorAll("details")) item.hidden = !item.textContent.toLowerCase().includes(word)
  for (const room of routes.querySelectorAll("section"))
    room.hidden = room.querySelector("details:not([hidden])") === null
})

function drawRoom(room, list) {
  return element("section", {}, [element("h2", {}, [room]), ...list.map(drawRoute)])
}

function drawRoute({ path, method, route }) {
  const parts = [
    element("summary", {}, [
      element("b", {}, [method.toUpperCase()]),
      element("code", {}, [path]),
      `${route.summary ?? ""} `,
      element("small", {}, [[route["x-role"], route["x-api-key-scope"]].filter(Boolean).join(", key ")]),
    ]),
  ]
  if (route.description) parts.push(element("p", {}, [route.description]))
  if (route.parameters?.length > 0) {
    const lines = route.parameters.map(
      (parameter) =>
        `${parameter.name}${parameter.required ? "" : "?"} (${parameter.in}): ${shape(parameter.schema)}${note(parameter)}`,
    )
    parts.push(element("h3", {}, ["Parameters"]), element("pre", {}, [lines.join("\n")]))
  }
  for (const [type, { schema }] of Object.entries(route.requestBody?.content ?? {})) {
    parts.push(element("h3", {}, [`Body, ${type}`]), element("pre", {}, [shape(schema)]))
  }
  for (const [status, reply] of Object.entries(route.responses ?? {})) {
    const contents = Object.entries(reply.content ?? {})
    parts.push(element("h3", {}, [`${status} ${reply.description ?? ""}`]))
    for (const [, { schema }] of contents) parts.push(element("pre", {}, [shape(schema)]))
  }
  return element("details", {}, parts)
}

/** A schema in the notation of TypeScript, three levels of named types deep. */
function shape(schema, indent = "", depth = 0) {
  if (schema === undefined) return "nothing"
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1)
    const target = api.components?.schemas?.[name]
    return depth > 2 || target === undefined ? name : `${name} ${shape(target, indent, depth + 1)}`
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ")
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((choice) => shape(choice, indent, depth)).join(" | ")
  if (schema.allOf) return schema.allOf.map((part) => shape(part, indent, depth)).join(" & ")
  if (schema.type === "array") return `Array<${shape(schema.items, indent, depth)}>`
  if (schema.type === "object" || schema.properties) return objectShape(schema, indent, depth)
  const limits = ["format", "minimum", "maximum", "minLength", "maxLength", "default"]
    .filter((key) => schema[key] !== undefined && Math.abs(schema[key]) !== Number.MAX_SAFE_INTEGER)
    .map((key) => `${key} ${schema[key]}`)
  return [schema.type].flat().join(" | ") + (limits.length > 0 ? ` (${limits.join(", ")})` : "")
}

function objectShape(schema, indent, depth) {
  const inner = `${indent}  `
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const mark = schema.required?.includes(name) ? "" : "?"
    return `${inner}${name}${mark}: ${shape(property, inner, depth)}${note(property)}`
  })
  if (typeof schema.additionalProperties === "object" && Object.keys(schema.additionalProperties).length > 0) {
    lines.push(`${inner}[name]: ${shape(schema.additionalProperties, inner, depth)}`)
  }
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`
}

function note({ description }) {
  return description ? `  // ${description}` : ""
}

function element(name, attributes, children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}
