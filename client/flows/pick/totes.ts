/** A batch is picked into totes, one or more orders each of its own: the right one is proven by a scan. */
import { t } from '../../language/t.ts'
import type { Named } from '../../replica/name.ts'
import { type Step, type Stop, stop } from '../flow.ts'
import type { PickJob, PickLine, PickState } from './machine.ts'

export type NamedLocation = Extract<Named, { kind: 'location' }>

export const toteOf = (job: PickJob, line: PickLine): string | undefined =>
  line.orderId === null ? undefined : job.toteOf[line.orderId]

export const wantsTote = (job: PickJob, line: PickLine): boolean =>
  job.totes === 'wanted' && line.tote !== null && line.orderId !== null

/** The tote's code where this one is right, else why it is not. */
export function scanTote(state: PickState, line: PickLine, { location }: NamedLocation): string | Stop {
  const { job } = state
  const known = toteOf(job, line)
  const scanned = t('That is {code}.', { code: location.code })
  if (location.kind !== 'unit') return { scanned, expected: t('Scan the tote.') }
  if (known !== undefined && location.code !== known)
    return { scanned, expected: t('Order {orderName} goes into {known}.', { orderName: line.orderName ?? '', known }) }
  const owner = Object.entries(job.toteOf).find(([order, tote]) => tote === location.code && order !== line.orderId)
  if (owner) return { scanned, expected: t('It is for another order. Take an empty one.') }
  return location.code
}

/** All lines are through: the totes are set down in the staging lane. */
export function bringTotes(state: PickState, { location }: NamedLocation): Step<PickState> {
  if (location.kind !== 'staging')
    return stop(state, {
      scanned: t('That is {code}.', { code: location.code }),
      expected: t('Scan {staging}.', { staging: state.job.staging }),
    })
  const totes = [...new Set(Object.values(state.job.toteOf))].sort()
  return {
    state: { ...state, job: { ...state.job, brought: true }, stop: null },
    tone: 'done',
    word: location.code,
    record: totes.map((unit) => ({ type: 'moveUnit' as const, payload: { unit, to: location.code } })),
    undo: t('{count} totes', { count: totes.length }),
  }
}
