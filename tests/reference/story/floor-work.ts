/** Counts, corrections, contradictions and refusals: what the floor and the ledger have to settle with each other. */
import { v7 } from 'uuid'
import { MUG, type Staff, TEA } from './company.ts'
import { dayFrom, first, type Listed, type Scene } from './scene.ts'

export async function count({ told, refused, floor, now }: Scene, { supervisor }: Staff): Promise<void> {
  await told('PUT', '/settings/counting', { perDay: 2 })
  await told('GET', '/settings/counting')
  const { items } = await told<Listed<{ id: string; location: string }>>('POST', '/counts', {
    locations: ['A-12-4', 'B-01-1'],
  })
  await refused('unknown-location', 'POST', '/counts', { locations: ['NO-BIN'] })
  await told('POST', '/counts/plan')
  const asked = items.map(({ id }) => id)
  await told('POST', '/counts/lease', { deviceId: 'HH-07', tasks: asked })
  const bin = items.find(({ location }) => location === 'B-01-1')
  await told('POST', '/counts/return', { deviceId: 'HH-07', tasks: asked })
  const lines = (
    await told<Listed<{ sku: string; lot: string | null; status: string; quantity: number }>>(
      'GET',
      '/stock?location=B-01-1',
    )
  ).items
  await floor.stream.push(
    'count',
    {
      taskId: bin?.id,
      location: 'B-01-1',
      scope: 'location',
      lines: lines.map(({ sku, lot, status, quantity }, at) => ({
        sku,
        lot,
        status,
        quantity: at === 0 ? quantity - 1 : quantity,
      })),
    },
    { session: supervisor.session },
  )
  const counts = await told<Listed<{ id: string }>>('GET', '/counts?limit=2')
  await told('GET', `/counts/${first(counts.items).id}`)
  await told('GET', `/counts/accuracy?from=${dayFrom(now(), -1)}&to=${dayFrom(now(), 1)}&groupBy=person`)
  await told('GET', '/counts/accuracy/weeks?weeks=4')
  await told('POST', '/counts/cancel', { tasks: asked.filter((id) => id !== bin?.id) })
}

export async function correct({ told, refused }: Scene): Promise<void> {
  const { id } = await told<{ id: string }>('POST', '/adjustments', {
    sku: MUG,
    location: 'A-12-4',
    quantity: -2,
    reason: 'damaged',
    note: 'Fell off the shelf',
  })
  await refused('unknown-reason', 'POST', '/adjustments', {
    sku: MUG,
    location: 'A-12-4',
    quantity: -1,
    reason: 'boredom',
  })
  await told('GET', '/adjustments?limit=2')
  await told('POST', `/transactions/${id}/reverse`, { reason: 'It was not broken after all' })
}

export async function settle({ told, refused, floor }: Scene, { supervisor }: Staff): Promise<void> {
  // Each time more comes than was expected.
  for (const reference of ['PO-2026-018', 'PO-2026-019', 'PO-2026-020']) {
    const { id: receiptId } = await told<{ id: string }>('POST', '/receipts', {
      supplier: 'Potters United',
      reference,
      lines: [{ sku: MUG, quantity: 10 }],
    })
    await floor.stream.push('receive', { receiptId, sku: MUG, lot: null, quantity: 12, location: 'A-12-4' })
  }
  const { items } = await told<Listed<{ id: string }>>('GET', '/exceptions?type=over-receipt&limit=2')
  const [one, ...more] = (await told<Listed<{ id: string }>>('GET', '/exceptions?type=over-receipt')).items
  const { id } = first(items)
  await told('GET', `/exceptions/${id}`)
  await told('GET', '/exceptions/owners')
  await told('GET', '/exceptions/counts')
  await told('PUT', `/exceptions/${id}/owner`, { owner: supervisor.id })
  await refused('unknown-remedy', 'POST', `/exceptions/${id}/resolve`, { remedy: 'pray' })
  await told('POST', `/exceptions/${one?.id}/resolve`, { remedy: 'accept', note: 'The supplier sent two as samples' })
  await told('POST', '/exceptions/resolve', {
    remedy: 'accept',
    note: 'Samples, too',
    ids: more.map((other) => other.id),
  })
}

export async function mend({ told, refused, floor }: Scene): Promise<void> {
  const wrong = { sku: 'TAE-GREEN-100', lot: 'U2601', quantity: 1, location: 'A-12-3' }
  const [mended, rested] = [
    await floor.stream.push('receive', wrong),
    await floor.stream.push('receive', { ...wrong, quantity: 2 }),
  ]
  await told('GET', '/refused?limit=2')
  await told('GET', `/refused/${mended.id}`)
  await told('POST', `/refused/${mended.id}/resubmit`, { payload: { ...wrong, sku: TEA }, note: 'Typed wrongly' })
  await told('POST', `/refused/${rested.id}/dismiss`, { note: 'Recorded twice' })
  await refused('not-parked', 'POST', `/refused/${rested.id}/resubmit`)
  await refused('not-found', 'GET', `/refused/${v7()}`)
}
