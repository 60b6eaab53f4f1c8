import { renderToStaticMarkup } from "react-dom/server"
import { expect, it } from "vitest"
import { offlineProblem } from "../lib/problem.ts"
import { ConfirmDialog } from "./confirm-dialog.tsx"

const nothing = (): void => {}

function buttonsOf(more = {}, doing: { isPending?: boolean; error?: Error | null } = {}): string[] {
  const html = renderToStaticMarkup(
    <ConfirmDialog
      title="Delete it?"
      say="It is gone for good."
      action="Delete"
      doing={{ mutate: nothing, isPending: false, error: null, ...doing }}
      onClose={nothing}
      {...more}
    />,
  )
  expect(html.includes('role="alert"')).toBe(doing.error !== undefined)
  return html.match(/<button[^>]*>[^<]*<\/button>/g) ?? []
}

it("begins at the button that changes nothing", () => {
  const [cancel, confirm] = buttonsOf({ cancel: "Keep it", isDangerous: true })
  expect(cancel).toMatch(/data-autofocus.*>Keep it</)
  expect(confirm).toMatch(/btn-danger.*>Delete</)
  expect(confirm).not.toContain("data-autofocus")
})

it("is busy while it does it, and says what went wrong", () => {
  expect(buttonsOf({}, { isPending: true })[1]).toContain('aria-busy="true"')
  expect(buttonsOf({}, { error: offlineProblem() })[1]).toContain("btn-primary")
})
