import { and, asc, eq, gt, or } from 'drizzle-orm'
import * as v from 'valibot'
import { date } from '../../../shared/transactions/fields.ts'
import { ORDER_SORTS } from '../../../shared/wire/list-sorts.ts'
import type { Caller } from '../../auth/callers.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { cancelOrder, changeInput, changeOrder } from '../../orders/change.ts'
import { orderInput } from '../../orders/input.ts'
import { orderLocks } from '../../orders/place.ts'
import { readOrder } from '../../orders/read.ts'
import { placeRouted, routeLocks, servingWarehouses } from '../../orders/route.ts'
import { leasePickList, returnPickList } from '../../picking/lease.ts'
import { releaseOrder } from '../../picking/release.ts'
import { leftOut, ordersMeant, releaseBatch, releaseEach, releaseManyInput } from '../../picking/release-many.ts'
import type { TaskRow } from '../../picking/tasks.ts'
import { readTicket } from '../../picking/ticket.ts'
import { Problem } from '../../problem.ts'
import { refused } from '../../replenishment/refusals.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { refuseOtherDevice } from '../own-device.ts'
import { limit, listCursor, skip, sortIn, text, total } from '../query.ts'

const leaseInput = v.object({ deviceId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) })

/** A device works in one warehouse; an API key in any. */
const ownWarehouse = (caller: Caller): string | null => (caller.kind === 'token' ? null : caller.warehouse)

