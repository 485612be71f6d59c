/** Sign-in by badge and PIN on an enrolled device. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { canonicalBadge } from '../../shared/wire/override.ts'
import type { Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { hashPin, isRightPin } from './pin.ts'
import { type SignedIn, startSession } from './sessions.ts'
import { hashSecret } from './tokens.ts'
import { countTry, forgiveAll, forgiveOne, type Limit } from './tries.ts'

export const signInInput = v.object({
  badge: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  pin: v.pipe(v.string(), v.minLength(1), v.maxLength(12)),
  deviceId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
})

const WAITS = { firstWaitMs: 15_000, longestWaitMs: 15 * 60_000 }
const ofBadge = (badgeHash: string): Limit => ({ subject: `badge ${badgeHash}`, free: 4, ...WAITS })
/** Many people mistype on one handheld in a shift. */
const ofCredential = (credential: string): Limit => ({ subject: credential, free: 12, ...WAITS })

// One answer for an unknown badge, a wrong PIN and a person who left: which of them it was helps only somebody who tries.
const wrong = () =>
  new Problem(401, 'wrong-badge-or-pin', 'Badge or PIN is wrong. Scan the badge again and type the PIN.')

/** `credential`: whose request it is, `device ID` or `token ID`. */
export async function signIn(
  work: Work,
  { badge, pin, deviceId }: v.InferOutput<typeof signInInput>,
  credential: string,
): Promise<SignedIn> {
  const badgeHash = hashSecret(canonicalBadge(badge))
  const [onBadge, onCredential] = [ofBadge(badgeHash), ofCredential(credential)]
  const seconds = await countTry(work, [onBadge, onCredential])
  if (seconds > 0) throw tooMany(seconds)
  const userId = await whoseBadgeAndPin(work, badgeHash, badge, pin)
  if (userId === undefined) throw wrong()
  const signedIn = await work.run([`tries ${onBadge.subject}`, `tries ${credential}`], async (tx) => {
    await forgiveAll(tx, onBadge)
    await forgiveOne(tx, onCredential)
    return startSession(tx, userId, deviceId)
  })
  if (!signedIn) throw wrong()
  return signedIn
}

async function whoseBadgeAndPin(
  work: Work,
  badgeHash: string,
  badge: string,
  pin: string,
): Promise<string | undefined> {
  const [user] = await work.read(({ db, t }) => db.select().from(t.users).where(eq(t.users.badgeHash, badgeHash)))
  if (!user) {
    // It takes as long as looking at a PIN does.
    await hashPin(badge, pin)
    return undefined
  }
  const isRight = await isRightPin(user.pinHash, badge, pin)
  return isRight && !user.disabled ? user.id : undefined
}

const tooMany = (seconds: number) =>
  new Problem(429, 'too-many-wrong-pins', `Too many wrong PINs. Wait ${seconds} seconds, then try again.`, {
    retryAfterSeconds: seconds,
  })
