/** Puts a field back to what it held before a burst. */
export type RestoreText = () => void

/**
 * Remembers what a text field holds. Restoring sets the value natively and announces it, for React
 * keeps its own copy of a controlled field and would overwrite a value that it was not told of.
 * Only inputs and text areas can be restored; anything else keeps what was typed into it.
 */
export function snapshotText(element: Element | null): RestoreText {
  if (!(element instanceof HTMLInputElement) && !(element instanceof HTMLTextAreaElement)) return () => {}
  const { value, selectionStart, selectionEnd } = element
  return () => {
    if (element.value === value) return
    setNatively(element, value)
    element.dispatchEvent(new Event('input', { bubbles: true }))
    // Number and date fields have no selection, and setting one throws.
    if (selectionStart !== null) element.setSelectionRange(selectionStart, selectionEnd)
  }
}

/** React shadows the `value` of an element with its own accessor, to notice changes: go beneath it. */
function setNatively(element: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value)
}
