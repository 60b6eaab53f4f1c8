const DATE = "$date"

/** JSON that keeps dates. Undefined when there is nothing to keep. */
export function encode(value: unknown): string | undefined {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, plain) {
    // JSON.stringify has turned a Date into text before it asks.
    const given = this[key]
    return given instanceof Date ? { [DATE]: plain } : plain
  })
}

export function decode<T>(text: string): T {
  return JSON.parse(text, (_key, value) => (isDate(value) ? new Date(value[DATE]) : value))
}

function isDate(value: unknown): value is { [DATE]: string } {
  return typeof value === "object" && value !== null && DATE in value && Object.keys(value).length === 1
}
