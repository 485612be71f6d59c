/** Who may call an operation, in words and for machines. */
import { may, ROLES } from '../../../shared/rules/permissions.ts'
import type { Role } from '../../db/schema.ts'
import type { Access, Operation } from '../operation.ts'

export interface WhoMay {
  words: string
  needsToken: boolean
  /** Undefined: any token, or none. */
  permission?: Access
  roles?: Role[]
}

export function whoMay({ access }: Pick<Operation, 'access'>): WhoMay {
  if (access === 'open') return { words: 'Needs no token.', needsToken: false }
  if (access === 'any') return { words: 'Needs any token.', needsToken: true }
  const roles = ROLES.filter((role) => may([role], access))
  const words = `Needs ${access}, which ${listed(roles)} ${roles.length === 1 ? 'has' : 'have'}.`
  return { words, needsToken: true, permission: access, roles }
}

const listed = (names: readonly string[]): string => {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
