/** What the signed-in person may do: the same matrix that the server decides by. It is only asked for what a screen offers. */
import { type Grant, may, type Permission } from '../../shared/rules/permissions.ts'
import { useDesk } from './desk.ts'

export const rolesMay = (roles: readonly string[], permission: Permission): boolean =>
  may(roles as readonly Grant[], permission)

export const useMay = (permission: Permission): boolean => rolesMay(useDesk().roles, permission)
