/** Roles and scopes as people read them. */
import { spoken } from '../../../language/spoken.ts'
import { t } from '../../../language/t.ts'

export const roleLabel = spoken

export const rolesText = (roles: readonly string[]): string => roles.map(roleLabel).join(', ')

const ROLE_SAYS: Record<string, string> = {
  picker: t('Floor work: picks, packs, ships, moves, receives, counts'),
  receiver: t('Floor work, as a picker'),
  counter: t('Floor work, as a picker'),
  inspector: t('Floor work; inspects returns and holds lots'),
  supervisor: t('Floor work and the office; overrides, adjusts, settles exceptions'),
  planner: t('The office: orders, protections, recalls, costs'),
  admin: t('Everything, people and keys included'),
}

export const roleSays = (role: string): string | undefined => ROLE_SAYS[role]

/** What is scanned of a badge. */
export const badgeText = (badge: string): string => `BDG:${badge}`

/** "123456789012" in three parts, as it is read out. */
export const inParts = (code: string): string => code.match(/.{1,4}/g)?.join(' ') ?? code

export const mayText = ({ role, scopes }: { role: string | null; scopes: readonly string[] | null }): string =>
  role === null ? (scopes ?? []).join(', ') : roleLabel(role)

/** Why a key is over, by the clock of who looks, for show only; null while it works. */
export function overBecause(key: { revoked: boolean; expiresAt: string | null }, now: number): string | null {
  if (key.revoked) return t('Revoked')
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= now ? t('Expired') : null
}
