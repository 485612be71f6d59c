/** A difference that a supervisor settles: the count is right, the ledger is right, or somebody counts once more. */

import { stockOfKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { itemLock } from '../db/work.ts'
import { openScene, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import type { StockKey } from '../ledger/stock.ts'
import { Problem } from '../problem.ts'
import { changeCountLine, type Doubt, doubtsOf } from './lines.ts'
import { readCounting } from './settings.ts'
import { askAgain, clearSuspicion, dropRecounts, follow } from './verdict.ts'

type Row = Schema['exceptions']['$inferSelect']

export interface Decision {
  remedy: string
  /** Of an approval: one of the reasons of the settings. */
  reason?: string | undefined
}

/** Returns whether the exception is settled by it. Throws a Problem where nothing is left to decide. */
export async function decideVariance(
  tx: Tx,
  row: Row,
  decision: Decision,
  by: { id: string; name: string },
): Promise<boolean> {
  const key = stockOfKey(row.subject) as StockKey
  await tx.lock(`location ${row.warehouse} ${key.location}`, itemLock(row.warehouse, key.sku))
  const doubt = (await doubtsOf({ tx, warehouse: row.warehouse }, key)).at(-1)
  if (!doubt) throw new Problem(409, 'already-settled', 'This difference is settled already. Look again.')
  const scene = openScene({
    tx,
    warehouse: row.warehouse,
    posted: {
      transactionId: tx.newId(),
      type: 'decide-count',
      author: { deviceId: null, userId: by.id },
      occurredAt: tx.now,
      moment: 'now',
    },
  })
  scene.touchedItems.add(key.sku)
  const settled = await carryOut(scene, doubt, key, decision, by.id)
  await settle(scene)
  return settled
}

async function carryOut(scene: Scene, doubt: Doubt, key: StockKey, decision: Decision, by: string): Promise<boolean> {
  const { userId, hiddenFrom, ...line } = doubt
  switch (decision.remedy) {
    case 'approve':
      if (doubt.state === 'disturbed')
        throw new Problem(
          409,
          'count-disturbed',
          `${key.sku} was moved while ${key.location} was counted: what was counted is not to be trusted. It is asked to be counted again.`,
        )
      await follow(scene, line, { state: 'approved', reason: await reasonIn(scene, decision.reason), by })
      break
    case 'keep':
      await clearSuspicion(scene, key)
      await changeCountLine(scene, line, { state: 'kept', suspected: 0, decidedBy: by, decidedAt: scene.tx.now })
      break
    default:
      await askAgain(scene, key, 'variance', hiddenFrom, userId === null ? [] : [userId])
      return false
  }
  await dropRecounts(scene, key)
  return true
}

async function reasonIn({ tx }: Scene, reason: string | undefined): Promise<string> {
  const { reasons } = await readCounting(tx)
  // Whoever names none does not know why, and says so.
  const known =
    reasons.find(({ code }) => code === (reason ?? 'unknown')) ?? (reason === undefined ? reasons.at(-1) : undefined)
  if (known) return known.code
  throw new Problem(422, 'unknown-reason', `reason: Choose one of ${reasons.map(({ code }) => code).join(', ')}.`, {
    field: 'reason',
  })
}
