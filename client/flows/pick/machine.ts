/**
 * Pick: the list directs to bin, lot and quantity, one step at a time, and only the directed lot is taken. A younger lot
 * is stopped with the one that goes first; a supervisor may let it pass. What the bin does not hold is said with a short
 * pick, and the next lot in rotation is directed at once.
 */

import type { RotationPolicy } from '../../../shared/rules/rotation.ts'
import type { Payload } from '../../../shared/transactions/index.ts'
import type { ShortReason } from '../../../shared/transactions/short-pick.ts'
import type { ItemRow, LotRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { NewTransaction } from '../../outbox/append.ts'
import type { Named, NamedItem } from '../../replica/name.ts'
import type { PickTask } from '../../replica/view.ts'
import { go, type Machine, type Step, sentence, stay, stop, wordsOf } from '../flow.ts'
import { isYounger, otherThanDirected, type PickStop, unfit } from './lots.ts'
import { type FreeStock, isAt, redirect } from './redirect.ts'
import { bringTotes, type NamedLocation, scanTote, toteOf, wantsTote } from './totes.ts'
import { pickOf, shortOf } from './transactions.ts'

export interface PickLine extends PickTask {
  /** The task that asked for it; a redirected line has an id of its own. */
  taskId: string
  /** Directed here by the device, because its bin did not hold it. */
  redirected: boolean
  item: ItemRow
  policy: RotationPolicy
  /** The local date until which a lot must live to be good for the order's channel. */
  livesUntil: string
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
  /** Local date. */
  today: string
  /** Where the rest may be found, of all items of the list. */
  free: FreeStock[]
  /** A batch goes into totes, where the warehouse has some. */
  totes: 'none' | 'wanted'
  /** The tote of each order that has one, by order. */
  toteOf: Record<string, string>
  /** They stand in a staging lane. */
  brought: boolean
  /** Lots in each bin of the list, for a label that does not say which. */
  inBin: { sku: string; lot: string; location: string }[]
}

export type Override = NonNullable<Payload<'pick'>['override']>

/** Taken instead of the directed lot, or about to be. */
export interface OtherLot {
  /** Null: not scanned yet. */
  lot: string | null
  location: string
  override: Override | null
}

export interface PickState {
  stage:
    | 'bin'
    | 'item'
    | 'lot'
    | 'quantity'
    | 'tote'
    | 'problem'
    | 'found'
    /** The younger lot may be taken, but the older one should be. */
    | 'warn'
    /** Another lot is to be taken: which? */
    | 'other'
    /** A supervisor's badge, PIN and reason. */
    | 'override'
    | 'finished'
  job: PickJob
  /** Id of the line in hand. */
  inHand: string | null
  /** The bin that was scanned last: the next line in it needs no second scan. */
  atBin: string | null
  quantity: number | null
  reason: ShortReason | null
  other: OtherLot | null
  /** The supervisor's, scanned. */
  badge: string | null
  stop: PickStop | null
}

export type PickAction =
  | { type: 'job'; job: PickJob }
  | { type: 'choose-lot'; lot: string }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'confirm' }
  | { type: 'problem' }
  | { type: 'short'; reason: ShortReason }
  | { type: 'confirm-short' }
  /** Take the lot that was stopped, after all. */
  | { type: 'other' }
  | { type: 'override'; override: Override }
  | { type: 'without-tote' }
  | { type: 'back' }

export const startPick = (job: PickJob): PickState =>
  next({
    stage: 'bin',
    job,
    inHand: null,
    atBin: null,
    quantity: null,
    reason: null,
    other: null,
    badge: null,
    stop: null,
  })

const CLEARED = { quantity: null, reason: null, other: null, badge: null, stop: null } as const

/** The first line of the way that still asks for something; one in the same bin needs no second scan of it. */
export function next(state: PickState): PickState {
  const line = state.job.lines.find((known) => known.remaining > 0)
  const cleared = { ...state, ...CLEARED }
  if (!line) return { ...cleared, stage: 'finished', inHand: null }
  return { ...cleared, inHand: line.id, stage: line.location === state.atBin ? 'item' : 'bin' }
}

export const lineInHand = ({ job, inHand }: PickState): PickLine | undefined =>
  job.lines.find((line) => line.id === inHand)

/** "3 of 14": the line in hand among all, those done before it counted. */
export function pickProgress({ job, stage }: PickState): string {
  const done = job.lines.filter((line) => line.remaining === 0).length
  return t('{line} of {lines}', {
    line: stage === 'finished' ? done : Math.min(done + 1, job.lines.length),
    lines: job.lines.length,
  })
}

