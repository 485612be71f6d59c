/** Every step with its mark; the next one to do stands out. */
import { Circle, CircleCheck, CircleHelp } from 'lucide-react'
import { t } from '../../language/t.ts'
import { ActionLink } from '../ui/action.tsx'
import parts from '../ui/parts.module.css'
import type { Setup, StepId, Steps } from './contract.ts'
import { useSetupPlace } from './queries.ts'
import styles from './start.module.css'
import { GROUPS, PLACES, progressOf, stepSays, TITLES } from './step-words.ts'

export function Checklist({ setup: { steps } }: { setup: Setup }) {
  const { done, of, next } = progressOf(steps)
  return (
    <>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t('Set up so far')}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={done}
      >
        <i style={{ width: `${(100 * done) / of}%` }} />
      </div>
      {GROUPS.map((group) => (
        <section key={group.title} className={styles.group} aria-label={group.title}>
          <h2 className={parts.heading}>{group.title}</h2>
          <ol className={styles.steps}>
            {group.steps.map((id) => (
              <Step key={id} id={id} steps={steps} isNext={id === next} />
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

const MARKS = {
  done: { icon: CircleCheck, word: t('Done') },
  open: { icon: Circle, word: t('To do') },
  unseen: { icon: CircleHelp, word: t('Cannot be seen from here') },
}

function Step({ id, steps, isNext }: { id: StepId; steps: Steps; isNext: boolean }) {
  const { href } = useSetupPlace()
  const { done } = steps[id]
  const state = done === null ? 'unseen' : done ? 'done' : 'open'
  const { icon: Icon, word } = MARKS[state]
  const place = PLACES[id]
  return (
    <li
      className={styles.step}
      data-state={state}
      data-next={isNext || undefined}
      aria-current={isNext ? 'step' : undefined}
    >
      <Icon className={styles.mark} role="img" aria-label={word} />
      <div className={styles.words}>
        <p className={styles.name}>{TITLES[id]}</p>
        <p className={styles.say}>{stepSays(id, steps)}</p>
      </div>
      {place !== null && (
        <ActionLink href={place === 'here' ? href(id) : place} kind={isNext ? 'primary' : 'plain'}>
          {verbOf(id, done === true, place === 'here')}
        </ActionLink>
      )}
    </li>
  )
}

function verbOf(id: StepId, done: boolean, here: boolean): string {
  if (!here) return t('Go there')
  if (!done) return t('Begin')
  return id === 'company' || id === 'warehouse' ? t('Change') : t('Add more')
}
