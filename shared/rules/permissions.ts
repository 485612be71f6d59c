/** Who may do what. Default deny: what a role does not list, it may not. */

export type Role = 'picker' | 'receiver' | 'counter' | 'inspector' | 'supervisor' | 'planner' | 'admin'

export const PERMISSIONS = [
  'floor:receive',
  'floor:move',
  'floor:pick',
  'floor:ship',
  'floor:transform',
  'floor:count',
  'floor:return',
  'floor:inspect',
  'floor:adjust',
  'counts:plan',
  'rotation:override',
  'floor:reverse',
  'stock:read',
  'orders:read',
  'orders:write',
  'protections:write',
  'pick-lists:lease',
  'receipts:write',
  'returns:write',
  'lots:hold',
  'lots:complete',
  'recalls:write',
  'exceptions:read',
  'exceptions:resolve',
  'refused:resolve',
  'connectors:read',
  'connectors:write',
  'costing:read',
  'costing:write',
  'master:write',
  'users:write',
  'devices:enrol',
  'keys:write',
  'sync:any-device',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READING: Permission[] = ['stock:read', 'orders:read']
const FLOOR: Permission[] = [
  ...READING,
  'floor:receive',
  'floor:move',
  'floor:pick',
  'floor:ship',
  'floor:transform',
  'floor:count',
  'floor:return',
  'floor:reverse',
  'pick-lists:lease',
]

const granted: Record<Role, readonly Permission[]> = {
  picker: FLOOR,
  receiver: FLOOR,
  counter: FLOOR,
  inspector: [...FLOOR, 'floor:inspect', 'lots:hold'],
  supervisor: [
    ...FLOOR,
    'floor:inspect',
    'floor:adjust',
    'counts:plan',
    'rotation:override',
    'lots:hold',
    'lots:complete',
    'recalls:write',
    'exceptions:read',
    'exceptions:resolve',
    'connectors:read',
    'costing:read',
    'refused:resolve',
    'orders:write',
    'protections:write',
    'receipts:write',
    'returns:write',
  ],
  planner: [
    ...READING,
    'counts:plan',
    'orders:write',
    'protections:write',
    'receipts:write',
    'returns:write',
    'lots:hold',
    'lots:complete',
    'recalls:write',
    'exceptions:read',
    'exceptions:resolve',
    'connectors:read',
    'costing:read',
    'costing:write',
  ],
  admin: PERMISSIONS,
}

export const ROLES: readonly Role[] = Object.keys(granted) as Role[]

/** What somebody was given: roles, or single permissions, as the scopes of a key are. */
export type Grant = Role | Permission

export const may = (grants: readonly Grant[], permission: Permission): boolean =>
  grants.some((grant) => grant === permission || (granted[grant as Role]?.includes(permission) ?? false))

/** Whether who has `own` may do everything that `wanted` allows. */
export const covers = (own: readonly Grant[], wanted: readonly Grant[]): boolean =>
  PERMISSIONS.every((permission) => may(own, permission) || !may(wanted, permission))
