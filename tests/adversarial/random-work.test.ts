/** Random work of floor and office by HTTP, with the audit after each step. Seeded; a failure prints its steps. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PushAnswer } from '../../shared/wire/push.ts'
import { type Floor, ok, openFloor, orderBody } from '../contract/floor.ts'
import { DIALECTS } from '../support/database.ts'
import { IS_WHOLE } from '../support/whole.ts'

const SEED = 20_260_105
const STEPS = 25
const RUNS = IS_WHOLE ? { sqlite: 10, postgres: 3 } : { sqlite: 4, postgres: 1 }
const PLACES = ['DOCK-1', 'A-01', 'A-02', 'A-03', 'STAGING', 'TOTE-1']

/** What a run knows of what it has made. */
interface Made {
  skus: string[]
  orders: { id: string; lineIds: string[] }[]
  done: string[]
  story: string[]
}

type Draw = (least: number, most: number) => number

/** Each does something that a floor or an office could do, right or wrong. */
const steps: Record<string, (floor: Floor, made: Made, draw: Draw) => Promise<unknown>> = {
  async receive(floor, made, draw) {
    const expiresOn = [undefined, '2031-01-01', '2032-06-30'][draw(0, 2)]
    return push(
      floor,
      made,
      'receive',
      { ...stock(made, draw), location: place(draw), ...(expiresOn ? { expiresOn } : {}) },
      draw(0, 40),
    )
  },
  move: (floor, made, draw) => push(floor, made, 'move', { ...stock(made, draw), from: place(draw), to: place(draw) }),
  moveUnit: (floor, made, draw) => push(floor, made, 'moveUnit', { unit: 'TOTE-1', to: place(draw) }),
  adjust: (floor, made, draw) =>
    push(floor, made, 'adjust', {
      ...stock(made, draw),
      quantity: draw(-8, 8) || 1,
      location: place(draw),
      status: ['available', 'damaged', 'uninspected'][draw(0, 2)],
      reason: 'Counted',
    }),
  changeStatus: (floor, made, draw) => {
    const [from, to] =
      [
        ['available', 'damaged'],
        ['damaged', 'available'],
        ['rework', 'available'],
      ][draw(0, 2)] ?? []
    return push(floor, made, 'changeStatus', { ...stock(made, draw), location: place(draw), from, to, reason: 'Seen' })
  },
  async order(floor, made, draw) {
    const lines = Array.from({ length: draw(1, 3) }, () => ({
      sku: pickOf(made.skus, draw) ?? '',
      quantity: draw(1, 9),
    }))
    const onShort = ['reject', 'partial', 'backorder', 'record'][draw(0, 3)]
    const channel = ['shop', 'outlet', 'market'][draw(0, 2)]
    const body = orderBody(lines, { onShort, channel })
    made.story.push(`order ${channel} ${onShort} ${JSON.stringify(lines)}`)
    const placed = await floor.server.call<{ id: string; lines: { id: string }[] }>('POST', '/orders', body)
    expect([201, 409]).toContain(placed.status)
    if (placed.status === 201) made.orders.push({ id: placed.body.id, lineIds: placed.body.lines.map(({ id }) => id) })
  },
  async release(floor, made, draw) {
    const order = pickOf(made.orders, draw)
    if (!order) return
    expect([200, 409]).toContain((await floor.server.call('POST', `/orders/${order.id}/release`)).status)
  },
  async pick(floor, made, draw) {
    const task = pickOf(await floor.tasks({ kind: 'pick', state: 'open' }), draw)
    if (!task) return
    const wrong = draw(0, 5)
    return push(floor, made, 'pick', {
      taskId: task.id,
      sku: task.sku,
      lot: wrong === 0 ? `L${draw(1, 3)}` : task.lot,
      location: wrong === 1 ? place(draw) : task.location,
      quantity: wrong === 2 ? draw(1, 12) : task.quantity - task.done,
      ...(draw(0, 3) === 0 ? { to: 'TOTE-1' } : {}),
    })
  },
  async shortPick(floor, made, draw) {
    const task = pickOf(await floor.tasks({ kind: 'pick', state: 'open' }), draw)
    if (!task) return
    const reason = ['missing', 'damaged', 'expired'][draw(0, 2)]
    const { id, sku, lot, location } = task
    return push(floor, made, 'shortPick', { taskId: id, sku, lot, location, found: draw(0, task.quantity), reason })
  },
  async ship(floor, made, draw) {
    const order = pickOf(made.orders, draw)
    if (!order) return
    const lines = [{ ...stock(made, draw), ...(draw(0, 1) ? { from: place(draw) } : {}) }]
    return push(floor, made, 'ship', { orderId: order.id, ...(draw(0, 2) === 0 ? { lines } : {}) })
  },
  async reverse(floor, made, draw) {
    const transaction = pickOf(made.done, draw)
    if (transaction !== undefined) return push(floor, made, 'reverse', { transaction })
  },
  block: (floor, _made, draw) =>
    ok(floor.server, 'PUT', `/locations/A-0${draw(1, 3)}`, {
      kind: 'pick',
      pickSequence: draw(1, 9),
      blocked: draw(0, 2) === 0,
    }),
  change: (floor, made, draw) =>
    ok(floor.server, 'PUT', `/items/${pickOf(made.skus, draw)}`, {
      name: 'Changed',
      rotation: draw(0, 1) ? 'fifo' : 'fefo',
      lotTracked: draw(0, 6) !== 0,
    }),
}

