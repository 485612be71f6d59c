/** A device takes work for itself; an API key may for any. People need to be allowed to. */

import { may, type Permission } from '../../shared/rules/permissions.ts'
import type { Caller } from '../auth/callers.ts'
import { Problem } from '../problem.ts'

export function refuseOtherDevice(caller: Caller, deviceId: string, permission: Permission): void {
  if (caller.kind !== 'device' && !may(caller.roles, permission))
    throw new Problem(403, 'forbidden', `This needs the permission ${permission}, which ${caller.name} does not have.`)
  const own = caller.kind === 'token' ? deviceId : caller.kind === 'device' ? caller.id : caller.deviceId
  if (own !== deviceId)
    throw new Problem(403, 'other-device', 'A device can lease only for itself.', { field: 'deviceId' })
}
