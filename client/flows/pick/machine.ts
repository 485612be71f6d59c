/**
 * Pick: the list directs to bin, lot and quantity, one step at a time, and only the directed lot is taken. A younger lot
 * is stopped with the one that goes first. What the bin does not hold is said with a short pick, and the way goes on.
 */

import { rotationKey } from '../../../shared/rules/rotation.ts'
import type { ShortReason } from '../../../shared/transactions/short-pick.ts'
import type { ItemRow, LotRow } from '../../../shared/wire/pull.ts'
import type { NewTransaction } from '../../outbox/append.ts'
import type { Named, NamedItem } from '../../replica/name.ts'
import type { PickTask } from '../../replica/view.ts'
import { go, type Machine, type Step, type Stop, sentence, stay, stop, wordsOf } from '../flow.ts'

export interface PickLine extends PickTask {
  item: ItemRow
  /** The directed lot, where this device knows it. */
  lotRow: LotRow | undefined
  /** All lots of the item that this device knows: tells whether a wrong one is younger. */
  lots: LotRow[]
  /** Its order, where the list has several. */
  orderName?: string
  channel?: string
}

export interface PickJob {
  listId: string
  /** Null: a batch of several orders. */
  orderId: string | null
  /** How people know the order, or the batch. */
  orderName: string
  channel: string | undefined
  customer: string
  staging: string
  lines: PickLine[]
}

export interface PickState {
  stage: 'bin' | 'item' | 'lot' | 'quantity' | 'problem' | 'found' | 'finished'
  job: PickJob
  /** The task in hand. */
  taskId: string | null
  /** The bin that was scanned last: the next line in it needs no second scan. */
  atBin: string | null
  quantity: number | null
  reason: ShortReason | null
  stop: Stop | null
}

export type PickAction =
  | { type: 'job'; job: PickJob }
  | { type: 'confirm-lot' }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'confirm' }
  | { type: 'problem' }
  | { type: 'short'; reason: ShortReason }
  | { type: 'confirm-short' }
  | { type: 'back' }

export const startPick = (job: PickJob): PickState =>
  next({ stage: 'bin', job, taskId: null, atBin: null, quantity: null, reason: null, stop: null })

/** The first task of the way that still asks for something; one in the same bin needs no second scan of it. */
function next(state: PickState): PickState {
  const task = state.job.lines.find((line) => line.remaining > 0)
  const cleared = { ...state, quantity: null, reason: null, stop: null }
  if (!task) return { ...cleared, stage: 'finished', taskId: null }
  return { ...cleared, taskId: task.id, stage: task.location === state.atBin ? 'item' : 'bin' }
}

export const lineInHand = ({ job, taskId }: PickState): PickLine | undefined =>
  job.lines.find((line) => line.id === taskId)

/** "3 of 14": the line in hand among all, those done before it counted. */
export function pickProgress({ job, stage }: PickState): string {
  const done = job.lines.filter((line) => line.remaining === 0).length
  return `${stage === 'finished' ? done : Math.min(done + 1, job.lines.length)} of ${job.lines.length}`
}

export const pickMachine: Machine<PickState, PickAction> = {
  scan(state, named) {
    const line = lineInHand(state)
    if (!line) return stop(state, { scanned: wordsOf(named), expected: 'This list is finished.' })
    if (named.kind === 'location') return scanBin(state, line, named)
    if (named.kind === 'item') return scanItem(state, line, named)
    return stop(state, { scanned: wordsOf(named), expected: sentence(pickMachine.say(state)) })
  },
  act(state, action) {
    switch (action.type) {
      case 'job':
        return stay(refresh(state, action.job))
      case 'confirm-lot':
        return state.stage === 'lot' ? go(askQuantity(state), 'right') : stay(state)
      case 'quantity':
        return stay({ ...state, quantity: action.quantity })
      case 'confirm':
        return confirm(state)
      case 'problem':
        return ofLine(state, { stage: 'problem' })
      case 'short':
        return ofLine(state, { stage: 'found', reason: action.reason, quantity: 0 })
      case 'confirm-short':
        return confirmShort(state)
      case 'back':
        return ofLine(state, backOf(state))
    }
  },
  say(state) {
    const line = lineInHand(state)
    switch (state.stage) {
      case 'bin':
        return `Scan bin ${line?.location ?? ''}`
      case 'item':
        return line && line.lot !== '' ? `Scan lot ${line.lot}` : `Scan ${line?.item.name ?? 'the item'}`
      case 'lot':
        return `Is the label lot ${line?.lot ?? ''}?`
      case 'quantity':
        return `Take ${line?.remaining ?? 0}`
      case 'problem':
        return 'What is wrong here?'
      case 'found':
        return 'How many did you find?'
      case 'finished':
        return `All picked. Bring it to ${state.job.staging}`
    }
  },
}

