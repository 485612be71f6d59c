/** Practice in the demo: what to do next, in one sentence above the screen. It sees by itself when that is done, and can be left at any time. */
import { GraduationCap, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { t } from '../language/t.ts'
import type { Floor, SignedIn } from '../shell/floor.ts'
import { Button, ChoiceList, Dialog } from '../ui/index.ts'
import { Tap } from '../ui/tap.tsx'
import { keepUnderWay, readUnderWay, type UnderWay } from './kept.ts'
import { stepNow, type Task } from './noticed.ts'
import { onOffer } from './offer.ts'
import styles from './panel.module.css'
import { TASKS, tasksFor } from './tasks.ts'
import { useNoticed } from './use-noticed.ts'

export interface PracticePanelProps {
  signedIn: SignedIn
  /** Null: at a desk that is no device. */
  floor: Floor | null
}

/** Rendered only where the server says that this is the demo. */
export default function PracticePanel(props: PracticePanelProps) {
  return <Panel key={props.signedIn.session.user.id} {...props} />
}

function Panel({ signedIn, floor }: PracticePanelProps) {
  const { id, roles } = signedIn.session.user
  const tasks = tasksFor(roles)
  const [underWay, setUnderWay] = useState(() => readUnderWay(localStorage, id))
  const [isHidden, setHidden] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const keep = (next: UnderWay | null) => {
    keepUnderWay(localStorage, id, next)
    setUnderWay(next)
  }
  const begin = (task: string) => {
    setChoosing(false)
    keep({ task, startedAt: Date.now() })
  }
  useEffect(() => onOffer(() => setHidden(false)), [])
  const task = TASKS.find((one) => one.id === underWay?.task)
  const [only] = tasks
  if (underWay && task)
    return (
      <UnderWayPanel
        key={underWay.startedAt}
        {...{ task, floor, startedAt: underWay.startedAt }}
        onLeave={() => keep(null)}
        onOver={() => {
          keep(null)
          setHidden(true)
        }}
      />
    )
  if (isHidden || !only) return null
  return (
    <>
      <Strip
        say={
          tasks.length > 1
            ? t('New here? Practise a task, step by step.')
            : t('New here? Practise: {title}.', { title: only.title })
        }
      >
        <Tap className={styles.act} onPress={() => (tasks.length > 1 ? setChoosing(true) : begin(only.id))}>
          {t('Begin')}
        </Tap>
        <Close label={t('Not now')} onPress={() => setHidden(true)} />
      </Strip>
      <Dialog
        open={choosing}
        onClose={() => setChoosing(false)}
        title={t('What do you want to practise?')}
        actions={<Button onPress={() => setChoosing(false)}>{t('Not now')}</Button>}
      >
        <ChoiceList choices={tasks.map(({ id, title }) => ({ id, label: title }))} onChoose={begin} />
      </Dialog>
    </>
  )
}

interface UnderWayProps {
  task: Task
  floor: Floor | null
  startedAt: number
  onLeave: () => void
  /** What was learnt has been read. */
  onOver: () => void
}

function UnderWayPanel({ task, floor, startedAt, onLeave, onOver }: UnderWayProps) {
  const noticed = useNoticed(floor, startedAt)
  // Where two steps were seen, none goes back: a screen that is closed again was opened all the same.
  const [reached, setReached] = useState(0)
  const now = stepNow(task, noticed) ?? task.steps.length
  useEffect(() => setReached((before) => Math.max(before, now)), [now])
  const at = Math.max(reached, now)
  const step = task.steps[at]
  if (!step) return <Learnt task={task} onOver={onOver} />
  return (
    <Strip
      say={step.say(noticed)}
      progress={t('{title}, {step} of {steps}', { title: task.title, step: at + 1, steps: task.steps.length })}
    >
      <Close label={t('Leave the practice')} onPress={onLeave} />
    </Strip>
  )
}

function Learnt({ task, onOver }: { task: Task; onOver: () => void }) {
  return (
    <Dialog
      open
      onClose={onOver}
      title={t('Done: {title}', { title: task.title })}
      actions={
        <Button kind="primary" onPress={onOver}>
          {t('On with it')}
        </Button>
      }
    >
      <p>{t('What you know now:')}</p>
      <ul className={styles.learnt}>
        {task.learnt.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Dialog>
  )
}

function Close({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Tap className={styles.act} aria-label={label} onPress={onPress}>
      <X aria-hidden />
    </Tap>
  )
}

interface StripProps {
  say: string
  progress?: string
  children: ReactNode
}

/** The screens below are lower by its height. */
function Strip({ say, progress, children }: StripProps) {
  const strip = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = strip.current
    if (!element) return
    const root = document.documentElement.style
    const observer = new ResizeObserver(() => root.setProperty('--above', `${element.offsetHeight}px`))
    observer.observe(element)
    return () => {
      observer.disconnect()
      root.removeProperty('--above')
    }
  }, [])
  return (
    <section ref={strip} className={styles.strip} aria-label={t('Practice')}>
      <GraduationCap className={styles.icon} aria-hidden />
      <p className={styles.words} aria-live="polite">
        {progress && <span className={styles.progress}>{progress}</span>}
        {say}
      </p>
      {children}
    </section>
  )
}
