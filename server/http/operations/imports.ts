import * as v from 'valibot'
import { checkForDesk, DESK_KINDS, importForDesk, rowsInput } from '../../import/over-http.ts'
import { importLock } from '../../import/rows.ts'
import { checked } from '../checked.ts'
import { decide } from '../decide.ts'
import { defineOperation, ok } from '../operation.ts'

const deskKind = v.picklist(DESK_KINDS, `What is imported is one of ${DESK_KINDS.join(', ')}.`)

export const importOperations = [
  defineOperation({
    method: 'post',
    path: '/imports/{kind}/check',
    access: 'master:write',
    summary:
      'Say what is wrong with rows of a table, and change nothing; kind: items, barcodes, locations, lots, stock. Cells are text, by column',
    body: rowsInput,
    answers: 'rows, known: how many are about what is there already, errors: line, reason',
    problems: ['unknown-column', 'unknown-warehouse'],
    async run({ deps, params, warehouse, body: { rows } }) {
      const kind = checked(deskKind, params.kind, 'kind')
      return ok({ rows: rows.length, ...(await checkForDesk(deps.work, kind, warehouse, rows)) })
    },
  }),
  defineOperation({
    method: 'post',
    path: '/imports/{kind}',
    access: 'master:write',
    summary:
      'Write rows of a table, all or none. What is there already is changed in the columns that are sent, and stock is added to; send an Idempotency-Key, so that rows that are sent again are not written again',
    body: rowsInput,
    answers: 'rows',
    problems: ['rows-refused', 'unknown-column', 'unknown-warehouse'],
    async run(call) {
      const { params, warehouse, body } = call
      const kind = checked(deskKind, params.kind, 'kind')
      return decide(call, `POST /imports/${kind}`, [importLock(warehouse)], async (tx) => {
        await importForDesk(tx, kind, warehouse, body.rows)
        return ok({ rows: body.rows.length })
      })
    },
  }),
]
