import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { standardReturnSettings } from '../../../../shared/rules/return-settings.ts'
import { transactionTypes } from '../../../../shared/transactions/index.ts'
import type { Named } from '../../../replica/name.ts'
import type { WaitingGoods } from '../../../replica/returns.ts'
import { type Step, stay } from '../../flow.ts'
import { CUP, idOf, itemOf, lotRowOf, OAT, orderOf, scanned, TODAY } from '../../standing-cases.ts'
import { resumed } from './begun.ts'
import { type InspectAction, type InspectState, inspectMachine, startInspect } from './machine.ts'
import { proposalWords } from './proposal-words.ts'
import { MOST_PHOTOS, proposalFor, type Terms, wantsPhoto } from './state.ts'
import { claimOf } from './transactions.ts'

const SETTINGS = standardReturnSettings()
const TERMS: Terms = { settings: SETTINGS, today: TODAY }
const photoOf = (n: number) => String(n).padStart(64, '0')

const goodsOf = (n: number, more: Partial<WaitingGoods> = {}): WaitingGoods => ({
  id: idOf(n),
  isReturned: true,
  returnId: null,
  item: OAT,
  lot: 'L1',
  lotRow: lotRowOf('L1'),
  quantity: 5,
  reason: 'unwanted',
  channel: 'shop',
  channelName: 'Web shop',
  channelKind: 'dtc',
  order: 'WEB-7',
  customer: 'Ada',
  reference: null,
  documents: 'none',
  location: 'RET',
  receivedAt: n,
  ...more,
})
const OATS = goodsOf(1)
const OTHER = goodsOf(2, { lot: 'L2', lotRow: lotRowOf('L2'), order: 'WEB-8', location: 'CAGE' })
const CUPS = goodsOf(3, { item: CUP, lot: '', lotRow: undefined, quantity: 1, order: null })
const DEAR = goodsOf(4, {
  item: itemOf('GOLD', { worth: 60_000 }),
  lotRow: lotRowOf('L1', { sku: 'GOLD' }),
  quantity: 2,
})

const run = (state: InspectState, ...inputs: (Named | InspectAction)[]): Step<InspectState> =>
  inputs.reduce<Step<InspectState>>(
    (step, input) => ('kind' in input ? inspectMachine.scan(step.state, input) : inspectMachine.act(step.state, input)),
    stay(state),
  )
const at = (state: InspectState, ...inputs: (Named | InspectAction)[]) => run(state, ...inputs).state
const say = (state: InspectState) => inspectMachine.say(state)
const payloadOf = (step: Step<InspectState>) => step.record?.[0]?.payload
const condition = (code: string): InspectAction => ({ type: 'condition', code })
const quantity = (units: number | null): InspectAction => ({ type: 'quantity', quantity: units })
const photo = (n: number): InspectAction => ({ type: 'photo', sha256: photoOf(n) })
const decide = (disposition: Extract<InspectAction, { type: 'decide' }>['disposition']): InspectAction => ({
  type: 'decide',
  disposition,
})
const ALL_OK: InspectAction = { type: 'all-ok' }
const PHOTOS_DONE: InspectAction = { type: 'photos-done' }
const COUNTED: InspectAction = { type: 'quantity-done' }
const bin = (code: string, more: Parameters<typeof scanned.place>[2] = {}) => scanned.place(code, 'storage', more)

function expectStop(before: InspectState, input: Named | InspectAction, said: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: said, expected } } })
  expect(step.record).toBeUndefined()
}

const start = startInspect([OATS, OTHER, CUPS, DEAR], TERMS)
const only = (goods: WaitingGoods, terms = TERMS) => at(startInspect([goods], terms), { type: 'choose', goods })
const looked = (goods: WaitingGoods, code = 'new', terms = TERMS) =>
  at(only(goods, terms), condition(code), ALL_OK, ...(code === 'new' ? [] : [photo(1)]), PHOTOS_DONE)
/** As many as there are of it. */
const all = (goods: WaitingGoods, code = 'new', terms = TERMS) => at(looked(goods, code, terms), COUNTED)

