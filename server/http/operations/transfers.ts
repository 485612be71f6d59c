import * as v from 'valibot'
import { requireWarehouse } from '../../master/warehouses.ts'
import { askForTransfer, transferInput, transferLocks } from '../../transfers/ask.ts'
import { readOneTransfer, readTransfers } from '../../transfers/read.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { limit, listCursor } from '../query.ts'

export const transferOperations = [
  defineOperation({
    id: 'askForTransfer',
    method: 'post',
    path: '/transfers',
    access: 'orders:write',
    summary: 'Ask for goods of this warehouse to go to another one: an order of the company’s own',
    body: transferInput,
    answers: 'id, reference, state and lines; release and cancel it as the order with this id',
    problems: ['insufficient-atp', 'order-differs', 'unknown-sku', 'unknown-warehouse', 'same-warehouse', 'archived'],
    run: (call) =>
      decide(call, 'POST /transfers', transferLocks(call.warehouse, call.body), async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        const placed = await askForTransfer(tx, call.warehouse, call.body)
        const answer = await readOneTransfer(tx, placed.answer.id)
        return placed.created ? created(answer) : ok(answer)
      }),
  }),
  defineOperation({
    id: 'listTransfers',
    method: 'get',
    path: '/transfers',
    access: 'orders:read',
    summary: 'Transfers that leave this warehouse or come to it, newest first',
    query: v.object({
      state: v.optional(v.picklist(['open', 'closed'], 'The state is open or closed.')),
      direction: v.optional(v.picklist(['in', 'out'], 'The direction is in or out.')),
      cursor: listCursor,
      limit,
    }),
    answers: 'items, next',
    run: async ({ deps, warehouse, query: { cursor, ...wanted } }) =>
      ok(await deps.work.read((reader) => readTransfers(reader, warehouse, { ...wanted, after: cursor }))),
  }),
  defineOperation({
    id: 'getTransfer',
    method: 'get',
    path: '/transfers/{id}',
    access: 'orders:read',
    summary: 'One transfer: what was asked for, what left, and what has come of each lot',
    answers: 'the transfer',
    problems: ['not-found'],
    run: async ({ deps, params }) => ok(await deps.work.read((reader) => readOneTransfer(reader, params.id ?? ''))),
  }),
]
