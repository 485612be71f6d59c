import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { Tap } from '../../ui/tap.tsx'
import { usePageTitle } from '../print/page-title.ts'
import { useShortcuts } from '../shell/shortcuts.ts'
import { IconAction } from './action.tsx'
import styles from './drawer.module.css'

export interface DrawerProps {
  title: string
  note?: ReactNode
  onClose: () => void
  /** One level back, where the drawer has levels. */
  onEscape?: (() => void) | undefined
  /** Room for a table with many columns, at the cost of the list. */
  wide?: boolean | undefined
  children: ReactNode
}

/** What is chosen in the list, beside it. Not a dialog: the list stays in use, and j and k go on. */
export function Drawer({ title, note, onClose, onEscape = onClose, wide, children }: DrawerProps) {
  useShortcuts({ Escape: onEscape })
  usePageTitle('drawer', title)
  const ref = useRef<HTMLElement>(null)
  const body = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject begins at its top
  useEffect(() => {
    body.current?.scrollTo(0, 0)
  }, [title])
  useEffect(() => scrollFocus(body.current), [])
  // A list that was left by the keyboard hands the focus over, or the drawer would be far away by Tab.
  useEffect(() => ref.current?.focus({ preventScroll: true }), [])
  return (
    <>
      {/* Only where the drawer lies over the list; the keyboard has Escape. */}
      <Tap className={styles.shade} tabIndex={-1} aria-hidden onPress={onClose} />
      <aside ref={ref} className={styles.drawer} data-wide={wide || undefined} aria-label={title} tabIndex={-1}>
        <header className={styles.head}>
          <div className={styles.names}>
            <h2 className={styles.title}>{title}</h2>
            {note && <div className={styles.note}>{note}</div>}
          </div>
          <IconAction label={t('Close')} icon={<X aria-hidden />} onPress={onClose} />
        </header>
        <div className={styles.body} ref={body}>
          {children}
        </div>
      </aside>
    </>
  )
}
