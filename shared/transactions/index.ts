/** Every kind of transaction there is. Adding one is one file here, one in server/ledger, one flow, one golden sample. */
import type * as v from 'valibot'
import { adjust } from './adjust.ts'
import { changeStatus } from './change-status.ts'
import { count } from './count.ts'
import { inspect } from './inspect.ts'
import { move } from './move.ts'
import { moveUnit } from './move-unit.ts'
import { pack } from './pack.ts'
import { pick } from './pick.ts'
import { produce } from './produce.ts'
import { receive } from './receive.ts'
import { returnReceive } from './return-receive.ts'
import { returnToSupplier } from './return-to-supplier.ts'
import { reverse } from './reverse.ts'
import { ship } from './ship.ts'
import { shortPick } from './short-pick.ts'
import { transferReceive } from './transfer-receive.ts'
import { transferShip } from './transfer-ship.ts'
import { transform } from './transform.ts'

export const transactionTypes = {
  receive,
  produce,
  transform,
  move,
  moveUnit,
  changeStatus,
  pick,
  shortPick,
  pack,
  ship,
  returnReceive,
  inspect,
  returnToSupplier,
  transferShip,
  transferReceive,
  count,
  adjust,
  reverse,
} as const

export type TransactionName = keyof typeof transactionTypes
export type Payload<Name extends TransactionName> = v.InferOutput<(typeof transactionTypes)[Name]['schema']>
/** What a device hands over before the schema has filled in defaults. */
export type PayloadInput<Name extends TransactionName> = v.InferInput<(typeof transactionTypes)[Name]['schema']>

export type { Status } from './status.ts'