describe('what is looked at', () => {
  it.each<[string, Named, WaitingGoods]>([
    ['its label', scanned.item(OAT, 'L2'), OTHER],
    ['its place', scanned.place('CAGE', 'returns'), OTHER],
    ['its order', scanned.text('WEB-8'), OTHER],
    [
      'its open order',
      scanned.order(orderOf(1, [], { order: { ...orderOf(1, []).order, externalId: 'WEB-8' } })),
      OTHER,
    ],
    ['an item without lots', scanned.item(CUP), CUPS],
  ])('is chosen by %s', (_, input, goods) =>
    expect(at(start, input)).toMatchObject({ stage: 'condition', hand: { goods, quantity: goods.quantity } }))
  it('is asked about where several may be meant', () => {
    const asked = run(start, scanned.item(OAT))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'which', choices: [OATS, OTHER] } })
    expect(at(asked.state, scanned.item(OAT, 'L1')).hand?.goods).toEqual(OATS)
    expect(at(asked.state, { type: 'choose', goods: OTHER }).hand?.goods).toEqual(OTHER)
  })
  it('of unknown lot is met by any label of the item', () => {
    const unknown = goodsOf(9, { lot: '', lotRow: undefined })
    expect(at(startInspect([unknown], TERMS), scanned.item(OAT, 'L1')).hand?.goods).toEqual(unknown)
  })
  it('came in before', () => {
    expectStop(
      start,
      scanned.item(itemOf('RYE'), 'R1'),
      'That is RYE bars, lot R1.',
      'Nothing of it waits to be inspected.',
    )
    expectStop(start, scanned.badge, 'That is a badge.', 'Nothing of it waits to be inspected.')
  })
  it('is not left for another by a scan', () =>
    expectStop(
      at(only(OATS), condition('new')),
      scanned.item(CUP),
      'That is CUP bars.',
      'The seal is whole. Or go back.',
    ))
})

describe('looking', () => {
  it('answers the checklist of item and channel, one by one or at once', () => {
    const asked = at(only(OATS), condition('new'))
    expect(asked.stage).toBe('checklist')
    const mixed = at(asked, { type: 'answer', ok: true }, { type: 'answer', ok: false })
    expect(mixed).toMatchObject({
      stage: 'photos',
      hand: {
        answers: [
          { code: 'seal', ok: true },
          { code: 'label', ok: false },
        ],
      },
    })
    expect(at(asked, ALL_OK).hand?.answers.every(({ ok }) => ok)).toBe(true)
    expect(at(mixed, { type: 'back' })).toMatchObject({ stage: 'checklist', hand: { answers: [{ code: 'seal' }] } })
    const retail = at(only(goodsOf(1, { channelKind: 'retail' })), condition('new'), ALL_OK)
    expect(retail.hand?.answers.map(({ code }) => code)).toEqual(['seal', 'label', 'case-count'])
  })
  it('asks nothing where nothing is to be looked at', () => {
    const terms = { ...TERMS, settings: { ...SETTINGS, checklists: [] } }
    expect(at(only(OATS, terms), condition('new')).stage).toBe('photos')
  })
  it.each(['damaged', 'defective', 'packaging'])('wants a photo of what is %s', (code) => {
    const asked = at(only(OATS), condition(code), ALL_OK)
    expect(asked.hand && wantsPhoto(asked.hand, TERMS)).toBe(true)
    expectStop(asked, PHOTOS_DONE, 'No photo is taken.', 'Take at least one of it.')
    expect(at(asked, photo(1), PHOTOS_DONE).stage).toBe('quantity')
  })
  it('wants a photo and each answer where quality is inspected', () => {
    const asked = at(only(goodsOf(1, { reason: 'customer-damage' })), condition('new'))
    expect(at(asked, ALL_OK)).toEqual(asked)
    const answered = at(asked, { type: 'answer', ok: true }, { type: 'answer', ok: true })
    expectStop(answered, PHOTOS_DONE, 'No photo is taken.', 'Take at least one of it.')
  })
  it('keeps each photo once, and no more than are of use', () => {
    const asked = at(only(OATS), condition('new'), ALL_OK)
    expectStop(at(asked, photo(1)), photo(1), 'This photo is here already.', 'Take another one, or go on.')
    expect(at(asked, photo(1), photo(2), { type: 'remove-photo', sha256: photoOf(1) }).hand?.photos).toEqual([
      photoOf(2),
    ])
    const full = at(asked, ...Array.from({ length: MOST_PHOTOS }, (_, n) => photo(n)))
    expectStop(full, photo(99), '20 photos are taken.', 'More are not kept for one inspection.')
    expect(at(full, photo(99)).hand?.photos).toHaveLength(20)
  })
  it('does not ask how many one unit is', () => expect(looked(CUPS).stage).toBe('disposition'))
  it('is of no more than wait, and not of nothing', () => {
    for (const units of [0, 6])
      expectStop(at(looked(OATS), quantity(units)), COUNTED, `${units} is not possible.`, '5 wait to be inspected.')
  })
})