export const pickMachine: Machine<PickState, PickAction> = {
  scan(state, named) {
    const line = lineInHand(state)
    if (!line) return scanFinished(state, named)
    if (named.kind === 'badge' && state.stage === 'override')
      return go({ ...state, badge: named.secret, stop: null }, 'right', t('Badge'))
    if (named.kind === 'location') return scanPlace(state, line, named)
    if (named.kind === 'item') return scanItem(state, line, named)
    // A label in two rows: the item was scanned, this one says its lot.
    if (named.kind === 'text' && named.lot !== undefined && (state.stage === 'lot' || state.stage === 'other'))
      return chooseLot(state, named.lot)
    return stop(state, { scanned: wordsOf(named), expected: sentence(pickMachine.say(state)) })
  },
  act(state, action) {
    switch (action.type) {
      case 'job':
        return stay(refresh(state, action.job))
      case 'choose-lot':
        return chooseLot(state, action.lot)
      case 'quantity':
        return stay({ ...state, quantity: action.quantity })
      case 'confirm':
        return confirm(state)
      case 'problem':
        return ofLine(state, { stage: 'problem' })
      case 'short':
        return ofLine(state, { stage: 'found', reason: action.reason, quantity: 0, other: null })
      case 'confirm-short':
        return confirmShort(state)
      case 'other':
        return takeOther(state)
      case 'override':
        return allowed(state, action.override)
      case 'without-tote':
        return state.stage === 'tote' ? taken(state, state.job.staging) : stay(state)
      case 'back':
        return ofLine(state, backOf(state))
    }
  },
  say(state) {
    const line = lineInHand(state)
    switch (state.stage) {
      case 'bin':
        return t('Scan bin {location}', { location: line?.location ?? '' })
      case 'item':
        return line && line.lot !== ''
          ? t('Scan lot {lot}', { lot: line.lot })
          : t('Scan {name}', { name: line?.item.name ?? t('the item') })
      case 'lot':
        return t('Which lot is on the label?')
      case 'quantity':
        return t('Take {remaining}', { remaining: line?.remaining ?? 0 })
      case 'tote':
        return toteWords(state, line)
      case 'problem':
        return t('What is wrong here?')
      case 'found':
        return t('How many did you find?')
      case 'warn':
        return t('Take the younger lot?')
      case 'other':
        return t('Scan the lot to take at {location}', { location: state.other?.location ?? '' })
      case 'override':
        return state.badge === null ? t("Scan a supervisor's badge") : t('Supervisor: PIN and reason')
      case 'finished':
        return finishedWords(state)
    }
  },
}

function toteWords({ job }: PickState, line: PickLine | undefined): string {
  const known = line && toteOf(job, line)
  return known === undefined
    ? t('Scan an empty tote for {orderName}', { orderName: line?.orderName ?? t('the order') })
    : t('Scan tote {known}', { known })
}

function finishedWords({ job }: PickState): string {
  const totes = Object.keys(job.toteOf).length
  if (totes === 0) return t('All picked. Bring it to {staging}', { staging: job.staging })
  return job.brought
    ? t('Done. The totes stand at {staging}', { staging: job.staging })
    : t('Bring the totes to {staging} and scan it', { staging: job.staging })
}

/** A tap about the line in hand; a late one, when the list has just been finished, says nothing. */
const ofLine = (state: PickState, change: Partial<PickState>): Step<PickState> =>
  lineInHand(state) ? go({ ...state, ...change, stop: null }, 'quiet') : stay(state)

/** Back to where the line in hand stands: bin known or not. */
const backOf = (state: PickState): Partial<PickState> => ({
  ...CLEARED,
  stage: lineInHand(state)?.location === state.atBin ? 'item' : 'bin',
})

/** The list as the replica has it now. What the worker has in hand stays in hand while it is still asked for. */
function refresh(state: PickState, fresh: PickJob): PickState {
  const job = { ...fresh, toteOf: { ...state.job.toteOf, ...fresh.toteOf } }
  const line = job.lines.find((known) => known.id === state.inHand)
  const moved = line !== undefined && line.location !== lineInHand(state)?.location
  if (state.stage !== 'finished' && line && line.remaining > 0 && !moved) return { ...state, job }
  return next({ ...state, job })
}

function scanFinished(state: PickState, named: Named): Step<PickState> {
  const totes = Object.keys(state.job.toteOf).length > 0 && !state.job.brought
  if (totes && named.kind === 'location') return bringTotes(state, named)
  return stop(state, { scanned: wordsOf(named), expected: t('This list is finished.') })
}

