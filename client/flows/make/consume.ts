/** The lots that go in: place, goods, lot and quantity. What is on hold or expired is refused at its scan. */

import { MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import { t } from '../../language/t.ts'
import type { NamedItem } from '../../replica/name.ts'
import { go, type Step, sentence, stay, stop, wordsOf } from '../flow.ts'
import { whyUnfit } from '../unfit-lot.ts'
import { type Consumed, type MakeState, sayMake } from './state.ts'

export function scanConsumed(state: MakeState, named: NamedItem): Step<MakeState> {
  const { bin, part } = state
  if (bin === null) return stop(state, { scanned: wordsOf(named), expected: t('Scan the place first.') })
  if (state.stage === 'goods-quantity' && part !== null) return again(state, named, part)
  if (state.stage === 'goods-lot' && part !== null && named.lot !== undefined && named.item.sku === part.item.sku)
    return giveConsumedLot(state, named.lot)
  if (state.stage !== 'goods') return stop(state, { scanned: wordsOf(named), expected: sentence(sayMake(state)) })
  const begun = {
    item: named.item,
    lot: named.item.lotTracked ? null : '',
    location: bin,
    status: 'available' as const,
    pack: named.quantity,
    quantity: named.quantity,
    expiresOn: named.expiresOn ?? null,
  }
  const next = { ...state, part: begun, stop: null }
  if (!named.item.lotTracked) {
    const part = { ...begun, status: statusOf(state, named.item.sku, '') }
    return go({ ...next, stage: 'goods-quantity', part }, 'right', named.item.name)
  }
  if (named.lot !== undefined) return giveConsumedLot(next, named.lot, state)
  const lots = lotsHere(next)
  if (lots.length === 1) return giveConsumedLot(next, lots[0] ?? '', state)
  return go({ ...next, stage: 'goods-lot' }, 'attention', t('Which lot?'))
}

/** Lots of the item in hand that are known to stand here. */
export const lotsHere = ({ here, part }: MakeState): string[] => [
  ...new Set(here.filter((row) => row.sku === part?.item.sku && row.quantity > 0).map(({ lot }) => lot)),
]

/** What is known to stand here of the lot in hand. */
export const knownHere = ({ here, part }: MakeState): number =>
  here
    .filter((row) => row.sku === part?.item.sku && row.lot === (part.lot ?? '') && row.status === part.status)
    .reduce((sum, { quantity }) => sum + quantity, 0)

/** `before`: what a refused scan goes back to. */
export function giveConsumedLot(state: MakeState, lot: string, before: MakeState = state): Step<MakeState> {
  const { part } = state
  if (part === null) return stay(state)
  const known = state.lots.find((row) => row.sku === part.item.sku && row.lot === lot)
  const unfit = whyUnfit(lot, known, state.today, part.expiresOn ?? undefined)
  if (unfit !== undefined)
    return stop(
      { ...before, stage: 'goods', part: null },
      { scanned: unfit, expected: t('It must not be used.'), todo: t('Leave it where it is.') },
    )
  return go(
    {
      ...state,
      stage: 'goods-quantity',
      part: {
        ...part,
        lot,
        status: statusOf(state, part.item.sku, lot),
        expiresOn: known?.expiresOn ?? part.expiresOn,
      },
      stop: null,
    },
    'right',
    t('Lot {lot}', { lot }),
  )
}

/** What is made good was set apart for that, also where good units of the same lot stand beside it. */
function statusOf({ kind, here }: MakeState, sku: string, lot: string): Consumed['status'] {
  const isSetApart = here.some(
    (row) => row.sku === sku && row.lot === lot && row.status === 'rework' && row.quantity > 0,
  )
  return kind === 'rework' && isSetApart ? 'rework' : 'available'
}

/** The same label again: one more of it. */
function again(state: MakeState, named: NamedItem, part: NonNullable<MakeState['part']>): Step<MakeState> {
  const same = named.item.sku === part.item.sku && (named.lot === undefined || named.lot === part.lot)
  if (!same)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Say how many of {name} first, or go back.', { name: part.item.name }),
    })
  const quantity = (part.quantity ?? 0) + named.quantity
  return go({ ...state, part: { ...part, quantity }, stop: null }, 'right', String(quantity))
}

export function consume(state: MakeState): Step<MakeState> {
  const { part } = state
  if (state.stage !== 'goods-quantity' || part === null || part.lot === null) return stay(state)
  const { pack: _, quantity, lot, ...rest } = part
  if (quantity === null || quantity < 1 || quantity > MAX_QUANTITY)
    return stop(state, {
      scanned: t('{quantity} is not possible.', { quantity: quantity ?? 0 }),
      expected: t('Scan or type how many go in.'),
    })
  const more: Consumed = { ...rest, lot, quantity }
  return go(
    { ...state, stage: 'goods', part: null, consumed: joined(state.consumed, more), stop: null },
    'right',
    t('{quantity} go in', { quantity }),
  )
}

/** The same lot from the same place is one line. */
function joined(consumed: readonly Consumed[], more: Consumed): Consumed[] {
  const isSame = (one: Consumed) =>
    one.item.sku === more.item.sku &&
    one.lot === more.lot &&
    one.location === more.location &&
    one.status === more.status
  if (!consumed.some(isSame)) return [...consumed, more]
  return consumed.map((one) => (isSame(one) ? { ...one, quantity: one.quantity + more.quantity } : one))
}
