import { describe, expect, it } from 'vitest'
import type { PayloadInput, TransactionName } from '../../shared/transactions/index.ts'
import { keyOf, stockKey } from '../../shared/wire/pull.ts'
import type { Envelope } from '../../shared/wire/push.ts'
import { overlayOf } from './overlay.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const TASK = id(70)
const ORDER = id(71)
const RECEIPT = id(72)

let made = 0
function envelope<Name extends TransactionName>(type: Name, payload: PayloadInput<Name>): Envelope {
  made += 1
  const occurredAt = '2026-01-05T08:00:00.000Z'
  return { id: id(1000 + made), seq: made, v: 1, type, occurredAt, payload: payload as Record<string, unknown> }
}
const undo = (target: Envelope) => envelope('reverse', { transaction: target.id })
const nothing = () => undefined

/** Location and status → units, of all that an overlay says about stock. */
const stockOf = (pending: Envelope[], earlier: (id: string) => Envelope | undefined = nothing) =>
  Object.fromEntries(
    [...overlayOf(pending, earlier).stock.values()].map((row) => [
      `${row.sku}/${row.lot} ${row.location} ${row.status}`,
      row.quantity,
    ]),
  )

const receive = (quantity = 12, more: Partial<PayloadInput<'receive'>> = {}) =>
  envelope('receive', { sku: 'OAT', lot: 'L1', quantity, location: 'DOCK-1', ...more })
const move = (quantity = 5) => envelope('move', { sku: 'OAT', lot: 'L1', quantity, from: 'DOCK-1', to: 'A-01' })
const pick = (quantity = 3, more: Partial<PayloadInput<'pick'>> = {}) =>
  envelope('pick', {
    taskId: TASK,
    sku: 'OAT',
    lot: 'L1',
    location: 'A-01',
    to: 'STAGE-1',
    quantity,
    orderId: ORDER,
    ...more,
  })
const ship = (quantity = 3) =>
  envelope('ship', { orderId: ORDER, lines: [{ sku: 'OAT', lot: 'L1', quantity, from: 'STAGE-1' }] })

describe('what each kind of transaction does to stock', () => {
  it.each<[string, Envelope[], Record<string, number>]>([
    ['a receipt adds', [receive()], { 'OAT/L1 DOCK-1 available': 12 }],
    ['a move carries', [move()], { 'OAT/L1 DOCK-1 available': -5, 'OAT/L1 A-01 available': 5 }],
    [
      'a move keeps the status',
      [envelope('move', { sku: 'OAT', lot: null, quantity: 2, from: 'A-01', to: 'B-01', status: 'damaged' })],
      { 'OAT/ A-01 damaged': -2, 'OAT/ B-01 damaged': 2 },
    ],
    [
      'a change of status stays in place',
      [
        envelope('changeStatus', {
          sku: 'OAT',
          lot: 'L1',
          location: 'A-01',
          quantity: 2,
          from: 'available',
          to: 'damaged',
          reason: 'wet',
        }),
      ],
      { 'OAT/L1 A-01 available': -2, 'OAT/L1 A-01 damaged': 2 },
    ],
    [
      'an adjustment has its own sign',
      [
        envelope('adjust', {
          sku: 'OAT',
          lot: 'L1',
          location: 'A-01',
          status: 'available',
          quantity: -4,
          reason: 'gone',
        }),
      ],
      { 'OAT/L1 A-01 available': -4 },
    ],
    ['a pick carries to the lane', [pick()], { 'OAT/L1 A-01 available': -3, 'OAT/L1 STAGE-1 available': 3 }],
    [
      'a pick into a place that only the server knows takes',
      [pick(3, { to: undefined })],
      { 'OAT/L1 A-01 available': -3 },
    ],
    [
      'packing carries from where it stood into the carton, by its name or its label',
      [
        envelope('pack', {
          orderId: ORDER,
          unit: 'C-1',
          lines: [
            { sku: 'OAT', lot: 'L1', quantity: 2, from: 'STAGE-1' },
            { sku: 'OAT', lot: 'L1', quantity: 1 },
          ],
        }),
        envelope('pack', {
          orderId: ORDER,
          sscc: '095212340000000013',
          lines: [{ sku: 'OAT', lot: 'L1', quantity: 1, from: 'STAGE-1' }],
        }),
      ],
      { 'OAT/L1 STAGE-1 available': -3, 'OAT/L1 C-1 available': 2, 'OAT/L1 095212340000000013 available': 1 },
    ],
    [
      'what was made is there, under the number that it was given',
      [
        envelope('produce', { sku: 'BAR', lot: 'B1', quantity: 5, location: 'DOCK-1', producedOn: '2026-01-05' }),
        envelope('produce', { sku: 'CUP', lot: null, quantity: 2, location: 'DOCK-1', producedOn: '2026-01-05' }),
      ],
      { 'BAR/B1 DOCK-1 available': 5, 'CUP/ DOCK-1 available': 2 },
    ],
    [
      'a transformation takes what went in, and brings what came out',
      [
        envelope('transform', {
          kind: 'rework',
          consumed: [{ sku: 'OAT', lot: 'L1', location: 'A-01', status: 'rework', quantity: 12 }],
          produced: [{ sku: 'BAR', lot: 'B2', location: 'A-02', quantity: 3 }],
        }),
      ],
      { 'OAT/L1 A-01 rework': -12, 'BAR/B2 A-02 available': 3 },
    ],
    ['a shipment takes', [ship()], { 'OAT/L1 STAGE-1 available': -3 }],
    [
      'a short pick moves nothing',
      [envelope('shortPick', { taskId: TASK, sku: 'OAT', lot: 'L1', location: 'A-01', found: 0, reason: 'damaged' })],
      {},
    ],
    [
      'all of it adds up',
      [receive(), move(), pick(), ship()],
      {
        'OAT/L1 DOCK-1 available': 7,
        'OAT/L1 A-01 available': 2,
        'OAT/L1 STAGE-1 available': 0,
      },
    ],
    ['the ledger’s own places are nobody’s to see', [receive(1, { location: '@supplier' })], {}],
    [
      'an item that only its barcode names is left to the server',
      [receive(1, { sku: undefined, barcode: '04006381333931' })],
      {},
    ],
  ])('%s', (_, pending, expected) => expect(stockOf(pending)).toEqual(expected))

  it('is keyed as the replica keys it', () => {
    const key = stockKey({ sku: 'OAT', lot: 'L1', location: 'DOCK-1', status: 'available' })
    expect([...overlayOf([receive()], nothing).stock.keys()]).toEqual([key])
  })

  it.each<[string, Partial<Envelope>]>([
    ['of an unknown type', { type: 'teleport' }],
    ['of a version from the future', { v: 99 }],
    ['whose payload is malformed', { payload: { sku: 'OAT' } }],
    ['whose quantity is none', { payload: { sku: 'OAT', lot: 'L1', quantity: 0, location: 'DOCK-1' } }],
  ])('is nothing for one %s, which the server will park', (_, change) =>
    expect(stockOf([{ ...receive(), ...change }, move(1)])).toEqual(stockOf([move(1)])))
})

