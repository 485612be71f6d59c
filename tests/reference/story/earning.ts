/** What is earned, what it cost, and what to order next. */
import { createPass } from '../../../server/replenishment/pass.ts'
import { createPlanner } from '../../../server/replenishment/planner.ts'
import { feedSettled } from '../../contract/floor.ts'
import { MUG, TEA } from './company.ts'
import { dayFrom, first, type Listed, type Scene, usd } from './scene.ts'

export async function setRates({ told, refused }: Scene): Promise<void> {
  await told('PUT', '/channels/web/fees', [
    { kind: 'commission', rate: 0.15, from: '2026-01-01' },
    { kind: 'payment', rate: 0.029, amount: 30, per: 'order', from: '2026-01-01' },
  ])
  await refused('fees-overlap', 'PUT', '/channels/web/fees', [
    { kind: 'commission', rate: 0.15, from: '2026-01-01' },
    { kind: 'commission', rate: 0.12, from: '2026-06-01' },
  ])
  await told('GET', '/channels/web/fees')
  await told('PUT', '/channels/web/fee-categories', [{ group: 'tea', category: 'Grocery' }])
  await told('GET', '/channels/web/fee-categories')
  await told('PUT', '/channels/web/return-freight', { perReturn: usd(650) })
  await told('GET', '/channels/web/return-freight')
  await told('PUT', '/channels/web/shortage-costs', { missing: usd(200), cancelled: usd(500) })
  await told('GET', '/channels/web/shortage-costs')
  await told('PUT', '/settings/labour', { wagePerHour: usd(2_450), packagingPerParcel: usd(45) })
  await told('GET', '/settings/labour')
  await told('PUT', '/settings/storage', { perCubicMetreMonth: usd(3_000) })
  await told('GET', '/settings/storage')
  await told('PUT', '/settings/carrier-rates', [
    {
      id: 'ups-ground',
      carrier: 'UPS',
      service: 'Ground',
      from: '2026-01-01',
      rows: [{ upToGrams: 1_000, amount: 745 }],
    },
  ])
  await told('GET', '/settings/carrier-rates')
  await told('PUT', '/currency-rates', [{ from: 'EUR', to: 'USD', day: '2026-02-02', rate: 1.0842 }])
  await told('GET', '/currency-rates')
}

/** An item of which nobody has said what it costs: its sales cannot be reckoned. */
export async function withoutCost({ floor }: Scene): Promise<string> {
  const sku = await floor.item({ standardCost: null })
  await floor.receive(sku, 'L1', 20, 'A-12-4')
  return sku
}

/** Needs a month that is over, and sales in it. */
export async function reckon({ told, refused }: Scene): Promise<void> {
  await told('POST', '/costs', {
    kind: 'advertising',
    channel: 'web',
    amount: usd(600),
    period: { from: '2026-02-01', to: '2026-02-28' },
  })
  await told('POST', '/landed-costs', {
    kind: 'freight',
    amount: usd(18_000),
    lots: [{ sku: TEA, lot: 'U2601' }],
    reference: 'FRT-301',
  })
  await told('PUT', `/lots/${TEA}/U2602/cost`, { unitCost: usd(298) })
  await refused('lot-cost-known', 'PUT', `/lots/${TEA}/U2601/cost`, { unitCost: usd(298) })
  await told('GET', `/lots/${TEA}/U2601/cost`)
  const february = 'from=2026-02-01&to=2026-02-28'
  await told('GET', `/margins?${february}&groupBy=sku,channel`)
  await told('GET', `/margins/export?${february}&groupBy=channel&format=csv`)
  await told('GET', `/margins/entries?${february}&limit=2`)
  await told('GET', '/margins/gaps')
  await told('POST', '/margins/gaps/fill')
  await told('POST', '/margins/periods/2026-02/close')
  await refused('period-closed', 'POST', '/margins/periods/2026-02/close')
  await told('GET', '/margins/periods')
  await told('GET', '/margins/periods/2026-02')
}

export async function planOrders({ told, floor, server, now }: Scene): Promise<void> {
  const days = Array.from({ length: 60 }, (_, ago) => ({
    sku: MUG,
    channel: 'web',
    date: dayFrom(now(), -60 + ago),
    quantity: 3 + (ago % 4),
  }))
  await told('POST', '/demand', days)
  await told('GET', `/demand?sku=${MUG}&limit=2`)
  const { id } = await told<{ id: string }>('POST', '/demand/events', {
    name: 'Spring sale',
    kind: 'promotion',
    from: dayFrom(now(), 10),
    to: dayFrom(now(), 14),
    channel: 'web',
    uplift: 2.5,
  })
  await told('GET', '/demand/events')
  await told('DELETE', `/demand/events/${id}`)
  await told('PUT', '/settings/replenishment', { leadTimeDays: 10 })
  await told('GET', '/settings/replenishment')
  await told('PUT', `/replenishment/${MUG}/policy`, { leadTimeDays: 21, multiple: 12, supplier: 'Potters United' })
  await feedSettled(server)
  const planner = createPlanner(floor.server.database.work)
  const { step } = createPass({ work: floor.server.database.work, planner, now })
  while (await step());
  await told('GET', '/replenishment?limit=2')
  await told('GET', `/replenishment/${MUG}`)
  await told('GET', '/replenishment/export?format=csv')
  await told('POST', '/replenishment/accept', {
    supplier: 'Potters United',
    reference: 'PO-2026-031',
    expectedOn: dayFrom(now(), 21),
    lines: [{ sku: MUG, quantity: 96 }],
  })
  const { items } = await told<Listed<{ sku: string }>>('GET', `/replenishment?sku=${MUG}`)
  await told('POST', `/replenishment/${first(items).sku}/protect`, {
    protections: [{ channel: 'web', quantity: 24, expected: 12 }],
    keep: false,
  })
}
