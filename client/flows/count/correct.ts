/** Corrections of a line: its quantity, its state, or that it is not there at all. */

import { MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import type { Status } from '../../../shared/transactions/status.ts'
import { t } from '../../language/t.ts'
import { go, type Step, stay, stop } from '../flow.ts'
import { lineKey, lineName, lineOf, setQuantity, setStatus } from './lines.ts'
import { type CountState, counting, STATUS_WORDS } from './state.ts'

export function openLine(state: CountState, key: string): Step<CountState> {
  const line = lineOf(state.lines, key)
  if (!line || state.stage !== 'goods') return stay(state)
  const open: CountState = { ...counting(state), stage: 'line', hot: { key, said: false }, quantity: line.quantity }
  return go(open, 'right', line.item.name)
}

/** What is typed already stands. */
export function changeLine(state: CountState): Step<CountState> {
  const { stage, hot, quantity, lines } = state
  if (stage !== 'line' || hot === null) return stay(state)
  const typed = quantity === null ? lines : setQuantity(lines, hot.key, quantity)
  return go({ ...state, stage: 'status', lines: typed, stop: null }, 'quiet')
}

/** The total is as typed, or the part that is in another state. */
export function quantityDone(state: CountState): Step<CountState> {
  if (state.stage === 'part') return partDone(state)
  const { hot, quantity } = state
  if (state.stage !== 'line' || hot === null || quantity === null) return stay(state)
  if (quantity > MAX_QUANTITY)
    return stop(state, {
      scanned: t('{quantity} is not possible.', { quantity }),
      expected: t('Type how many are there.'),
    })
  if (quantity === 0) return takeOff(state, hot.key)
  return go(
    counting({ ...state, lines: setQuantity(state.lines, hot.key, quantity) }),
    'right',
    t('{quantity} counted', { quantity }),
  )
}

const takeOff = (state: CountState, key: string): Step<CountState> =>
  go({ ...counting({ ...state, lines: setQuantity(state.lines, key, 0) }), hot: null }, 'right', t('Taken off'))

export const remove = (state: CountState): Step<CountState> =>
  state.stage === 'status' && state.hot !== null ? takeOff(state, state.hot.key) : stay(state)

/** Of a single unit there is nothing to ask; of one that is not counted yet, how many there are. */
export function chooseStatus(state: CountState, status: Status): Step<CountState> {
  const line = lineOf(state.lines, state.hot?.key)
  if (state.stage !== 'status' || !line) return stay(state)
  if (line.quantity === 0) {
    const lines = setStatus(state.lines, lineKey(line), status, 0)
    return go({ ...state, stage: 'line', lines, hot: { key: lineKey({ ...line, status }), said: false } }, 'quiet')
  }
  if (line.status === status) return go(counting(state), 'quiet')
  const asked: CountState = { ...state, stage: 'part', status, quantity: line.quantity, stop: null }
  return line.quantity === 1 ? partDone(asked) : go(asked, 'quiet')
}

function partDone(state: CountState): Step<CountState> {
  const { hot, quantity, status } = state
  const line = lineOf(state.lines, hot?.key)
  if (!line || status === null || quantity === null || quantity === 0) return stay(state)
  if (quantity > line.quantity)
    return stop(state, {
      scanned: t('{quantity} is too many.', { quantity }),
      expected: t('{quantity} of {line} are counted.', { quantity: line.quantity, line: lineName(line) }),
    })
  return go(
    {
      ...counting(state),
      lines: setStatus(state.lines, lineKey(line), status, quantity),
      hot: { key: lineKey({ ...line, status }), said: false },
    },
    'right',
    `${quantity} · ${STATUS_WORDS[status]}`,
  )
}