/** A tap about the line in hand; a late one, when the list has just been finished, says nothing. */
const ofLine = (state: PickState, change: Partial<PickState>): Step<PickState> =>
  lineInHand(state) ? go({ ...state, ...change, stop: null }, 'quiet') : stay(state)

/** Back to where the line in hand stands: bin known or not. */
const backOf = (state: PickState): Partial<PickState> => ({
  stage: lineInHand(state)?.location === state.atBin ? 'item' : 'bin',
  quantity: null,
  reason: null,
})

/** The list as the replica has it now. What the worker has in hand stays in hand while it is still asked for. */
function refresh(state: PickState, job: PickJob): PickState {
  const line = job.lines.find((known) => known.id === state.taskId)
  const moved = line !== undefined && line.location !== lineInHand(state)?.location
  if (state.stage !== 'finished' && line && line.remaining > 0 && !moved) return { ...state, job }
  return next({ ...state, job })
}

function scanBin(state: PickState, line: PickLine, named: Extract<Named, { kind: 'location' }>): Step<PickState> {
  const { code } = named.location
  if (code !== line.location) return stop(state, { scanned: `That is ${code}.`, expected: `Need ${line.location}.` })
  const stage = state.stage === 'bin' ? 'item' : state.stage
  return go({ ...state, stage, atBin: code, stop: null }, 'right', code)
}

function scanItem(state: PickState, line: PickLine, named: NamedItem): Step<PickState> {
  if (state.stage === 'bin')
    return stop(state, { scanned: wordsOf(named), expected: `Scan bin ${line.location} first.` })
  // Who says what is wrong with the goods must not pick them by a scan.
  if (state.stage === 'problem' || state.stage === 'found')
    return stop(state, { scanned: wordsOf(named), expected: `${sentence(pickMachine.say(state))} Or go back.` })
  if (named.item.sku !== line.sku) return stop(state, { scanned: wordsOf(named), expected: `Need ${line.item.name}.` })
  if (line.item.lotTracked && named.lot !== undefined && named.lot !== line.lot)
    return stop(state, wrongLot(line, named.lot))
  if (state.stage === 'quantity') return countUp(state, line, named.quantity)
  if (line.item.lotTracked && named.lot === undefined)
    return go({ ...state, stage: 'lot', stop: null }, 'right', line.item.name)
  // One unit asked for, or one full case: the scan itself is the confirmation.
  if (named.quantity === line.remaining) return record(state, line, line.remaining)
  return go(askQuantity(state), 'right', line.lot === '' ? line.item.name : `Lot ${line.lot}`)
}

const askQuantity = (state: PickState): PickState => ({
  ...state,
  stage: 'quantity',
  quantity: lineInHand(state)?.remaining ?? null,
  stop: null,
})

/** Scanning on counts up from nothing: the prefilled total was a proposal. */
function countUp(state: PickState, line: PickLine, pack: number): Step<PickState> {
  const counted = state.quantity === line.remaining ? pack : (state.quantity ?? 0) + pack
  if (counted > line.remaining)
    return stop(state, { scanned: `That would be ${counted}.`, expected: `Only ${line.remaining} are needed.` })
  if (counted === line.remaining) return record(state, line, counted)
  return go({ ...state, quantity: counted, stop: null }, 'right', `${counted} of ${line.remaining}`)
}

