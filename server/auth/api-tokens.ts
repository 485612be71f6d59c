/** Keys of integrations and of the command line. */
import type { Role } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { hashSecret, newToken } from './tokens.ts'

/** Returns the token; it is shown once and kept only as a hash. */
export async function createApiToken(tx: Tx, role: Role, name: string): Promise<string> {
  const token = newToken('api')
  await tx.db
    .insert(tx.t.apiTokens)
    .values({ id: tx.newId(), name, role, tokenHash: hashSecret(token), createdAt: tx.now, revoked: false })
  return token
}
