import * as v from 'valibot'
import { may } from '../../../shared/rules/permissions.ts'
import * as field from '../../../shared/transactions/fields.ts'
import { adjustAtDesk, adjustmentInput } from '../../counting/adjust-at-desk.ts'
import { adjustmentsQuery, listAdjustments, shrinkageOf } from '../../counting/shrinkage.ts'
import { recordAtDesk } from '../../inbox/office.ts'
import { requireReversible } from '../../inbox/reversible.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { Problem } from '../../problem.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { limit, listCursor } from '../query.ts'

export const adjustmentOperations = [
  defineOperation({
    id: 'adjustStock',
    method: 'post',
    path: '/adjustments',
    access: 'floor:adjust',
    summary: 'Correct a quantity at a desk, up or down, with one of the reasons of the settings',
    body: adjustmentInput,
    answers: 'id of the transaction, outcome, exceptions',
    problems: ['unknown-sku', 'unknown-location', 'unknown-reason', 'malformed', 'forbidden', 'unknown-warehouse'],
    run: (call) =>
      decide(call, 'POST /adjustments', [], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        return created(await adjustAtDesk(tx, call.warehouse, call.caller, call.body))
      }),
  }),
  defineOperation({
    id: 'listAdjustments',
    method: 'get',
    path: '/adjustments',
    access: 'exceptions:read',
    summary:
      'Corrections of the ledger, the newest first; with groupBy (reason, zone, sku, person) their sums: shrinkage',
    query: v.object({ ...adjustmentsQuery, cursor: listCursor, limit }),
    answers:
      'items, next; with groupBy: items with currency, corrections, found, gone and net as {units, value}, unpriced',
    run: async ({ deps, warehouse, query: { groupBy, cursor, limit, ...wanted } }) =>
      ok(
        await deps.work.read(async (reader) =>
          groupBy
            ? await shrinkageOf(reader, warehouse, wanted, groupBy)
            : await listAdjustments(reader, warehouse, wanted, { after: cursor, limit }),
        ),
      ),
  }),
  defineOperation({
    id: 'reverseTransaction',
    method: 'post',
    path: '/transactions/{id}/reverse',
    access: 'exceptions:resolve',
    summary: 'Undo a transaction at a desk: each of its movements is mirrored once',
    body: v.object({ reason: field.reason }),
    answers: 'id of the reversal, outcome, exceptions',
    problems: ['not-found', 'not-reversible', 'reversal-not-reversible', 'archived', 'forbidden'],
    run: (call) => {
      const { caller, warehouse, body } = call
      const id = call.params.id ?? ''
      if (!may(caller.roles, 'floor:reverse'))
        throw new Problem(
          403,
          'forbidden',
          `This needs the permission floor:reverse, which ${caller.name} does not have.`,
        )
      return decide(call, `POST /transactions/${id}/reverse`, [`transaction ${id}`], async (tx) => {
        await requireReversible(tx, warehouse, id)
        const payload = { transaction: id, reason: body.reason }
        return ok(await recordAtDesk(tx, { type: 'reverse', payload, caller, warehouse }))
      })
    },
  }),
]