const pickOf = <T>(from: readonly T[], draw: Draw): T | undefined => from[draw(0, Math.max(0, from.length - 1))]
const place = (draw: Draw): string => PLACES[draw(0, PLACES.length - 1)] ?? ''
const stock = (made: Made, draw: Draw) => ({
  sku: pickOf(made.skus, draw),
  lot: `L${draw(1, 3)}`,
  quantity: draw(1, 12),
})

async function push(floor: Floor, made: Made, type: string, payload: Record<string, unknown>, daysAgo = 0) {
  const occurredAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  const { id, result } = await floor.stream.push(type, payload, { occurredAt })
  const found = result.exceptions.map((exception) => exception.type).join(' ')
  made.story.push(`${type} ${id} ${JSON.stringify(payload)}: ${result.outcome} ${result.problem?.code ?? found}`)
  expect(result.problem?.code).not.toBe('server-fault')
  if (type !== 'reverse') made.done.push(id)
  return result satisfies PushAnswer['results'][number]
}

describe.each(DIALECTS)('random work on %s', (dialect) => {
  it('leaves a clean audit after each step', async () => {
    const names = Object.keys(steps)
    const drawn = fc.array(
      fc.tuple(fc.constantFrom(...names, 'pick', 'receive', 'release', 'order'), fc.infiniteStream(fc.nat())),
      {
        minLength: STEPS,
        maxLength: STEPS,
        size: 'max',
      },
    )
    const floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/channels/outlet', { name: 'Outlet', kind: 'retail', priority: 5, buffer: 3 })
    await ok(floor.server, 'PUT', '/channels/market', { name: 'Market', kind: 'marketplace', priority: 3 })
    await ok(floor.server, 'PUT', '/locations/TOTE-1', { kind: 'unit', within: 'A-01' })
    try {
      await fc.assert(
        fc.asyncProperty(drawn, async (plan) => {
          const made: Made = {
            skus: [await floor.item(), await floor.item({ rotation: 'fefo' })],
            orders: [],
            done: [],
            story: [],
          }
          for (const sku of made.skus) await floor.receive(sku, 'L1', 20, 'A-01', 9)
          for (const [name, numbers] of plan) {
            const draw: Draw = (least, most) => least + (Number(numbers.next().value) % (most - least + 1))
            made.story.push(`— ${name}`)
            await steps[name]?.(floor, made, draw)
            await floor.cleanAudit().catch((error: Error) => {
              throw new Error(`${error.message}\n${made.story.join('\n')}`, { cause: error })
            })
          }
        }),
        { numRuns: RUNS[dialect], seed: SEED, endOnFailure: true },
      )
    } finally {
      await floor.close()
    }
  })
})
