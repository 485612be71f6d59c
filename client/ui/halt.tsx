import { OctagonX } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './halt.module.css'
import { unbroken } from './unbroken.tsx'

export interface HaltProps {
  /** "NOT RECORDED" */
  title: string
  /** What was lost of it and what to do now. */
  children: ReactNode
  /** Buttons that settle it. The screen takes the Halt away, nothing else does. */
  actions?: ReactNode
}

/**
 * The blocking red state, over everything and any open dialog, while it is mounted. A browser lets a second Escape or
 * back gesture close a modal whatever the page says, so it opens again.
 */
export function Halt({ title, children, actions }: HaltProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    const raise = () => {
      if (dialog.isConnected && !dialog.open) dialog.showModal()
      dialog.focus()
      dialog.scrollTop = 0
    }
    raise()
    dialog.addEventListener('close', raise)
    return () => {
      dialog.removeEventListener('close', raise)
      dialog.close()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={styles.halt}
      role="alertdialog"
      tabIndex={-1}
      aria-label={title}
      onCancel={(event) => event.preventDefault()}
    >
      <OctagonX size={64} strokeWidth={2.5} aria-hidden />
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.text}>{unbroken(children)}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </dialog>
  )
}