function scanPlace(state: PickState, line: PickLine, named: NamedLocation): Step<PickState> {
  if (state.stage === 'tote') {
    const found = scanTote(state, line, named)
    return typeof found === 'string' ? taken(state, found) : stop(state, found)
  }
  const { code } = named.location
  if (code !== line.location) {
    const other = state.stage === 'bin' || state.stage === 'item' ? { lot: null, location: code, override: null } : null
    const found: PickStop = {
      scanned: t('That is {code}.', { code }),
      expected: t('Need {location}.', { location: line.location }),
    }
    return stop(state, other === null || !line.item.lotTracked ? found : { ...found, other })
  }
  const stage = state.stage === 'bin' ? 'item' : state.stage
  return go({ ...state, stage, atBin: code, stop: null }, 'right', code)
}

function scanItem(state: PickState, line: PickLine, named: NamedItem): Step<PickState> {
  if (state.stage === 'bin')
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Scan bin {location} first.', { location: line.location }),
    })
  // Who says what is wrong with the goods, or is asked for something else, must not pick them by a scan.
  if (['problem', 'found', 'warn', 'override', 'tote'].includes(state.stage))
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('{sentence} Or go back.', { sentence: sentence(pickMachine.say(state)) }),
    })
  if (named.item.sku !== line.sku)
    return stop(state, { scanned: wordsOf(named), expected: t('Need {name}.', { name: line.item.name }) })
  if (line.item.lotTracked && named.lot !== undefined) {
    const found = unfit(line, named.lot, state.job.today, named)
    if (found) return stop(state, found)
    if (state.stage === 'other' || named.lot !== (state.other?.lot ?? line.lot))
      return scanOtherLot(state, line, named.lot)
  }
  if (state.stage === 'other')
    return stop(state, { scanned: t('The label has no lot.'), expected: t('Choose it below.') })
  if (state.stage === 'quantity') return countUp(state, line, named.quantity)
  if (line.item.lotTracked && named.lot === undefined)
    return go({ ...state, stage: 'lot', stop: null }, 'right', line.item.name)
  return directedTaken(state, line, named.quantity)
}

/** The directed lot is in the hand. One unit asked for, or one full case: the scan itself is the confirmation. */
function directedTaken(state: PickState, line: PickLine, scanned: number): Step<PickState> {
  const word = line.lot === '' ? line.item.name : t('Lot {lot}', { lot: line.lot })
  if (scanned !== line.remaining) return go(askQuantity(state), 'right', word)
  return filled({ ...state, quantity: scanned }, line)
}

/** A good lot, but not the one that is directed: which lot goes first, or on with it where it is being taken instead. */
function scanOtherLot(state: PickState, line: PickLine, lot: string): Step<PickState> {
  if (state.stage === 'other')
    return takeOther({ ...state, other: { lot, location: state.other?.location ?? '', override: null } })
  if (state.other !== null)
    return stop(state, {
      scanned: t('That is lot {lot}.', { lot }),
      expected: t('You are taking lot {lot}.', { lot: state.other.lot }),
    })
  const found = otherThanDirected(line, lot, state.atBin ?? line.location)
  if (line.policy === 'enforce') return stop(state, found)
  if (!isYounger(line, lot)) return takeOther({ ...state, other: found.other ?? null })
  return go({ ...state, stage: 'warn', other: found.other ?? null, stop: null }, 'attention', found.expected)
}

function chooseLot(state: PickState, lot: string): Step<PickState> {
  const line = lineInHand(state)
  if (!line || (state.stage !== 'lot' && state.stage !== 'other')) return stay(state)
  const found = unfit(line, lot, state.job.today)
  if (found) return stop(state, found)
  return lot === line.lot && state.stage === 'lot' ? go(askQuantity(state), 'right') : scanOtherLot(state, line, lot)
}

/** On with another lot than the directed one: where rotation is enforced, only a supervisor lets it pass. */
function takeOther(state: PickState): Step<PickState> {
  const line = lineInHand(state)
  const other = state.stop?.other ?? state.other
  if (!line || !other) return stay(state)
  if (other.lot === null) return go({ ...state, stage: 'other', other, stop: null }, 'quiet')
  const found = unfit(line, other.lot, state.job.today)
  if (found) return stop(state, found)
  // The directed lot itself, from another bin, keeps the rotation.
  if (other.lot === line.lot || line.policy === 'warn')
    return go(askQuantity({ ...state, other }), 'attention', t('Lot {lot}', { lot: other.lot }))
  return go({ ...state, stage: 'override', other, badge: null, stop: null }, 'attention', t('Supervisor'))
}

