/** What posting one type of transaction is made of. */

import type { Permission } from '../../shared/rules/permissions.ts'
import type { Payload, TransactionName } from '../../shared/transactions/index.ts'
import type { Scene } from './scene.ts'

export interface Handler<Name extends TransactionName, Resolved> {
  /** What a proven author needs to be allowed. */
  permission: Permission
  /** Reads only: finds what the payload names. Throws a Refusal for what cannot be posted; nothing was written yet. */
  resolve(scene: Scene, payload: Payload<Name>): Promise<Resolved>
  /** Writes. Everything that contradicts the ledger becomes an exception here, never a refusal. */
  post(scene: Scene, payload: Payload<Name>, resolved: Resolved): Promise<void>
}

export const defineHandler = <Name extends TransactionName, Resolved>(
  _name: Name,
  handler: Handler<Name, Resolved>,
): Handler<Name, Resolved> => handler
