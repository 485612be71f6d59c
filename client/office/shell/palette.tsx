/** ⌘K: a few letters lead to a screen, an item, a lot or an order. */

import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { lotHref, useLots } from '../lots/queries.ts'
import { useOrders, useStock } from '../queries.ts'
import { matches } from '../stock/stock-view.ts'
import { nameOf } from '../words.ts'
import styles from './palette.module.css'
import { PLACES } from './places.ts'

interface Goal {
  href: string
  label: string
  kind: string
}

const MOST = 8

export function Palette({ onClose }: { onClose: () => void }) {
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const goals = useGoals(text)
  const go = (goal: Goal | undefined) => {
    if (!goal) return
    onClose()
    navigate(goal.href)
  }
  const press = (key: string) => {
    if (key === 'ArrowDown') setAt(Math.min(goals.length - 1, at + 1))
    if (key === 'ArrowUp') setAt(Math.max(0, at - 1))
    if (key === 'Enter') go(goals[at])
  }
  return (
    <Dialog open onClose={onClose} title={t('Go to')}>
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label={t('Screen, item, lot or order')}
        aria-expanded
        aria-controls="goals"
        aria-activedescendant={goals[at] && `goal-${at}`}
        placeholder={t('Screen, item, lot or order')}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => press(event.key)}
      />
      <div id="goals" role="listbox" aria-label={t('Found')}>
        {goals.map((goal, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's above
          <div
            key={goal.href}
            id={`goal-${index}`}
            className={styles.goal}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => go(goal)}
          >
            {goal.label}
            <span className={styles.kind}>{goal.kind}</span>
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function useGoals(text: string): Goal[] {
  const words = useDeferredValue(text.trim())
  const stock = useStock('')
  const orders = useOrders({ search: words })
  const lots = useLots({ search: words }, words !== '')
  const screens = PLACES.filter(({ label }) => label.toLowerCase().includes(words.toLowerCase())).map(
    ({ href, label }) => ({ href, label, kind: 'screen' }),
  )
  if (words === '') return screens
  const items = (stock.data?.items ?? [])
    .filter((item) => matches(item, words))
    .slice(0, MOST)
    .map(({ sku, name }) => ({ href: `/office?item=${encodeURIComponent(sku)}`, label: name, kind: sku }))
  const found = (orders.data?.pages[0]?.items ?? []).slice(0, MOST).map(({ id, externalId, customer }) => ({
    href: `/office/orders?order=${encodeURIComponent(id)}`,
    label: `${externalId} · ${nameOf(customer)}`,
    kind: 'order',
  }))
  const named = (lots.data?.pages[0]?.items ?? []).slice(0, MOST).map((lot) => ({
    href: lotHref('/office/lots', lot),
    label: t('Lot {lot} · {name}', { lot: lot.lot, name: lot.name }),
    kind: 'lot',
  }))
  return [...screens, ...items, ...named, ...found]
}