function wrongLot(line: PickLine, lot: string): Stop {
  const known = line.lots.find((row) => row.lot === lot)
  const younger =
    known && line.lotRow && rotationKey(line.item.rotation, known) > rotationKey(line.item.rotation, line.lotRow)
  if (known?.held)
    return {
      scanned: `Lot ${lot} is on hold.`,
      expected: `Lot ${line.lot} is to be picked.`,
      todo: 'Leave it where it is.',
    }
  return {
    scanned: `That is lot ${lot}.`,
    expected: younger ? `Lot ${line.lot} goes first.` : `Lot ${line.lot} is to be picked.`,
    todo: `${younger ? 'It is older: ' : ''}${line.remaining} are in ${line.location}.`,
  }
}

function confirm(state: PickState): Step<PickState> {
  const line = lineInHand(state)
  if (!line || state.stage !== 'quantity') return stay(state)
  const quantity = state.quantity ?? 0
  if (quantity === 0) return stop(state, { scanned: 'Nothing taken.', expected: 'Use Problem if the bin is empty.' })
  if (quantity > line.remaining)
    return stop(state, { scanned: `${quantity} is too many.`, expected: `Only ${line.remaining} are needed.` })
  return record(state, line, quantity)
}

function confirmShort(state: PickState): Step<PickState> {
  const line = lineInHand(state)
  if (!line || state.stage !== 'found' || state.reason === null) return stay(state)
  const found = state.quantity ?? 0
  if (found >= line.remaining)
    return stop(state, { scanned: `${found} is all that is needed.`, expected: 'Go back and take them.' })
  const short: NewTransaction = {
    type: 'shortPick',
    payload: { ...about(state.job, line), found: line.done + found, reason: state.reason },
  }
  return finish(
    state,
    line,
    found,
    [...(found > 0 ? [pickOf(state.job, line, found)] : []), short],
    `${found} of ${line.remaining}`,
  )
}

const record = (state: PickState, line: PickLine, quantity: number): Step<PickState> =>
  finish(
    state,
    line,
    quantity,
    [pickOf(state.job, line, quantity)],
    quantity === line.remaining ? `${quantity} picked` : `${quantity} of ${line.remaining}`,
  )

function finish(
  state: PickState,
  line: PickLine,
  taken: number,
  transactions: NewTransaction[],
  word: string,
): Step<PickState> {
  const short = transactions.some(({ type }) => type === 'shortPick')
  const lines = state.job.lines.map((known) =>
    known.id === line.id
      ? { ...known, done: known.done + taken, remaining: short ? 0 : known.remaining - taken }
      : known,
  )
  return {
    state: next({ ...state, job: { ...state.job, lines } }),
    tone: short ? 'attention' : 'done',
    word,
    record: transactions,
    undo: taken > 0 ? `${taken} × ${line.item.name}` : `short ${line.item.name}`,
  }
}

/** A fact stands by itself: it names item, lot, place and order, so that it can be posted by a server that lost the task. */
function about(job: PickJob, line: PickLine) {
  const orderId = line.orderId ?? job.orderId
  return {
    taskId: line.id,
    sku: line.sku,
    lot: line.lot === '' ? null : line.lot,
    location: line.location,
    ...(orderId === null ? {} : { orderId }),
    ...(line.lineId === null ? {} : { lineId: line.lineId }),
  }
}

function pickOf(job: PickJob, line: PickLine, quantity: number): NewTransaction {
  const channel = line.channel ?? job.channel
  return {
    type: 'pick',
    payload: {
      ...about(job, line),
      to: job.staging,
      quantity,
      orderExternalId: line.orderName ?? job.orderName,
      ...(channel === undefined ? {} : { channel }),
    },
  }
}
