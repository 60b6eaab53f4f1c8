import { renderToStaticMarkup } from "react-dom/server"
import { expect, it } from "vitest"
import { offlineProblem, Problem } from "../lib/problem.ts"
import { Input } from "./field.tsx"
import { FormDialog } from "./form-dialog.tsx"

const nothing = (): void => {}

function shown({ error = null, isPending = false }: { error?: Error | null; isPending?: boolean } = {}, more = {}) {
  return renderToStaticMarkup(
    <FormDialog
      title="Rename"
      onClose={nothing}
      onSubmit={nothing}
      sending={{ error, isPending }}
      fields={["name"]}
      submit="Save"
      {...more}
    >
      <Input label="Name" name="name" />
    </FormDialog>,
  )
}

const refused = (path: string): Problem =>
  new Problem({ type: "invalid", status: 422, title: "Invalid", fields: [{ path, message: "Too long." }] })

const buttonsOf = (html: string): string[] => html.match(/<button[^>]*>[^<]*<\/button>/g) ?? []

it("sends its form from a button outside of it", () => {
  const html = shown()
  const id = /<form id="([^"]+)"[^>]*noValidate/i.exec(html)?.[1]
  expect(id).toBeTruthy()
  const [cancel, submit] = buttonsOf(html)
  expect(cancel).toMatch(/type="button".*>Cancel</)
  expect(submit).toContain(`form="${id}"`)
  expect(submit).toMatch(/type="submit".*btn-primary.*>Save</)
})

it("warns of what is dangerous by its button", () => {
  expect(buttonsOf(shown({}, { isDangerous: true })).at(-1)).toContain("btn-danger")
})

it("says of every button that sends that it is busy", () => {
  const [cancel, ...sending] = buttonsOf(shown({ isPending: true }, { more: { label: "Save and next", run: nothing } }))
  expect(cancel).not.toContain("aria-busy")
  expect(sending.map((button) => [/>([^<]*)</.exec(button)?.[1], button.includes('aria-busy="true"')])).toEqual([
    ["Save and next", true],
    ["Save", true],
  ])
})

it("says what went wrong unless a field says it", () => {
  expect(shown()).not.toContain('role="alert"')
  expect(shown({ error: offlineProblem() })).toContain('role="alert"')
  expect(shown({ error: refused("body.name") })).not.toContain('role="alert"')
  expect(shown({ error: refused("body.id") })).toContain('role="alert"')
})
