/** What scrolls and holds nothing to act on can be reached by keyboard, or nobody without a pointer sees its end. */
const FOCUSABLE = ['a[href]', 'button', 'input', 'select', 'textarea', 'summary', '[tabindex]']
  .map((one) => `${one}:not([disabled], [tabindex="-1"])`)
  .join()

const SETTLE_MS = 150

/** Marks an element that takes the focus only to be scrolled: see wedge-field.ts. */
const SCROLLS = 'data-scrolls'

/** A ref for the element that scrolls; it looks again whenever its size or what is in it changes. */
export function scrollFocus(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined
  const look = () => {
    const scrolls = element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1
    const wanted = scrolls && element.querySelector(FOCUSABLE) === null
    if (wanted === element.hasAttribute(SCROLLS)) return
    element.toggleAttribute(SCROLLS, wanted)
    if (wanted) element.tabIndex = 0
    else element.removeAttribute('tabindex')
  }
  // Reading sizes lays the page out: that waits until what has changed is on the screen.
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(look, SETTLE_MS)
  }
  const sizes = new ResizeObserver(soon)
  sizes.observe(element)
  const content = new MutationObserver(soon)
  // What scrolls inside may need no focus any more, and then this needs it.
  content.observe(element, { childList: true, subtree: true, attributeFilter: ['tabindex', 'disabled'] })
  soon()
  return () => {
    clearTimeout(timer)
    sizes.disconnect()
    content.disconnect()
  }
}
