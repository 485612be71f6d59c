/** The hidden field that a scanner types into. */
export interface WedgeFieldElement {
  readonly element: HTMLInputElement
  stop(): void
}

/**
 * Adds the field and keeps the focus in it while nothing else wants it.
 *
 * Hidden but focusable, for DataWedge needs an input connection: a `readonly` field breaks it and a
 * `display: none` one never gets it. `inputmode="none"` keeps the on-screen keyboard down; Chrome
 * for Android ignores it where a page focuses the field again and again, so it is focused only when
 * the focus has gone nowhere.
 */
export function addWedgeField(document: Document): WedgeFieldElement {
  const element = hiddenInput(document)
  document.body.append(element)
  const stopReclaiming = reclaimFocus(document, element)
  element.focus({ preventScroll: true })
  return {
    element,
    stop() {
      stopReclaiming()
      element.remove()
    },
  }
}

function hiddenInput(document: Document): HTMLInputElement {
  const input = document.createElement('input')
  const attributes = { inputmode: 'none', autocomplete: 'off', autocorrect: 'off', autocapitalize: 'off' }
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)
  input.spellcheck = false
  input.tabIndex = -1
  input.setAttribute('aria-label', 'Scanner')
  // 16 px, or Safari zooms the page in when the field gets the focus.
  input.style.cssText =
    'position:fixed;top:0;left:0;width:1px;height:1px;padding:0;border:0;opacity:0;font-size:16px;pointer-events:none'
  return input
}

/**
 * Takes the focus when it has gone to nothing: a button was removed, the background was touched. Not
 * while the pointer is down or text is selected, or nobody could select and copy anything.
 */
function reclaimFocus(document: Document, element: HTMLInputElement): () => void {
  let pointerDown = false
  let touched = false
  const reclaim = () => {
    const at = document.activeElement
    // What was touched only to scroll it wants no keys; who came there by keyboard scrolls it by keyboard.
    const free = at === null || at === document.body || (touched && at.hasAttribute('data-scrolls'))
    touched = false
    const selecting = document.getSelection()?.isCollapsed === false
    if (free && !pointerDown && !selecting) element.focus({ preventScroll: true })
  }
  // The active element is known only after the event.
  const later = () => setTimeout(reclaim)
  const press = () => {
    pointerDown = true
  }
  const release = () => {
    pointerDown = false
    touched = true
    later()
  }
  const listeners = [
    ['focusout', later],
    ['pointerdown', press],
    ['pointerup', release],
    ['pointercancel', release],
  ] as const
  for (const [type, listener] of listeners) document.addEventListener(type, listener, true)
  return () => {
    for (const [type, listener] of listeners) document.removeEventListener(type, listener, true)
  }
}