describe('what else a transaction does', () => {
  it('a receipt counts towards what is expected', () => {
    const { received } = overlayOf(
      [receive(12, { receiptId: RECEIPT }), receive(3, { receiptId: RECEIPT }), receive()],
      nothing,
    )
    expect([...received]).toEqual([[keyOf(RECEIPT, 'OAT'), 15]])
  })

  it('a pick is done, and stands ready', () => {
    const { picks, ready } = overlayOf([pick(3), pick(2)], nothing)
    expect(picks.map(({ taskId, lot, location, quantity }) => [taskId, lot, location, quantity])).toEqual([
      [TASK, 'L1', 'A-01', 3],
      [TASK, 'L1', 'A-01', 2],
    ])
    expect([...ready.values()]).toEqual([{ orderId: ORDER, sku: 'OAT', lot: 'L1', location: 'STAGE-1', quantity: 5 }])
  })

  it('a shipment no longer stands ready, and is shipped', () => {
    const { ready, shipped } = overlayOf([pick(3), ship(2)], nothing)
    expect([...ready.values()]).toMatchObject([{ quantity: 1 }])
    expect([...shipped]).toEqual([[ORDER, 2]])
  })

  it('a short pick ends its task', () => {
    const short = envelope('shortPick', { taskId: TASK, found: 0, reason: 'missing' })
    expect([...overlayOf([short], nothing).shorted]).toEqual([TASK])
    expect([...overlayOf([short, undo(short)], nothing).shorted]).toEqual([])
  })

  it('what was not found is not looked for there again', () => {
    const about = { taskId: TASK, sku: 'OAT', lot: 'L1', location: 'A-01', found: 0, reason: 'missing' as const }
    const short = envelope('shortPick', about)
    const there = stockKey({ sku: 'OAT', lot: 'L1', location: 'A-01', status: 'available' })
    expect([...overlayOf([short], nothing).missing]).toEqual([there])
    expect([...overlayOf([short, undo(short)], nothing).missing]).toEqual([])
  })

  it('goods that nobody gave a number have the one that the server gives them', () => {
    const made = envelope('produce', { sku: 'BAR', quantity: 5, location: 'DOCK-1', producedOn: '2026-01-05' })
    const lots = [...overlayOf([made], nothing).stock.values()].map(({ lot }) => lot)
    expect(lots).toEqual([`260105-${made.id.slice(-6).toUpperCase()}`])
  })

  it('packed goods stand ready in their carton, which is known from then on', () => {
    const sscc = '095212340000000013'
    const packed = envelope('pack', {
      orderId: ORDER,
      sscc,
      lines: [{ sku: 'OAT', lot: 'L1', quantity: 2, from: 'STAGE-1' }],
    })
    const { ready, units } = overlayOf([pick(3), packed], nothing)
    expect([...ready.values()].map(({ location, quantity }) => [location, quantity])).toEqual([
      ['STAGE-1', 1],
      [sscc, 2],
    ])
    expect([...units]).toEqual([[sscc, sscc]])
    expect([...overlayOf([packed, undo(packed)], nothing).units]).toEqual([])
  })

  it('a pallet that is begun here is known, and what has left is at the customer’s', () => {
    const pallet = '095212340000000013'
    const onto = envelope('moveUnit', { unit: 'C-1', to: pallet })
    const left = envelope('ship', { orderId: ORDER, units: ['C-1'] })
    const { units, within } = overlayOf([onto, left], nothing)
    expect([...units]).toEqual([[pallet, pallet]])
    expect([...within]).toEqual([['C-1', '@customer']])
  })

  it('a unit stands where it was set down last', () => {
    const set = (to: string) => envelope('moveUnit', { unit: 'TOTE-1', to })
    expect([...overlayOf([set('A-01'), set('STAGE-1')], nothing).within]).toEqual([['TOTE-1', 'STAGE-1']])
  })
})

