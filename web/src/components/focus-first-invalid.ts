/** Pictures of the screen until an error that has just come is on it. */
const WITHIN_FRAMES = 10

/** Leads to the first field with an error, once it is marked: a mutation's `onError` is called before its error is shown. */
export function focusFirstInvalid(form: HTMLFormElement | null, frames = WITHIN_FRAMES): void {
  requestAnimationFrame(() => {
    const field = form?.querySelector<HTMLElement>("[aria-invalid=true]")
    if (field) field.focus()
    else if (frames > 1) focusFirstInvalid(form, frames - 1)
  })
}
