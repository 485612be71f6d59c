/** Scans of places: which count is begun, and what stands in a bin as a unit of its own. */

import { isVirtual } from '../../../shared/rules/places.ts'
import type { LocationRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { type DueCount, isForUs } from '../../replica/counts.ts'
import { hasLeft } from '../../replica/standing.ts'
import { go, type Step, stop } from '../flow.ts'
import { askedFirst, type CountState, counting, startCount } from './state.ts'

export function scanPlace(state: CountState, location: LocationRow): Step<CountState> {
  const { code } = location
  const here = code === state.place?.code
  // Not begun by a second scan of it: a trigger that bounces would.
  if (state.stage === 'bin' || state.stage === 'unasked') return beginAt(startCount(state.due), location)
  if (state.stage !== 'goods' && !(here && state.stage === 'unit'))
    return askedFirst(state, t('That is {code}.', { code }))
  if (here) return go({ ...counting(state) }, 'right', code)
  if (location.kind === 'unit') return askAboutUnit(state, location)
  return stop(state, {
    scanned: t('That is {code}.', { code }),
    expected:
      state.lines.length > 0
        ? t('Finish {code} first, or go back.', { code: state.place?.code })
        : t('Say that nothing is in {code}, or go back.', { code: state.place?.code }),
  })
}

/** The count that is asked for there; the whole place first, for that answers the others. */
export function beginAt(state: CountState, place: LocationRow): Step<CountState> {
  const scanned = t('That is {code}.', { code: place.code })
  if (place.kind === 'virtual' || isVirtual(place.code))
    return stop(state, { scanned, expected: t('There is nothing to count. Scan a bin.') })
  if (place.kind === 'unit' && hasLeft(place))
    return stop(state, { scanned, expected: t('It has left with a shipment.') })
  const asked = state.due.filter(({ location }) => location === place.code)
  const ours = asked.filter(isForUs)
  const task = ours.find(({ scope }) => scope === 'location') ?? ours[0]
  if (task) return go(begun(state, place, task), 'right', place.code)
  if (asked.length > 0 && asked.every(({ byAnother }) => byAnother))
    return stop(state, {
      scanned: t('You counted {code} before.', { code: place.code }),
      expected: t('Another person is to count it again.'),
    })
  return go({ ...state, stage: 'unasked', place, stop: null }, 'attention', place.code)
}

const begun = (state: CountState, place: LocationRow, task: DueCount | null): CountState => ({
  ...startCount(state.due),
  stage: 'goods',
  place,
  task,
  whole: task === null || task.scope === 'location',
  next: state.next,
})

/** The whole place, without a task. */
export function beginUnasked(state: CountState): Step<CountState> {
  if (state.stage !== 'unasked' || state.place === null) return go(state, 'quiet')
  return go(begun(state, state.place, null), 'right', state.place.code)
}

/** Where the worker said to go on: nobody is asked twice. */
export function beginNext(state: CountState): CountState {
  const [place, ...next] = state.next
  if (place) {
    const { state: found } = beginAt({ ...startCount(state.due), next }, place)
    return found.stage === 'unasked' ? begun(found, place, null) : found
  }
  const [task] = state.due.filter((one) => isForUs(one) && one.location === state.place?.code)
  return task && state.place ? begun(state, state.place, task) : startCount(state.due)
}

function askAboutUnit(state: CountState, unit: LocationRow): Step<CountState> {
  if (hasLeft(unit))
    return stop(state, {
      scanned: t('That is {code}.', { code: unit.code }),
      expected: t('It has left with a shipment.'),
    })
  if (state.next.some(({ code }) => code === unit.code))
    return go({ ...state, stop: null }, 'right', t('It comes next'))
  return go({ ...state, stage: 'unit', unit, stop: null }, 'attention', unit.code)
}

export function unitNext(state: CountState): Step<CountState> {
  const { stage, unit } = state
  if (stage !== 'unit' || unit === null) return go(state, 'quiet')
  return go({ ...counting(state), next: [...state.next, unit] }, 'right', t('It comes next'))
}
