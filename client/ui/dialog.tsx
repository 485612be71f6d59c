import { type ReactNode, useEffect, useRef } from 'react'
import styles from './dialog.module.css'

export interface DialogProps {
  open: boolean
  /** Back gesture or Escape. Buttons in actions close by setting open. */
  onClose: () => void
  title: string
  children?: ReactNode
  /** Buttons, the primary last. */
  actions?: ReactNode
}

export function Dialog({ open, onClose, title, children, actions }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) {
      dialog.showModal()
      // showModal focuses the first button, and the scanner's Enter would press it.
      dialog.focus()
      dialog.scrollTop = 0
    }
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog ref={ref} className={styles.dialog} tabIndex={-1} aria-label={title} onClose={() => open && onClose()}>
      {open && (
        <>
          <h2 className={styles.title}>{title}</h2>
          {children}
          {actions && <div className={styles.actions}>{actions}</div>}
        </>
      )}
    </dialog>
  )
}