describe('where it goes', () => {
  it('is proposed, with the reason in words', () => {
    const words = (state: InspectState) => state.hand && proposalWords(state.hand, TERMS)
    const proposed = (state: InspectState) => state.hand && proposalFor(state.hand, TERMS).disposition
    expect([proposed(all(OATS)), words(all(OATS))]).toEqual(['restock', 'Proposed: nothing speaks against it'])
    expect([proposed(all(OATS, 'damaged')), words(all(OATS, 'damaged'))]).toEqual(['rework', 'Proposed: damaged'])
    const soon = goodsOf(1, { lotRow: lotRowOf('L1', { expiresOn: TODAY }) })
    expect(words(all(soon))).toBe('Proposed: no days left')
    const unknown = goodsOf(1, { lot: '', lotRow: undefined })
    expect([proposed(all(unknown)), words(all(unknown))]).toEqual(['keep', 'Proposed: it cannot be sold as it is'])
  })
  it('as proposed is one tap and the scan of a bin', () => {
    const place = at(all(OATS), decide('restock'), {
      type: 'bins',
      bins: { goods: OATS.id, restock: 'A-01', secondary: null },
    })
    expect(say(place)).toBe('Put it in A-01 and scan it')
    const step = run(place, bin('B-02'))
    expect(step).toMatchObject({
      tone: 'done',
      word: '5 in B-02',
      undo: '5 × OAT bars: restock',
      state: { stage: 'list', hand: null, waiting: [] },
    })
    expect(payloadOf(step)).toEqual({
      sku: 'OAT',
      lot: 'L1',
      location: 'RET',
      quantity: 5,
      condition: 'new',
      disposition: 'restock',
      returned: OATS.id,
      proposed: 'restock',
      checklist: [
        { code: 'seal', ok: true },
        { code: 'label', ok: true },
      ],
      to: 'B-02',
    })
  })
  it('otherwise than proposed needs a reason', () => {
    const asked = run(all(goodsOf(1, { returnId: idOf(8) })), decide('keep'))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'because' } })
    expect(at(asked.state, { type: 'because', text: '  ' })).toEqual(asked.state)
    const step = run(asked.state, { type: 'because', text: ' Smells odd ' }, { type: 'without-place' })
    expect(payloadOf(step)).toMatchObject({
      disposition: 'keep',
      proposed: 'restock',
      because: 'Smells odd',
      returnId: idOf(8),
    })
    expect(payloadOf(step)).not.toHaveProperty('to')
  })
  it.each([
    ['restock', 'Restock is not possible.', 'Lot L1 is on hold: it cannot be sold again.', { held: true }],
    ['restock', 'Restock is not possible.', 'Lot L1 expired on 2026-02-28.', { expiresOn: '2026-02-28' }],
    ['secondary', 'Secondary channel is not possible.', 'This item has no secondary SKU.', {}],
  ] as const)('is not %s where that cannot be', (disposition, said, expected, lot) =>
    expectStop(all(goodsOf(1, { lotRow: lotRowOf('L1', lot) })), decide(disposition), said, expected))
  it('of an unknown lot is never sold', () => {
    const unknown = all(goodsOf(1, { lot: '', lotRow: undefined }))
    for (const disposition of ['restock', 'secondary', 'supplier'] as const)
      expect(run(unknown, decide(disposition)).tone).toBe('wrong')
    expect(payloadOf(run(unknown, decide('keep'), { type: 'without-place' }))).toMatchObject({ lot: null })
  })
  it.each(['rework', 'keep', 'supplier'] as const)('of %s may be without a scan', (disposition) => {
    const place = at(all(OATS), decide(disposition), { type: 'because', text: 'So' })
    expect(payloadOf(run(place, { type: 'without-place' }))).not.toHaveProperty('to')
    expect(payloadOf(run(place, scanned.place('RET-2', 'returns')))).toMatchObject({ to: 'RET-2' })
  })
  it('of what is sold is a bin', () => {
    const place = at(all(OATS), decide('restock'))
    expect(run(place, { type: 'without-place' }).record).toBeUndefined()
    expectStop(place, bin('B-02', { blocked: true }), 'B-02 is blocked.', 'Put it in another bin.')
    expectStop(
      place,
      scanned.place('RET', 'returns'),
      'That is RET.',
      'Goods to be sold do not stay among returns. Put them in a bin.',
    )
    expectStop(
      place,
      scanned.place('SCRAP', 'virtual'),
      'That is SCRAP.',
      'Nothing can be put there. Scan another place.',
    )
    expectStop(place, scanned.item(OAT, 'L1'), 'That is OAT bars, lot L1.', 'Put it in a bin and scan it. Or go back.')
  })
})

