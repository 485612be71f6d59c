/** One person per role. The badges are made when the database is filled: no two demos share one. */
import { credentialsOf } from '../auth/pin.ts'
import { newBadge } from '../auth/tokens.ts'
import type { NewUser } from '../auth/users.ts'
import type { Role } from '../db/schema.ts'

/** The same for everybody, and printed on the screen: this is why a demo must not hold real stock. */
export const DEMO_PIN = '1234'

const people: readonly (readonly [Role, string])[] = [
  ['picker', 'Maria Lopez'],
  ['receiver', 'Tomasz Nowak'],
  ['counter', 'Aisha Khan'],
  ['inspector', 'Kenji Mori'],
  ['supervisor', 'Ruth Adeyemi'],
  ['planner', 'Daniel Weber'],
  ['admin', 'Ingrid Solberg'],
]

/** Hashing a PIN is slow on purpose, so it is done before any unit of work. */
export const hirePeople = (): Promise<NewUser[]> =>
  Promise.all(
    people.map(async ([role, name]) => {
      const badge = newBadge()
      return { badge, name, roles: [role], credentials: await credentialsOf(badge, DEMO_PIN) }
    }),
  )
