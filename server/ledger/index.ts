/** How each type of transaction is posted. Adding one is a file here and a line below. */
import type { TransactionName } from '../../shared/transactions/index.ts'
import { adjust } from './adjust.ts'
import { changeStatus } from './change-status.ts'
import { count } from './count.ts'
import type { Handler } from './handler.ts'
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

// biome-ignore lint/suspicious/noExplicitAny: what `resolve` finds is handed to the same handler's `post` and seen by nobody else.
export const handlers: { [Name in TransactionName]: Handler<Name, any> } = {
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
}