describe('a part of it', () => {
  it('is told, and the rest comes next, from its condition on', () => {
    const some = run(at(looked(OATS), quantity(2)), COUNTED, decide('restock'), bin('A-01'))
    expect(payloadOf(some)).toMatchObject({ quantity: 2 })
    expect(some.state).toMatchObject({
      stage: 'condition',
      hand: { goods: { quantity: 3 }, quantity: 3, condition: null, answers: [], photos: [] },
    })
    const rest = run(some.state, condition('damaged'), ALL_OK, photo(1), PHOTOS_DONE, COUNTED, decide('rework'), {
      type: 'without-place',
    })
    expect(payloadOf(rest)).toMatchObject({ quantity: 3, condition: 'damaged', photos: [photoOf(1)] })
    expect(rest.state).toEqual(startInspect([], TERMS))
  })
  it('that was undone is to be looked at again', () => {
    const some = at(looked(OATS), quantity(2), COUNTED, decide('restock'), bin('A-01'))
    const again = at(some, { type: 'waiting', waiting: [OATS], terms: TERMS })
    expect(again).toMatchObject({ stage: 'condition', hand: { goods: { quantity: 5 }, quantity: 5 } })
  })
  it('stays as it was typed when the list is loaded anew', () => {
    const typed = at(looked(OATS), quantity(2))
    expect(at(typed, { type: 'waiting', waiting: [{ ...OATS, location: 'CAGE' }], terms: TERMS }).hand).toMatchObject({
      quantity: 2,
      goods: { location: 'CAGE' },
    })
    expect(at(typed, { type: 'waiting', waiting: [], terms: TERMS }).hand).toEqual(typed.hand)
  })
})

