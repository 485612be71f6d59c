/** What a shop or ERP without a connector of its own exchanges with us: the log that it is told by, and the orders that it brings. */
import * as v from 'valibot'
import { type ConnectorRow, connectorId, requireConnector } from '../../channels/connectors.ts'
import { lockOf } from '../../channels/intake/lease.ts'
import { logHealth, logLock, readLog, replay } from '../../channels/rest/log.ts'
import { type RestOrder, restOrder } from '../../channels/rest/order-input.ts'
import { standingOf, takeOrder, troublesOf } from '../../channels/rest/take-order.ts'
import type { Reader } from '../../db/work.ts'
import { readOrder } from '../../orders/read.ts'
import { notFound, Problem, type ToldProblem } from '../../problem.ts'
import { checked } from '../checked.ts'
import { decide } from '../decide.ts'
import { type Call, created, defineOperation, ok } from '../operation.ts'
import { limit } from '../query.ts'

const idOf = ({ params }: Call<unknown, unknown>): string => checked(connectorId, params.id, 'id')

const position = v.pipe(
  v.number('Give the position as a number.'),
  v.safeInteger('Give the position as a whole number.'),
  v.minValue(0, 'A position is not negative.'),
)

const cursor = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'This is not a cursor of this log.'), v.transform(Number)),
  '0',
)

/** Throws a Problem where it is of another kind. */
async function requireRest(reader: Reader, warehouse: string, id: string): Promise<ConnectorRow> {
  const row = await requireConnector(reader, warehouse, id)
  if (row.kind !== 'rest')
    throw new Problem(
      409,
      'not-by-rest',
      `Connector ${id} is ${row.kind}: it is told, and its orders are read, by itself. This is for connectors of kind rest.`,
    )
  return row
}

function refusePaused(row: ConnectorRow): void {
  if (row.paused)
    throw new Problem(409, 'connector-paused', `Connector ${row.id} is paused. Resume it, then send this again.`)
}

const orders = v.object({
  orders: v.pipe(
    v.array(v.unknown(), 'Give orders as a list.'),
    v.minLength(1, 'Give at least one order.'),
    v.maxLength(500, 'Give at most 500 orders at once.'),
  ),
})

export const outgoingOperations = [
  defineOperation({
    id: 'listOutgoing',
    method: 'get',
    path: '/connectors/{id}/outgoing',
    access: 'connectors:read',
    summary: 'The log of what a connector is told, from a position on: to be read instead of, or beside, webhooks',
    query: v.object({ cursor, limit }),
    answers:
      'items: position, id, topic, at, data, subject, state, attempts, deliveredAt; next; cursor; waiting, oldest',
    problems: ['not-by-rest', 'not-found'],
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const { id } = await requireRest(reader, call.warehouse, idOf(call))
        const page = await readLog(reader, id, { after: call.query.cursor, limit: call.query.limit })
        return ok({ ...page, ...(await logHealth(reader, id)) })
      }),
  }),
  defineOperation({
    id: 'replayOutgoing',
    method: 'post',
    path: '/connectors/{id}/outgoing/replay',
    access: 'connectors:write',
    summary: 'Send everything again from a position on, each subject in its order, under the same delivery ids',
    body: v.object({ from: position }),
    answers: 'events: how many',
    problems: ['not-by-rest', 'no-address', 'not-found'],
    run: async (call) => {
      const id = idOf(call)
      return call.deps.work.run([logLock(id)], async (tx) => {
        const row = await requireRest(tx, call.warehouse, id)
        if (row.baseUrl === null)
          throw new Problem(409, 'no-address', `Connector ${id} has no address for webhooks. Read the log instead.`)
        return ok({ events: await replay(tx, id, call.body.from) })
      })
    },
  }),
  defineOperation({
    id: 'bringOrder',
    method: 'post',
    path: '/connectors/{id}/orders',
    access: 'orders:write',
    summary:
      'An order as its shop or ERP has it now: placed once, changed and cancelled after it, older states ignored',
    body: restOrder,
    answers: '201 where it was placed, else 200: externalId, became, orderId, status, troubles',
    problems: ['not-by-rest', 'connector-paused', 'unknown-sku', 'not-found'],
    run: (call) => {
      const id = idOf(call)
      return decide(call, `POST /connectors/${id}/orders`, [lockOf(id)], async (tx) => {
        const row = await requireRest(tx, call.warehouse, id)
        refusePaused(row)
        const answer = await takeOrder(tx, row, call.body)
        return answer.became === 'placed' ? created(answer) : ok(answer)
      })
    },
  }),
  defineOperation({
    id: 'bringOrders',
    method: 'post',
    path: '/connectors/{id}/orders/batch',
    access: 'orders:write',
    summary: 'Several orders, each for itself: one that cannot be taken keeps no other from it',
    body: orders,
    answers: 'items: for each what became of it, or its problem',
    problems: ['not-by-rest', 'connector-paused', 'not-found'],
    run: async (call) => {
      const id = idOf(call)
      refusePaused(await call.deps.work.read((reader) => requireRest(reader, call.warehouse, id)))
      const items: Awaited<ReturnType<typeof takeOne>>[] = []
      for (const [index, given] of call.body.orders.entries()) items.push(await takeOne(call, id, given, index))
      return ok({ items })
    },
  }),
  defineOperation({
    id: 'getBroughtOrder',
    method: 'get',
    path: '/connectors/{id}/orders/{externalId}',
    access: 'orders:read',
    summary: 'What became of an order of this connector',
    answers: 'externalId, orderId, troubles, order',
    problems: ['not-by-rest', 'not-found'],
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const { id } = await requireRest(reader, call.warehouse, idOf(call))
        const externalId = call.params.externalId ?? ''
        const standing = await standingOf(reader, id, externalId)
        if (!standing) throw notFound(`order ${externalId} of connector ${id}`)
        const troubles = await troublesOf(reader, id, externalId)
        const order = standing.orderId === null ? null : await readOrder(reader, standing.orderId, call.deps.now())
        return ok({ externalId, orderId: standing.orderId, troubles, order })
      }),
  }),
]

/** Faults of our own end the call: who sends it again repeats nothing. */
async function takeOne({ deps, warehouse }: Call<unknown, unknown>, id: string, given: unknown, index: number) {
  try {
    const order: RestOrder = checked(restOrder, given, `orders[${index}]`)
    return await deps.work.run([lockOf(id)], async (tx) => takeOrder(tx, await requireRest(tx, warehouse, id), order))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, detail, extra } = error
    const externalId = v.is(v.object({ externalId: v.string() }), given) ? given.externalId : null
    const problem: ToldProblem = { code, detail, ...extra }
    return { externalId, became: 'refused' as const, problem }
  }
}
