/** Roles and scopes as people read them. */
export const roleLabel = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1)

export const rolesText = (roles: readonly string[]): string => roles.map(roleLabel).join(', ')

const ROLE_SAYS: Record<string, string> = {
  picker: 'Floor work: picks, packs, ships, moves, receives, counts',
  receiver: 'Floor work, as a picker',
  counter: 'Floor work, as a picker',
  inspector: 'Floor work; inspects returns and holds lots',
  supervisor: 'Floor work and the office; overrides, adjusts, settles exceptions',
  planner: 'The office: orders, protections, recalls, costs',
  admin: 'Everything, people and keys included',
}

export const roleSays = (role: string): string | undefined => ROLE_SAYS[role]

/** "123456789012" in three parts, as it is read out. */
export const inParts = (code: string): string => code.match(/.{1,4}/g)?.join(' ') ?? code

export const mayText = ({ role, scopes }: { role: string | null; scopes: readonly string[] | null }): string =>
  role === null ? (scopes ?? []).join(', ') : roleLabel(role)

/** `expired`: by the clock of who looks, for show only. */
export function keyState(key: { revoked: boolean; expiresAt: string | null }, now: number): string {
  if (key.revoked) return 'Revoked'
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= now ? 'Expired' : 'Works'
}
