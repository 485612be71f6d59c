/** The exception of a lot that must not leave says what is to be put back, from where, and how far that has come. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor } from './floor.ts'

interface WithPutBacks {
  type: string
  sku: string | null
  putBacks?: { location: string; quantity: number; done: number; state: string }[]
}

describe.each(DIALECTS)('putting back on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const moved = async (sku: string, state: 'open' | 'resolved') => {
    const { items } = await ok<{ items: WithPutBacks[] }>(floor.server, 'GET', `/exceptions?state=${state}&limit=1000`)
    return items.find((one) => one.type === 'held-lot-moved' && one.sku === sku)
  }

  it('is told with the exception of a held lot that was picked', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 10, 'A-01')
    const order = await floor.order(sku, 4)
    const { tasks } = await floor.release(order.id)
    const [task] = tasks
    if (!task) throw new Error('There is no task.')
    await floor.pick(task)
    await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'glass' })
    const standing = { location: 'STAGING', quantity: 4, state: 'open' }
    expect((await moved(sku, 'open'))?.putBacks).toEqual([{ ...standing, done: 0 }])
    await floor.stream.push('move', { sku, lot: 'L1', quantity: 1, from: 'STAGING', to: 'A-02' })
    expect((await moved(sku, 'open'))?.putBacks).toEqual([{ ...standing, done: 1 }])
    // All of it is back: the cause is gone.
    await floor.stream.push('move', { sku, lot: 'L1', quantity: 3, from: 'STAGING', to: 'A-02' })
    expect(await moved(sku, 'open')).toBeUndefined()
    expect(await moved(sku, 'resolved')).toMatchObject({
      resolution: { by: 'ledger', note: 'What was picked of it has been put back.' },
    })
  })

  it('is not told where nothing is to be put back', async () => {
    const sku = await floor.item()
    await floor.stream.push('move', { sku, lot: 'L1', quantity: 1, from: 'A-01', to: 'A-02' })
    const found = await ok<{ items: WithPutBacks[] }>(floor.server, 'GET', '/exceptions?limit=1000')
    const ofItem = found.items.filter((one) => one.sku === sku)
    expect(ofItem.length).toBeGreaterThan(0)
    for (const one of ofItem) expect(one).not.toHaveProperty('putBacks')
  })
})
