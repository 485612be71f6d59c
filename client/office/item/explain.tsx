/** The arithmetic of a channel's available to promise, line by line, with what stands behind each figure. */

import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import type { ExplainPart, ExplainStep, Explanation } from '../contract.ts'
import { useChannelName, useExplanation } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Failure } from '../ui/note.tsx'
import { dateText, figure } from '../words.ts'
import styles from './explain.module.css'

export interface ExplainProps {
  sku: string
  channel: string
  name: string
  /** The step that was tapped, shown open. */
  step: string | null
  onBack: () => void
}

export function Explain({ sku, channel, name, step, onBack }: ExplainProps) {
  const { data, error } = useExplanation(sku, channel)
  return (
    <>
      <div>
        <Action kind="quiet" icon={<ArrowLeft aria-hidden />} onPress={onBack}>
          {t('All figures')}
        </Action>
      </div>
      <Failure of={error} />
      {data && <Arithmetic explanation={data} name={name} step={step} />}
    </>
  )
}

const LIMITS: Record<Explanation['limitedBy'], string> = {
  base: t('It is limited by what is protected and shared.'),
  'shelf-life': t('It is limited by shelf life: too few lots last as long as this channel needs.'),
  nothing: t('Nothing is left to promise.'),
}

interface ArithmeticProps {
  explanation: Explanation
  name: string
  step: string | null
}

function Arithmetic({ explanation, name, step }: ArithmeticProps) {
  const tapped = explanation.steps.find(({ key }) => key === step)
  return (
    <section
      aria-label={t('How {name} comes to {availableToPromise}', {
        name,
        availableToPromise: explanation.availableToPromise,
      })}
    >
      <p className={styles.sum}>
        <b>{figure(explanation.availableToPromise)}</b> {t('available to promise for {name}', { name })}
      </p>
      <p className={styles.limit}>{LIMITS[explanation.limitedBy]}</p>
      <ol className={styles.steps}>
        {explanation.steps.map((one) => (
          <Step key={one.key} step={one} open={one === tapped} />
        ))}
      </ol>
    </section>
  )
}

const SIGNS: Record<ExplainStep['op'], string> = { '+': '+', '-': '−', '=': '=', min: t('at most') }

function Step({ step, open }: { step: ExplainStep; open: boolean }) {
  const ref = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (open) ref.current?.scrollIntoView({ block: 'center' })
  }, [open])
  const line = (
    <>
      <span className={styles.sign}>{SIGNS[step.op]}</span>
      <span className={styles.label}>
        {heard(step.label)}
        {step.note && <span className={styles.note}>{heard(step.note)}</span>}
      </span>
      <span className={styles.value}>{figure(step.value)}</span>
    </>
  )
  if (step.of.length === 0)
    return (
      <li ref={ref} className={styles.step} data-op={step.op} data-tapped={open || undefined}>
        <div className={styles.line}>{line}</div>
      </li>
    )
  return (
    <li ref={ref} className={styles.step} data-op={step.op} data-tapped={open || undefined}>
      <details open={open}>
        <summary className={styles.line}>{line}</summary>
        <ul className={styles.parts}>
          {step.of.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own
            <li key={index} className={styles.part}>
              <Part part={part} />
              <span className={styles.value}>{figure(part.quantity)}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

function Part({ part }: { part: ExplainPart }) {
  const channelName = useChannelName()
  const channel = part.kind === 'order' && part.channel && channelName(part.channel)
  const until =
    part.date &&
    (part.kind === 'order'
      ? t('ship by {date}', { date: dateText(part.date) })
      : t('until {date}', { date: dateText(part.date) }))
  const words = [heard(part.label), channel, until].filter(Boolean).join(' · ')
  if (part.kind === 'order' && part.id) return <Link href={`/office/orders?order=${part.id}`}>{words}</Link>
  return <span>{words}</span>
}
