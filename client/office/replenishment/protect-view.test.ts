import { expect, it } from 'vitest'
import { asProposed, isOvertaken, proposedFirst, protectionsOf, protectRows, protectSum } from './protect-view.ts'
import { sampleChannel } from './sample.ts'

const CHANNELS = [
  sampleChannel('retail', { protected: 40, protect: 22 }),
  sampleChannel('shop', { protected: 98, protect: 98 }),
  sampleChannel('kitchen', { kind: 'production', protected: 0, protect: 5 }),
]
const PLAN = { channels: CHANNELS, sellable: 200, owed: 60 }

it('proposes what promises need, or the weights of the safety stock', () => {
  expect(asProposed(PLAN, 'promise')).toEqual({ retail: '22', shop: '98' })
  expect(asProposed(PLAN, 'weights')).toEqual({ retail: '8', shop: '8' })
  expect(proposedFirst(PLAN)).toBe('promise')
  expect(proposedFirst({ channels: CHANNELS.map((one) => ({ ...one, protect: 0 })) })).toBe('weights')
})

it('sends what differs, with what it is thought to be now', () => {
  const rows = protectRows(PLAN, asProposed(PLAN, 'promise'))
  expect(protectionsOf(rows)).toEqual([{ channel: 'retail', quantity: 22, expected: 40 }])
  expect(protectSum(PLAN, rows)).toEqual({ before: 138, after: 120, changes: 1, over: 0, isWhole: true })
  expect(rows.at(-1)).toMatchObject({ typed: null, isChanged: false })
})

it('warns of more than is there, and waits for what cannot be read', () => {
  expect(protectSum(PLAN, protectRows(PLAN, { retail: '50', shop: '100' }))).toMatchObject({ over: 10, isWhole: true })
  expect(protectSum(PLAN, protectRows(PLAN, { retail: 'x', shop: '100' }))).toMatchObject({
    after: null,
    isWhole: false,
  })
  expect(protectSum(PLAN, protectRows(PLAN, { retail: '40', shop: '98' }))).toMatchObject({
    changes: 0,
    isWhole: false,
  })
})

it('notices what somebody else has protected meanwhile', () => {
  const now = { channels: [sampleChannel('retail', { protected: 41 })] }
  expect(isOvertaken(PLAN, PLAN)).toBe(false)
  expect(isOvertaken(PLAN, now)).toBe(true)
})