describe('a scrap of worth', () => {
  const asked = run(all(DEAR, 'defective'), decide('scrap'))
  const approval = { supervisor: 'ruth', reason: 'defective', proof: 'p' }
  it('wants a second person', () => {
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'approval' } })
    expect(asked.record).toBeUndefined()
    expect(say(asked.state)).toBe("Scan a second person's badge")
    const badge = at(asked.state, scanned.badge)
    expect(say(badge)).toBe('Second person: your PIN')
    expect(payloadOf(run(badge, { type: 'approve', approval }))).toMatchObject({ disposition: 'scrap', approval })
    expectStop(asked.state, scanned.item(CUP), 'That is CUP bars.', "Scan a second person's badge. Or go back.")
  })
  it('is signed for these units of this lot of these goods', () =>
    expect(asked.state.hand && claimOf(asked.state.hand, 'defective')).toEqual({
      taskId: DEAR.id,
      sku: 'GOLD',
      lot: 'L1',
      reason: 'scrap 2: defective',
    }))
  it('is recorded all the same where nobody is there', () =>
    expect(payloadOf(run(asked.state, { type: 'ask-later' }))).not.toHaveProperty('approval'))
  it('forgets the badge when it is left', () => {
    const left = at(asked.state, scanned.badge, { type: 'back' })
    expect(left).toMatchObject({ stage: 'disposition', badge: null, hand: { disposition: null } })
    expect(at(left, decide('scrap')).badge).toBeNull()
  })
  it('of less worth, or of unknown worth, does not', () => {
    const cheap = goodsOf(5, { item: itemOf('PIN', { worth: 10 }), lotRow: lotRowOf('L1', { sku: 'PIN' }) })
    for (const goods of [cheap, OATS]) expect(run(all(goods, 'defective'), decide('scrap')).record).toHaveLength(1)
  })
})

describe('a begun inspection', () => {
  const begun = looked(OATS, 'damaged')
  const kept = { v: 1, sessionId: 's', stage: begun.stage, hand: begun.hand ?? (undefined as never) } as const
  it('goes on where it was left, with its photos', () =>
    expect(resumed(start, kept)).toMatchObject({
      stage: 'quantity',
      hand: { condition: 'damaged', photos: [photoOf(1)] },
    }))
  it('is not resumed where the goods are gone', () =>
    expect(resumed(startInspect([OTHER], TERMS), kept)).toEqual(startInspect([OTHER], TERMS)))
})

describe('whatever comes', () => {
  const inputs = fc.constantFrom<Named | InspectAction>(
    scanned.item(OAT, 'L1'),
    scanned.item(OAT),
    scanned.item(CUP),
    scanned.item(DEAR.item, 'L1'),
    bin('A-01'),
    bin('A-01'),
    scanned.place('RET', 'returns'),
    scanned.text('WEB-7'),
    scanned.badge,
    scanned.damaged,
    condition('new'),
    condition('damaged'),
    condition('defective'),
    { type: 'answer', ok: false },
    ALL_OK,
    ALL_OK,
    photo(1),
    photo(2),
    { type: 'remove-photo', sha256: photoOf(1) },
    PHOTOS_DONE,
    PHOTOS_DONE,
    quantity(1),
    quantity(9),
    quantity(null),
    COUNTED,
    COUNTED,
    decide('restock'),
    decide('scrap'),
    decide('rework'),
    decide('secondary'),
    decide('supplier'),
    { type: 'because', text: 'So' },
    { type: 'without-place' },
    { type: 'approve', approval: { supervisor: 'ruth', reason: 'x', proof: 'p' } },
    { type: 'ask-later' },
    { type: 'back' },
  )
  it('never throws, records only what the server can read, and of each goods no more than came', () => {
    let recorded = 0
    fc.assert(
      fc.property(fc.array(inputs, { minLength: 20, maxLength: 90, size: 'max' }), (given) => {
        let state = start
        const inspected = new Map<string, number>()
        for (const input of given) {
          const step = run(state, input)
          if (step.state.stop) expect(step.record).toBeUndefined()
          for (const { type, payload } of step.record ?? []) {
            v.assert(transactionTypes[type].schema, payload)
            const { returned = '', quantity: units } = payload as { returned?: string; quantity: number }
            inspected.set(returned, (inspected.get(returned) ?? 0) + units)
            recorded += 1
          }
          expect(say(step.state)).not.toMatch(/undefined|null/)
          state = step.state
        }
        // What was inspected and what still waits is all that came.
        for (const { id, quantity: units } of start.waiting) {
          const rest = state.waiting.find((one) => one.id === id)?.quantity ?? 0
          expect((inspected.get(id) ?? 0) + rest).toBe(units)
        }
      }),
      { numRuns: 1_000 },
    )
    expect(recorded).toBeGreaterThan(20)
  })
})