export const orderOperations = [
  defineOperation({
    id: 'placeOrder',
    method: 'post',
    path: '/orders',
    access: 'orders:write',
    summary: 'Place an order: what it asks for is committed, or it is refused whole',
    about:
      'onShort says what is to happen where there is too little: reject refuses the whole order, partial takes what there is, backorder waits for the rest, and record takes an order that has been sold already.',
    body: orderInput,
    answers: '201 with id, status, lines; 200 with the first answer for the same channel and externalId',
    problems: [
      'archived',
      'insufficient-atp',
      'order-differs',
      'unknown-channel',
      'transfer-channel',
      'warehouse-not-serving',
      'unknown-sku',
      'unknown-warehouse',
    ],
    async run(call) {
      const asked = { code: call.warehouse, isNamed: call.isWarehouseNamed }
      if (!asked.isNamed) await call.deps.day.ensureAll()
      return decide(call, 'POST /orders', orderLocks(call.warehouse, call.body), async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        const serving = await servingWarehouses(tx, call.body.channel, asked)
        await tx.lock(...routeLocks(serving, call.body))
        const placed = await placeRouted(tx, serving, call.body)
        return placed.created ? created(placed.answer) : ok(placed.answer)
      }).catch((error) => {
        // It was asked for all the same: who plans must know.
        if (error instanceof Problem && error.code === 'insufficient-atp')
          refused(call.deps.work, { warehouse: call.warehouse, order: { ...call.body, at: call.deps.now() } })
        throw error
      })
    },
  }),
  defineOperation({
    id: 'listOrders',
    method: 'get',
    path: '/orders',
    access: 'orders:read',
    summary: 'Orders, newest first or as is asked for, with their figures and what blocks them',
    query: v.object({
      state: text,
      channel: text,
      sku: text,
      search: text,
      dueBy: v.optional(date),
      sort: sortIn(ORDER_SORTS),
      cursor: listCursor,
      skip,
      limit,
      total,
    }),
    answers: 'items, next; total where it is asked for',
    run: async ({ deps, warehouse, query: { cursor, total, ...wanted } }) =>
      ok(await deps.lists.orders(warehouse, { ...wanted, after: cursor, counted: total }, deps.now())),
  }),
  defineOperation({
    id: 'getOrder',
    method: 'get',
    path: '/orders/{id}',
    access: 'orders:read',
    summary: 'One order with its lines',
    answers: 'the order',
    problems: ['not-found'],
    run: async ({ deps, params }) =>
      ok(await deps.work.read((reader) => readOrder(reader, params.id ?? '', deps.now()))),
  }),
  defineOperation({
    id: 'releaseOrder',
    method: 'post',
    path: '/orders/{id}/release',
    access: 'orders:write',
    summary: 'Allocate lots by rotation and make the pick list',
    answers: 'pickListId, tasks, short',
    problems: ['order-closed', 'order-awaits-payment', 'nothing-to-release', 'no-staging', 'not-found'],
    run: (call) =>
      decide(call, `POST /orders/${call.params.id}/release`, [], async (tx) =>
        ok(await releaseOrder(tx, call.params.id ?? '', { userId: call.caller.id, deviceId: null })),
      ),
  }),
  defineOperation({
    id: 'cancelOrder',
    method: 'post',
    path: '/orders/{id}/cancel',
    access: 'orders:write',
    summary: 'Give up what an order is still due; what is picked is asked to be put back',
    answers: 'the order',
    problems: ['order-closed', 'not-found'],
    run: (call) =>
      decide(call, `POST /orders/${call.params.id}/cancel`, [], async (tx) => {
        await cancelOrder(tx, call.params.id ?? '', call.caller.name)
        return ok(await readOrder(tx, call.params.id ?? '', tx.now))
      }),
  }),
  defineOperation({
    id: 'changeOrder',
    method: 'post',
    path: '/orders/{id}/change',
    access: 'orders:write',
    summary: 'Change quantities of an order: lines that are not named stay, a quantity of 0 gives a line up',
    about:
      'version is that of the order as it was read: what somebody else has changed since then is not written over.',
    body: changeInput,
    answers: 'the order',
    problems: [
      'order-closed',
      'order-changed',
      'already-picked',
      'insufficient-atp',
      'unknown-line',
      'ambiguous-line',
      'unknown-sku',
      'not-found',
    ],
    run: (call) =>
      decide(call, `POST /orders/${call.params.id}/change`, [], async (tx) => {
        await changeOrder(tx, call.params.id ?? '', call.body, call.caller.name)
        return ok(await readOrder(tx, call.params.id ?? '', tx.now))
      }),
  }),
  defineOperation({
    id: 'releaseOrders',
    method: 'post',
    path: '/orders/release',
    access: 'orders:write',
    summary: 'Release several orders, named or by due date: a list each, or one batch pick with a tote per order',
    body: releaseManyInput,
    answers: 'released, left',
    problems: ['no-staging', 'not-found'],
    async run(call) {
      const by = { userId: call.caller.id, deviceId: null }
      const ids = await call.deps.work.read((reader) => ordersMeant(reader, call.warehouse, call.body))
      const out = leftOut(call.body, ids)
      const told = ({ released, left }: Awaited<ReturnType<typeof releaseEach>>) =>
        ok({ released, left: [...left, ...out] })
      if (call.body.batch)
        return decide(call, 'POST /orders/release', [], async (tx) =>
          told(await releaseBatch(tx, call.warehouse, ids, by, call.body.byZone)),
        )
      return told(await releaseEach(call.deps.work, ids, by))
    },
  }),
  defineOperation({
    id: 'getPickList',
    method: 'get',
    path: '/pick-lists/{id}',
    access: 'orders:read',
    summary: 'The pick ticket of a list: it exists only after allocation',
    answers: 'the list with its orders and tasks in the order of the way',
    problems: ['not-found'],
    run: async ({ deps, params }) => ok(await deps.work.read((reader) => readTicket(reader, params.id ?? ''))),
  }),
  defineOperation({
    id: 'listTasks',
    method: 'get',
    path: '/tasks',
    access: 'orders:read',
    summary: 'What the floor is asked to do',
    query: v.object({ kind: text, state: text, device: text, cursor: listCursor, limit }),
    answers: 'items, next',
    async run({ deps, warehouse, query }) {
      const rows = await deps.work.read(({ db, t }) =>
        db
          .select({ task: t.tasks, device: t.pickLists.deviceId })
          .from(t.tasks)
          .leftJoin(t.pickLists, eq(t.pickLists.id, t.tasks.pickListId))
          .where(
            and(
              eq(t.tasks.warehouse, warehouse),
              gt(t.tasks.id, query.cursor),
              query.kind === undefined ? undefined : eq(t.tasks.kind, query.kind as 'pick'),
              query.state === undefined ? undefined : eq(t.tasks.state, query.state as 'open'),
              query.device === undefined
                ? undefined
                : or(eq(t.pickLists.deviceId, query.device), eq(t.tasks.deviceId, query.device)),
            ),
          )
          .orderBy(asc(t.tasks.id))
          .limit(query.limit + 1),
      )
      const items = rows.slice(0, query.limit).map(({ task, device }) => ({
        id: task.id,
        kind: task.kind,
        state: task.state,
        pickListId: task.pickListId,
        order: task.orderId,
        lineId: task.lineId,
        sku: task.sku,
        lot: task.lot === '' ? null : task.lot,
        location: task.location,
        quantity: task.quantity,
        done: task.done,
        device: task.deviceId ?? device,
        createdAt: new Date(task.createdAt).toISOString(),
        ...(task.kind === 'count' ? countFacts(task) : {}),
      }))
      return ok({ items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null })
    },
  }),
  defineOperation({
    id: 'leasePickList',
    method: 'post',
    path: '/pick-lists/{id}/lease',
    access: 'any',
    summary: 'Give a pick list to a device',
    about: 'A device for itself. People, for their own device, and API keys, for any, need pick-lists:lease.',
    body: leaseInput,
    answers: 'id, deviceId, state',
    problems: ['pick-list-closed', 'pick-list-leased', 'other-device', 'not-found', 'forbidden'],
    async run(call) {
      refuseOtherDevice(call.caller, call.body.deviceId, 'pick-lists:lease')
      const list = await call.deps.work.run([], (tx) =>
        leasePickList(tx, call.params.id ?? '', call.body.deviceId, ownWarehouse(call.caller)),
      )
      return ok({ id: list.id, deviceId: list.deviceId, state: list.state })
    },
  }),
  defineOperation({
    id: 'returnPickList',
    method: 'post',
    path: '/pick-lists/{id}/return',
    access: 'any',
    summary: 'Take a pick list back from its device',
    about: 'A device for itself. People, for their own device, and API keys, for any, need pick-lists:lease.',
    body: leaseInput,
    answers: 'id, deviceId, state',
    problems: ['pick-list-leased', 'other-device', 'not-found', 'forbidden'],
    async run(call) {
      refuseOtherDevice(call.caller, call.body.deviceId, 'pick-lists:lease')
      const list = await call.deps.work.run([], (tx) =>
        returnPickList(tx, call.params.id ?? '', call.body.deviceId, ownWarehouse(call.caller)),
      )
      return ok({ id: list.id, deviceId: list.deviceId, state: list.state })
    },
  }),
]

/** What is looked at and why, and how long a device has had it; never what should be there. */
const countFacts = ({ scope, origin, hiddenFrom, leasedAt }: TaskRow) => ({
  scope,
  origin,
  blind: hiddenFrom !== 'nobody',
  leasedAt: leasedAt === null ? null : new Date(leasedAt).toISOString(),
})
