import { describe, expect, it } from 'vitest'
import { readOrder } from './order.ts'

const HERE = 'ATVPDKIKX0DER'
const usd = (amount: string) => ({ amount, currencyCode: 'USD' })
const part = (type: string, amount: string, details: Record<string, string> = {}) => ({
  type,
  subtotal: usd(amount),
  detailedBreakdowns: Object.entries(details).map(([subtype, value]) => ({ subtype, value: usd(value) })),
})

const item = (over: Record<string, unknown> = {}) => ({
  orderItemId: '11',
  quantityOrdered: 4,
  product: { asin: 'B01', title: 'Green tea', sellerSku: 'TEA', price: { unitPrice: usd('5.00') } },
  proceeds: { breakdowns: [part('ITEM', '20.00')] },
  fulfillment: { quantityFulfilled: 1, quantityUnfulfilled: 3 },
  ...over,
})

const source = (over: Record<string, unknown> = {}, items: unknown[] = [item()]) => ({
  orderId: '111-2222222-3333333',
  createdTime: '2026-11-01T10:00:00Z',
  lastUpdatedTime: '2026-11-02T10:00:00Z',
  salesChannel: { channelName: 'AMAZON', marketplaceId: HERE },
  buyer: { buyerName: 'Ada', buyerEmail: 'x1@marketplace.example' },
  recipient: { deliveryAddress: { name: 'Ada L.', city: 'Springfield' } },
  fulfillment: {
    fulfillmentStatus: 'PARTIALLY_SHIPPED',
    fulfilledBy: 'MERCHANT',
    shipByWindow: { latestDateTime: '2026-11-05T23:59:59-08:00' },
  },
  orderItems: items,
  ...over,
})

const ours = (from: unknown) => {
  const read = readOrder(from, HERE)
  if (read.kind !== 'ours') throw new Error(read.kind)
  return read.order
}
const line = (over: Record<string, unknown>) => ours(source({}, [item(over)])).lines[0]

describe('an order of Amazon', () => {
  it('is had in our words, and as it came', () => {
    expect(ours(source())).toMatchObject({
      externalId: '111-2222222-3333333',
      number: '111-2222222-3333333',
      changedAt: Date.parse('2026-11-02T10:00:00Z'),
      cancelled: false,
      awaitsPayment: false,
      customer: { id: 'x1@marketplace.example', name: 'Ada' },
      shipTo: { city: 'Springfield' },
      shipBy: '2026-11-06T07:59:59.000Z',
      noticed: [],
      lines: [{ id: '11', listing: 'TEA', title: 'Green tea', units: { open: 3, fulfilled: 1 }, quantity: 4 }],
    })
    expect(ours(source()).source).toEqual(source())
  })

  it('parts what is of the carriage from what is of the goods', () => {
    const breakdowns = [
      part('ITEM', '20.00'),
      part('SHIPPING', '7.00'),
      part('TAX', '2.10', { ITEM: '1.60', SHIPPING: '0.50' }),
      part('DISCOUNT', '-5.00', { ITEM: '-2.00', SHIPPING: '-3.00' }),
      part('GIFT_WRAP', '1.00'),
    ]
    const order = ours(
      source({}, [item({ proceeds: { breakdowns } }), item({ orderItemId: '12', proceeds: { breakdowns } })]),
    )
    expect(order).toMatchObject({
      shippingPaid: { amount: 800, currency: 'USD' },
      tax: { amount: 420 },
      discount: { amount: 1_000 },
      fees: { GIFT_WRAP: { amount: 200 } },
    })
    expect(order.lines[0]).toMatchObject({
      discount: { amount: 200 },
      tax: { amount: 160 },
      unitPrice: { amount: 500 },
    })
  })

  it.each([
    ['the price of one', {}, 500],
    ['what all came to, where that is not said', { product: { sellerSku: 'TEA' } }, 500],
    ['nothing, where neither is', { product: { sellerSku: 'TEA' }, proceeds: null }, 0],
  ])('has as its price %s', (_name, over, amount) => {
    expect(line(over)?.unitPrice).toEqual({ amount, currency: 'USD' })
  })

  it.each([
    ['nothing said of units', { fulfillment: null }, { open: 4, fulfilled: 0 }],
    ['only what has left said', { fulfillment: { quantityFulfilled: 3 } }, { open: 1, fulfilled: 3 }],
  ])('with %s wants the rest of what was ordered', (_name, over, units) => {
    expect(line(over)?.units).toEqual(units)
  })

  const status = (fulfillmentStatus: string) => source({ fulfillment: { fulfillmentStatus, fulfilledBy: 'MERCHANT' } })

  it.each([
    ['PENDING', true],
    ['PENDING_AVAILABILITY', true],
    ['UNFULFILLABLE', true],
    ['UNSHIPPED', false],
  ])('that is %s is to be packed or not', (name, awaitsPayment) => {
    expect(ours(status(name))).toMatchObject({ awaitsPayment, cancelled: false, shipBy: null })
  })

  it('that is cancelled wants nothing', () => {
    expect(ours(status('CANCELLED'))).toMatchObject({ cancelled: true, lines: [{ units: { open: 0 } }] })
  })

  it('of a marketplace with another currency has it before the first amount', () => {
    const pending = source({ salesChannel: {} }, [item({ product: {}, proceeds: null })])
    const read = readOrder(pending, 'A1VC38T7YXB528')
    expect(read.kind === 'ours' && read.order.lines[0]?.unitPrice).toEqual({ amount: 0, currency: 'JPY' })
  })

  it('says that its buyer asks to cancel while something can be', () => {
    const asks = { cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: 'Mistake' } } }
    expect(ours(source({}, [item(asks), item()])).noticed).toMatchObject([
      { code: 'cancellation-asked', detail: 'The buyer asks to cancel TEA (Mistake).' },
    ])
    const gone = { ...asks, fulfillment: { quantityFulfilled: 4, quantityUnfulfilled: 0 } }
    expect(ours(source({}, [item(gone)])).noticed).toEqual([])
  })

  it.each([
    ['Amazon sends', { fulfillment: { fulfillmentStatus: 'UNSHIPPED', fulfilledBy: 'AMAZON' } }],
    ['is of another marketplace', { salesChannel: { marketplaceId: 'A2EUQ1WTGCTBG2' } }],
  ])('that %s is not ours', (_name, over) => {
    expect(readOrder(source(over), HERE)).toEqual({ kind: 'not-ours' })
  })

  it.each([
    ['no status', source({ fulfillment: null })],
    ['an amount that is none', source({}, [item({ proceeds: { breakdowns: [part('TAX', 'free')] } })])],
    ['a time that is none', source({ lastUpdatedTime: 'yesterday' })],
    ['nothing', null],
  ])('with %s is for a person to look at', (_name, from) => {
    expect(readOrder(from, HERE)).toMatchObject({ kind: 'odd', code: 'order-not-understood', source: from })
  })
})