function allowed(state: PickState, override: Override): Step<PickState> {
  if (state.stage !== 'override' || !state.other) return stay(state)
  return go(askQuantity({ ...state, badge: null, other: { ...state.other, override } }), 'right', t('Allowed'))
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
    return stop(state, {
      scanned: t('That would be {counted}.', { counted }),
      expected: t('Only {remaining} are needed.', { remaining: line.remaining }),
    })
  if (counted === line.remaining) return filled({ ...state, quantity: counted }, line)
  return go(
    { ...state, quantity: counted, stop: null },
    'right',
    t('{counted} of {remaining}', { counted, remaining: line.remaining }),
  )
}

function confirm(state: PickState): Step<PickState> {
  const line = lineInHand(state)
  if (!line || state.stage !== 'quantity') return stay(state)
  const quantity = state.quantity ?? 0
  if (quantity === 0)
    return stop(state, { scanned: t('Nothing taken.'), expected: t('Use Problem if the bin is empty.') })
  if (quantity > line.remaining)
    return stop(state, {
      scanned: t('{quantity} is too many.', { quantity }),
      expected: t('Only {remaining} are needed.', { remaining: line.remaining }),
    })
  return filled(state, line)
}

function confirmShort(state: PickState): Step<PickState> {
  const line = lineInHand(state)
  if (!line || state.stage !== 'found' || state.reason === null) return stay(state)
  const found = state.quantity ?? 0
  if (found >= line.remaining)
    return stop(state, {
      scanned: t('{found} is all that is needed.', { found }),
      expected: t('Go back and take them.'),
    })
  return found === 0 ? taken({ ...state, quantity: 0 }, state.job.staging) : filled({ ...state, quantity: found }, line)
}

/** The units are in the hand: of a batch they go into their order's tote, and that is scanned first. */
function filled(state: PickState, line: PickLine): Step<PickState> {
  if (wantsTote(state.job, line)) return go({ ...state, stage: 'tote', stop: null }, 'right', `${state.quantity}`)
  return taken(state, state.job.staging)
}

/** Records what was taken, and that the rest was not there, and goes on; the rest is directed elsewhere at once. */
function taken(state: PickState, to: string): Step<PickState> {
  const line = lineInHand(state)
  if (!line) return stay(state)
  const { job, reason, other } = state
  const quantity = state.quantity ?? 0
  const record: NewTransaction[] = []
  if (quantity > 0) record.push(pickOf(job, line, quantity, to, other))
  if (reason !== null) record.push(shortOf(job, line, line.done + quantity, reason))
  const toteOf = to !== job.staging && line.orderId !== null ? { ...job.toteOf, [line.orderId]: to } : job.toteOf
  const change = reason === null ? { lines: lessTaken(job, line, quantity) } : redirected(job, line, quantity)
  const all = reason === null && quantity === line.remaining
  return {
    state: next({ ...state, job: { ...job, ...change, toteOf } }),
    tone: reason === null ? 'done' : 'attention',
    word: all
      ? t('{quantity} picked', { quantity })
      : t('{quantity} of {remaining}', { quantity, remaining: line.remaining }),
    record,
    undo: quantity > 0 ? `${quantity} × ${line.item.name}` : t('short {name}', { name: line.item.name }),
  }
}

const lessTaken = (job: PickJob, line: PickLine, quantity: number): PickLine[] =>
  job.lines.map((known) =>
    known.id === line.id ? { ...known, done: known.done + quantity, remaining: known.remaining - quantity } : known,
  )

/** The line is through; where its rest stands comes into the way where it lies. */
function redirected(job: PickJob, line: PickLine, quantity: number): Pick<PickJob, 'lines' | 'free'> {
  const through = job.lines.map((known) =>
    known.id === line.id ? { ...known, done: known.done + quantity, remaining: 0 } : known,
  )
  // Where it was not found is looked in no more.
  const free = job.free.filter((stock) => !isAt(line, stock))
  const more = redirect(line, line.remaining - quantity, free, line.lots, through)
  return { lines: inOrderOfTheWay([...through, ...more]), free }
}

export const inOrderOfTheWay = (lines: readonly PickLine[]): PickLine[] =>
  [...lines].sort((a, b) => a.sequence - b.sequence || a.location.localeCompare(b.location) || a.id.localeCompare(b.id))
