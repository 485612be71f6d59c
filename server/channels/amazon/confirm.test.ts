/** What Amazon is told of a parcel, and what is made of each answer. */
import { expect, it } from 'vitest'
import type { Parcel } from '../connector.ts'
import type { CallResult, Request } from './call.ts'
import { confirmation } from './confirm.ts'
import { throttled, unsure } from './said.ts'

const NOW = Date.parse('2026-11-02T10:00:00Z')
const parcel: Parcel = {
  externalId: '111-0000000-0000001',
  parcel: 3,
  lines: [{ lineId: '11', quantity: 2 }],
  carrier: 'UPS',
  service: 'Ground',
  trackingNumber: '1Z 999',
  shippedAt: NOW + 60_000,
  unsure: false,
  others: [],
}
const DONE = { kind: 'done', confirmedAs: '3' }
const accepted: CallResult = { kind: 'answered', body: null }
const refused = (words: string): CallResult => ({ kind: 'refused', code: 'call-invalid', detail: words, advice: '' })
const packages = (...all: unknown[]): CallResult => ({ kind: 'answered', body: { order: { packages: all } } })
const mine = { packageReferenceId: '3', trackingNumber: '1z999' }

function told(over: Partial<Parcel>, ...answers: CallResult[]) {
  const calls: Request[] = []
  const call = async (request: Request) => {
    calls.push(request)
    return answers.shift() ?? unsure('none', 'No answer was left.')
  }
  return { outcome: confirmation(call, 'ATVPDKIKX0DER', () => NOW)({ ...parcel, ...over }), calls }
}

it('says all of it, and never that it has left before now', async () => {
  const { outcome, calls } = told({}, accepted)
  expect(await outcome).toEqual(DONE)
  expect(calls).toEqual([
    {
      operation: 'confirmShipment',
      method: 'POST',
      path: '/orders/v0/orders/111-0000000-0000001/shipmentConfirmation',
      body: {
        marketplaceId: 'ATVPDKIKX0DER',
        packageDetail: {
          packageReferenceId: '3',
          carrierCode: 'UPS',
          shippingMethod: 'Ground',
          trackingNumber: '1Z 999',
          shipDate: '2026-11-02T10:00:00.000Z',
          orderItems: [{ orderItemId: '11', quantity: 2 }],
        },
      },
    },
  ])
})

const items = [{ orderItemId: '11', quantity: 2 }]
it.each<[string, CallResult[], object, string[]]>([
  ['it is there', [packages(mine)], DONE, ['getOrder']],
  [
    'it is there under another name',
    [packages({ ...mine, packageReferenceId: '9', packageItems: items })],
    DONE,
    ['getOrder'],
  ],
  [
    'another one travels with it',
    [packages({ ...mine, packageReferenceId: '9' }), accepted],
    DONE,
    ['getOrder', 'confirmShipment'],
  ],
  [
    'only others are there',
    [packages({ packageReferenceId: '3', trackingNumber: 'other' }), accepted],
    DONE,
    ['getOrder', 'confirmShipment'],
  ],
  ['nobody can say', [unsure('platform-fault', 'Down.')], { kind: 'later', counts: true }, ['getOrder']],
  ['there is no call left', [throttled(2_000)], { kind: 'later', counts: false, waitMs: 2_000 }, ['getOrder']],
])('where it may have been told, asks first: %s', async (_name, answers, expected, operations) => {
  const { outcome, calls } = told({ unsure: true }, ...answers)
  expect(await outcome).toMatchObject(expected)
  expect(calls.map(({ operation }) => operation)).toEqual(operations)
})

it.each<[string, CallResult[], object]>([
  ['it has it already', [refused('PackageToUpdateNotFound'), packages(mine)], DONE],
  [
    'it does not',
    [refused('The order is CANCELLED.'), packages()],
    { kind: 'refused', code: 'shipment-refused', detail: 'The order is CANCELLED.' },
  ],
  ['nobody can say why', [refused('No.'), unsure('not-reached', 'Gone.')], { kind: 'later', counts: true }],
  ['it knows the carrier by another code', [refused('Invalid carrierCode: UPS.'), accepted], DONE],
  ['it does not know the order', [{ kind: 'unknown' }], { kind: 'refused', code: 'order-unknown' }],
  ['it fails', [unsure('platform-fault', 'Down.')], { kind: 'unsure' }],
  ['it asks for time', [throttled(500)], { kind: 'later', waitMs: 500 }],
])('where Amazon refuses: %s', async (_name, answers, expected) => {
  expect(await told({}, ...answers).outcome).toMatchObject(expected)
})

it.each([[null], [' ']])('takes a parcel without a tracking number nowhere', async (trackingNumber) => {
  const { outcome, calls } = told({ trackingNumber })
  expect(await outcome).toMatchObject({ kind: 'refused', code: 'tracking-missing' })
  expect(calls).toEqual([])
})