describe('an undo', () => {
  it('of what is pending takes it away as if it had never been', () => {
    const [first, second] = [receive(), pick()]
    expect(overlayOf([first, second, undo(first), undo(second)], nothing)).toEqual(overlayOf([], nothing))
  })

  it.each([
    receive(12, { receiptId: RECEIPT }),
    move(),
    pick(),
    ship(),
  ])('of what the replica shows already mirrors it: $type', (target) => {
    const there = overlayOf([target], nothing)
    const back = overlayOf([undo(target)], (known) => (known === target.id ? target : undefined))
    for (const name of ['stock', 'ready'] as const) {
      expect(back[name].size).toBe(there[name].size)
      for (const [key, row] of there[name]) expect(back[name].get(key)?.quantity).toBe(-row.quantity)
    }
    expect(back.picks).toEqual(there.picks.map((one) => ({ ...one, quantity: -one.quantity })))
    for (const name of ['received', 'shipped'] as const) {
      expect(back[name].size).toBe(there[name].size)
      for (const [key, units] of there[name]) expect(back[name].get(key)).toBe(-units)
    }
  })

  it('of what nobody knows here changes nothing', () =>
    expect(overlayOf([undo(receive())], nothing)).toEqual(overlayOf([], nothing)))

  it('is done once, however often it was recorded', () => {
    const target = receive()
    expect(stockOf([undo(target), undo(target)], () => target)).toEqual({ 'OAT/L1 DOCK-1 available': -12 })
    expect(stockOf([target, undo(target), undo(target)])).toEqual({})
  })

  it('may come before what it undoes', () => {
    const target = receive()
    expect(stockOf([undo(target), target])).toEqual({})
  })
})

describe('a count', () => {
  const count = (payload: Partial<PayloadInput<'count'>> = {}) =>
    envelope('count', {
      location: 'A-01',
      scope: 'location',
      lines: [{ sku: 'OAT', lot: 'L1', quantity: 7 }],
      ...payload,
    })

  it('says what was looked at, and changes no figure', () => {
    const pending = [
      count({ taskId: TASK }),
      count({ scope: { sku: 'OAT' } }),
      count({ scope: { sku: 'OAT', lot: 'L1' } }),
      count({ scope: { sku: 'OAT', lot: null }, lines: [] }),
      // What a barcode named is for the server to say.
      count({ scope: { barcode: '00614141000739' } }),
    ]
    const overlay = overlayOf(pending, nothing)
    expect([...overlay.counted]).toEqual([TASK])
    expect(overlay.looked).toEqual([
      { location: 'A-01', scope: 'location', sku: '', lot: '' },
      { location: 'A-01', scope: 'item', sku: 'OAT', lot: '' },
      { location: 'A-01', scope: 'lot', sku: 'OAT', lot: 'L1' },
      { location: 'A-01', scope: 'lot', sku: 'OAT', lot: '' },
    ])
    expect(overlay.stock.size).toBe(0)
  })

  it('that is undone was none', () => {
    const target = count({ taskId: TASK })
    expect(overlayOf([target, undo(target)], nothing)).toEqual(overlayOf([], nothing))
    expect(overlayOf([undo(target)], () => target)).toEqual(overlayOf([], nothing))
  })
})
