/** A button that opens a short list of things to do. Arrow keys go through it, Escape goes back to the button. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Tap } from '../../ui/tap.tsx'
import action from './action.module.css'
import styles from './menu.module.css'

export interface MenuProps {
  label: ReactNode
  icon?: ReactNode
  off?: boolean | undefined
  items: readonly MenuItem[]
}

export interface MenuItem {
  label: string
  onPress: () => void
}

export function Menu({ label, icon, off, items }: MenuProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const whole = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(false)
    whole.current?.querySelector('button')?.focus()
  }
  useEffect(() => {
    if (!open) return
    list.current?.querySelector('button')?.focus()
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])
  const press = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (event.key === 'Escape') close()
    else if (event.key === 'Tab') setOpen(false)
    else if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.focus()
    if (event.key === 'Tab') return
    // The list behind has the same keys, and the drawer beside it.
    event.stopPropagation()
    if (to !== undefined) event.preventDefault()
  }
  return (
    <div ref={whole} className={styles.whole}>
      <Tap
        className={action.action}
        off={off}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onPress={() => setOpen(!open)}
      >
        {icon}
        {label}
      </Tap>
      {open && (
        <div ref={list} id={id} className={styles.list} role="menu" tabIndex={-1} onKeyDown={press}>
          {items.map((item) => (
            <Tap
              key={item.label}
              className={styles.item}
              role="menuitem"
              onPress={() => {
                close()
                item.onPress()
              }}
            >
              {item.label}
            </Tap>
          ))}
        </div>
      )}
    </div>
  )
}
