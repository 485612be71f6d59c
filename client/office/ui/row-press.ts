import type { MouseEvent } from 'react'

/** A tap anywhere in a row opens it, but where a button or box in it means something of its own. */
export const rowPress = (open: () => void) => (event: MouseEvent) => {
  if (event.target instanceof Element && event.target.closest('button, input, label, a')) return
  open()
}
