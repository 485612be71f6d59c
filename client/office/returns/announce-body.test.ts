import { expect, it } from 'vitest'
import { announceBody, lineAt, linesOf, type TypedReturn } from './announce-body.ts'
import { NO_DOCUMENTS } from './documents-body.ts'

const typed: TypedReturn = {
  channel: 'target',
  order: ' PO-1 ',
  reference: '',
  expectedOn: '2026-12-01',
  note: '',
  lines: [
    { id: 'a', sku: 'OAT-500', quantity: '4', reason: 'damaged' },
    { id: 'b', sku: '', quantity: '', reason: '' },
  ],
  chargeback: null,
}

it('announces what is typed, without the empty line below', () => {
  expect(announceBody(typed, 'USD')).toEqual({
    channel: 'target',
    orderExternalId: 'PO-1',
    expectedOn: '2026-12-01',
    lines: [{ sku: 'OAT-500', quantity: 4, reason: 'damaged' }],
  })
})

it('takes a chargeback with it, also one of which nothing is known yet', () => {
  expect(announceBody({ ...typed, chargeback: NO_DOCUMENTS }, 'USD')).toMatchObject({ chargeback: {} })
  expect(announceBody({ ...typed, chargeback: { ...NO_DOCUMENTS, amount: '12' } }, 'USD')).toMatchObject({
    chargeback: { amount: { amount: 1_200, currency: 'USD' } },
  })
  expect(announceBody({ ...typed, chargeback: { ...NO_DOCUMENTS, amount: 'x' } }, 'USD')).toBeNull()
})

it('waits for a channel, and for a whole line', () => {
  const line = { id: 'a', sku: 'OAT-500', quantity: '4', reason: 'damaged' }
  expect(announceBody({ ...typed, channel: '' }, 'USD')).toBeNull()
  expect(announceBody({ ...typed, lines: [] }, 'USD')).toBeNull()
  for (const wrong of [{ quantity: '0' }, { quantity: 'few' }, { reason: '' }, { sku: '' }])
    expect(announceBody({ ...typed, lines: [{ ...line, ...wrong }] }, 'USD')).toBeNull()
})

it('takes over what an order shipped and has not got back', () => {
  const line = (sku: string, lot: string, shipped: number, returned: number) => ({
    sku,
    name: sku,
    lot,
    shipped,
    returned,
  })
  const order = {
    orderId: 'o',
    externalId: 'PO-1',
    channel: 'target',
    customer: null,
    shippedAt: '',
    returnId: null,
    lines: [line('OAT', 'L1', 4, 1), line('OAT', 'L2', 2, 0), line('RYE', 'L3', 1, 1)],
  }
  expect(linesOf(order, () => 'n')).toEqual([{ id: 'n', sku: 'OAT', quantity: '5', reason: '' }])
})

it('finds the line that the server means', () => {
  expect(lineAt('lines.1.quantity')).toEqual({ index: 1, part: 'quantity' })
  expect(lineAt('lines.0')).toEqual({ index: 0, part: 'sku' })
  expect(lineAt('channel')).toBeNull()
})
