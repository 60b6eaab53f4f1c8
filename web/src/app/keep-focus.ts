/** Where the focus may rest when what had it is gone. */
const places = "fieldset, section, dialog, main"

/**
 * What has the focus may be taken out of the page: a deleted row with its menu, a button that did its work. Browsers let it fall to nothing
 * then, and a screen reader falls silent. Leads it to the nearest part of the page round it that is still there.
 */
export function keepFocus(): void {
  let before: readonly Element[] = []
  const remember = ({ target }: FocusEvent): void => {
    const path: Element[] = []
    for (let one = target instanceof Element ? target : null; one !== null; one = one.parentElement) path.push(one)
    before = path
  }
  const observer = new MutationObserver(() => {
    if (before[0] === undefined || before[0].isConnected) return
    const path = before
    before = []
    // Whoever took it away may lead the focus on by themselves.
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body && document.activeElement !== null) return
      const place = path.find((one) => one.isConnected && one.matches(places))
      if (!(place instanceof HTMLElement)) return
      if (!place.hasAttribute("tabindex")) place.tabIndex = -1
      place.focus({ preventScroll: true })
    })
  })
  document.addEventListener("focusin", remember)
  observer.observe(document.body, { childList: true, subtree: true })
}
