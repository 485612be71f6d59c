import * as v from 'valibot'
import { lotNumber } from '../../../shared/transactions/fields.ts'
import { LOT_SORTS } from '../../../shared/wire/list-sorts.ts'
import { holdInput, holdLot, releaseLot } from '../../lots/holds.ts'
import { traceOf } from '../../lots/trace.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { checked } from '../checked.ts'
import { decide } from '../decide.ts'
import { defineOperation, ok } from '../operation.ts'
import { limit, lotCursor, skip, sortIn, text, total } from '../query.ts'

const yesOrNo = (name: string) =>
  v.optional(
    v.pipe(
      v.picklist(['true', 'false'], `${name} is true or false.`),
      v.transform((word) => word === 'true'),
    ),
  )

export const lotOperations = [
  defineOperation({
    id: 'listLots',
    method: 'get',
    path: '/lots',
    access: 'stock:read',
    summary: 'Lots by item and number, or as is asked for, with what is on hand of each in all warehouses',
    query: v.object({
      search: text,
      held: yesOrNo('held'),
      confirmed: yesOrNo('confirmed'),
      /** True: those that have expired and are still here. */
      expired: v.optional(v.literal('true', 'expired is true, or not given.')),
      sort: sortIn(LOT_SORTS),
      cursor: lotCursor,
      skip,
      limit,
      total,
    }),
    answers: 'items, next; total where it is asked for',
    problems: ['not-found'],
    run: async ({ deps, warehouse, query: { cursor, expired, total, ...wanted } }) =>
      ok(
        await deps.lists.lots(
          warehouse,
          { ...wanted, expired: expired === 'true', after: cursor, counted: total },
          deps.now(),
        ),
      ),
  }),
  defineOperation({
    id: 'traceLot',
    method: 'get',
    path: '/lots/{sku}/{lot}/trace',
    access: 'stock:read',
    summary: 'The way of a lot, in all warehouses: from whom, made from and into what, where it is, and who has it',
    answers:
      'lot with its holds, received, onHand, inTransit, scrapped, adjusted, shipped, returned, madeFrom, madeInto, and the whole way as a graph',
    problems: ['not-found'],
    run: async ({ deps, params }) =>
      ok(await deps.work.read((reader) => traceOf(reader, params.sku ?? '', params.lot ?? ''))),
  }),
  defineOperation({
    id: 'holdLot',
    method: 'post',
    path: '/lots/{sku}/{lot}/hold',
    access: 'lots:hold',
    summary: 'Hold a lot, and what was made from it, in every warehouse at once',
    body: holdInput,
    answers: 'lots: what is on hold through this',
    problems: ['not-found', 'unknown-warehouse'],
    run(call) {
      const { caller, params, warehouse, body } = call
      const lot = checked(lotNumber, params.lot, 'lot')
      const sku = params.sku ?? ''
      return decide(call, `POST /lots/${sku}/${lot}/hold`, [], async (tx) => {
        await requireWarehouse(tx, warehouse)
        const hold = { sku, lot, reason: body.reason, source: 'person', by: caller.name }
        return ok({ lots: await holdLot(tx, warehouse, { deviceId: null, userId: caller.id }, hold) })
      })
    },
  }),
  defineOperation({
    id: 'releaseLot',
    method: 'post',
    path: '/lots/{sku}/{lot}/release',
    access: 'lots:hold',
    summary: 'Lift every hold on a lot, and those that it handed on to lots made from it',
    body: v.optional(v.object({ reason: v.optional(holdInput.entries.reason) })),
    answers: 'lots: what is released',
    problems: ['not-found', 'unknown-warehouse'],
    run(call) {
      const { caller, params, warehouse } = call
      const named = { sku: params.sku ?? '', lot: params.lot ?? '', by: caller.name, reason: call.body?.reason ?? null }
      return decide(call, `POST /lots/${named.sku}/${named.lot}/release`, [], async (tx) => {
        await requireWarehouse(tx, warehouse)
        return ok({ lots: await releaseLot(tx, warehouse, { deviceId: null, userId: caller.id }, named) })
      })
    },
  }),
]
