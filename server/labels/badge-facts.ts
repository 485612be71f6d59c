/** What is printed on badges. Their secrets are kept nowhere: whoever has just been given them hands them in. */
import { eq, inArray } from 'drizzle-orm'
import { canonicalBadge } from '../../shared/wire/override.ts'
import { hashSecret } from '../auth/tokens.ts'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import type { BadgeFacts } from './badge-label.ts'

/** Names and roles are the server's own: nobody prints a badge that says it is somebody else's. */
export async function readBadgeFacts(
  { db, t: { users, warehouses } }: Reader,
  warehouse: string,
  badges: readonly string[],
): Promise<BadgeFacts[]> {
  const [place] = await db.select().from(warehouses).where(eq(warehouses.code, warehouse))
  if (!place) throw new Problem(404, 'unknown-warehouse', `There is no warehouse ${warehouse}.`, { field: 'warehouse' })
  const hashes = badges.map((badge) => hashSecret(canonicalBadge(badge)))
  const people = await db
    .select({ hash: users.badgeHash, name: users.name, roles: users.roles })
    .from(users)
    .where(inArray(users.badgeHash, hashes))
  const byHash = new Map(people.map((person) => [person.hash, person]))
  return badges.map((badge, index) => {
    const person = byHash.get(hashes[index] ?? '')
    if (!person)
      throw new Problem(
        422,
        'unknown-badge',
        'This is nobody’s badge, or not any more. Make a new one and print that.',
        {
          field: `badges[${index}]`,
        },
      )
    const roles = person.roles.map((role) => role.charAt(0).toUpperCase() + role.slice(1))
    return { badge: canonicalBadge(badge), name: person.name, roles, company: place.address?.name ?? place.name }
  })
}
