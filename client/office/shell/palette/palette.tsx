/** ⌘K: a few letters lead to a screen, to something that can be begun, or to an item, an order, a lot, a return or an exception. */
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { t } from '../../../language/t.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { useDesk } from '../../desk.ts'
import { useToday } from '../../warehouse.ts'
import { actionGoals } from './actions.ts'
import { useFound } from './found.ts'
import { type Goal, type GoalKind, isCalled, once } from './goal.ts'
import styles from './palette.module.css'
import { recentGoals, rememberGoal } from './recent.ts'
import { SCREEN_GOALS } from './screens.ts'

const KIND_WORDS: Record<GoalKind, string> = {
  recent: t('Recent'),
  action: t('Actions'),
  screen: t('Screens'),
  item: t('Items'),
  order: t('Orders'),
  lot: t('Lots'),
  return: t('Returns'),
  exception: t('Exceptions'),
}

export function Palette({ onClose }: { onClose: () => void }) {
  const [, navigate] = useLocation()
  const { person } = useDesk()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const { groups, goals, isSearching } = useGoals(text)
  const stood = Math.min(at, goals.length - 1)
  useEffect(() => {
    // In braces: browsers begin to answer a promise, which React would take for a clean-up.
    document.getElementById(optionId(stood))?.scrollIntoView({ block: 'nearest' })
  }, [stood])
  const go = (goal: Goal | undefined) => {
    if (!goal) return
    rememberGoal(localStorage, person, goal)
    onClose()
    navigate(goal.href)
  }
  const press = (event: KeyboardEvent) => {
    const to = stepped(event.key, stood, goals.length)
    if (event.key === 'Enter') go(goals[stood])
    else if (to === null) return
    else setAt(to)
    event.preventDefault()
  }
  return (
    <Dialog open onClose={onClose} title={t('Go to')}>
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label={t('Screen, action, item, order, lot, return or exception')}
        aria-autocomplete="list"
        aria-expanded={goals.length > 0}
        aria-controls="goals"
        aria-activedescendant={goals.length > 0 ? optionId(stood) : undefined}
        placeholder={t('Screen, action, item, order, lot …')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id="goals" className={styles.goals} role="listbox" aria-label={t('Found')}>
        {groups.map(({ kind, first, goals }) => (
          // biome-ignore lint/a11y/useSemanticElements: the parts of a listbox are groups, and of no form
          <div key={kind} role="group" aria-labelledby={`goals-${kind}`}>
            <p id={`goals-${kind}`} className={styles.kind} role="presentation">
              {KIND_WORDS[kind]}
            </p>
            {goals.map((goal, nth) => (
              <Option
                key={goal.href}
                goal={goal}
                id={optionId(first + nth)}
                on={first + nth === stood}
                onPress={() => go(goal)}
              />
            ))}
          </div>
        ))}
      </div>
      <output className={styles.said}>
        {goals.length === 0 ? (isSearching ? t('Searching…') : t('Nothing is called that.')) : null}
      </output>
    </Dialog>
  )
}

const optionId = (nth: number): string => `goal-${nth}`

/** Where the keys lead; null: they mean something else. */
function stepped(key: string, at: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at + count - 1) % count
  if (key === 'PageDown') return Math.min(count - 1, at + 8)
  return key === 'PageUp' ? Math.max(0, at - 8) : null
}

interface OptionProps {
  goal: Goal
  id: string
  on: boolean
  onPress: () => void
}

function Option({ goal: { label, aside }, id, on, onPress }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's above
    <div id={id} className={styles.goal} role="option" tabIndex={-1} aria-selected={on} onClick={onPress}>
      <span className={styles.label}>{label}</span>
      {aside && <span className={styles.aside}>{aside}</span>}
    </div>
  )
}

interface Group {
  kind: GoalKind
  /** Where its first stands among all. */
  first: number
  goals: Goal[]
}

/** Where one was lately comes first, then what can be done, then what there is. */
function useGoals(text: string): { groups: Group[]; goals: Goal[]; isSearching: boolean } {
  const { person, roles } = useDesk()
  const today = useToday()
  const words = text.trim()
  const { goals: found, isSearching } = useFound(useDeferredValue(words))
  const recent = recentGoals(localStorage, person).map((goal): Goal => ({ ...goal, kind: 'recent' }))
  const known = [...recent, ...actionGoals(roles, today), ...SCREEN_GOALS].filter((goal) => isCalled(goal, words))
  const goals = once([...known, ...found])
  const groups: Group[] = []
  for (const [nth, goal] of goals.entries()) {
    const last = groups.at(-1)
    if (last?.kind === goal.kind) last.goals.push(goal)
    else groups.push({ kind: goal.kind, first: nth, goals: [goal] })
  }
  return { groups, goals, isSearching }
}
