/**
 * The first person of a new server: made in a browser by whoever can read what the server prints where it was started. Nobody
 * else can take the server over: without that code nothing is made, and once there is somebody there is no code any more.
 */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { name } from '../../shared/transactions/fields.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'
import { requireWarehouse } from '../master/warehouses.ts'
import { Problem } from '../problem.ts'
import { type EnrolmentCode, enrolInput, type From, giveCredential } from './devices.ts'
import { credentialsOf } from './pin.ts'
import { type SignedIn, startSession } from './sessions.ts'
import { hashSecret, newBadge, newCode } from './tokens.ts'
import { codeGuesses, countTry, forgiveOne } from './tries.ts'
import { pin, putUser } from './users.ts'

export const firstStartInput = v.object({ ...enrolInput.entries, name, pin })

export interface FirstStart {
  user: SignedIn['user']
  /** To be printed: it is known to nobody else from then on. */
  badge: string
  /** The credential of the browser that it was made in, and where that works. */
  device: { token: string; warehouse: string }
  session: SignedIn
}

const SETTING = 'first-start'
const LOCK = 'first start'
/** Whoever starts a server in the evening reads its log in the morning. */
const LASTS_MS = 24 * 3_600_000
/** Each process prints one when it starts, and each that was printed is good. */
const MOST_CODES = 8

const keptCodes = v.object({ codes: v.array(v.object({ hash: v.string(), expiresAt: v.number() })) })

/** Whether nobody can sign in here, because there is nobody. */
export async function isFirstStart({ db, t }: Pick<Reader, 'db' | 't'>): Promise<boolean> {
  return (await db.select({ id: t.users.id }).from(t.users).limit(1)).length === 0
}

/** Undefined where there is somebody: people are added by an administrator then. */
export function newFirstStartCode(work: Work): Promise<EnrolmentCode | undefined> {
  return work.run([LOCK], async (tx) => {
    if (!(await isFirstStart(tx))) return undefined
    const code = newCode()
    const expiresAt = tx.now + LASTS_MS
    const codes = [...(await goodCodes(tx)), { hash: hashSecret(code), expiresAt }].slice(-MOST_CODES)
    await putSetting(tx, SETTING, { codes })
    return { code, expiresAt: new Date(expiresAt).toISOString() }
  })
}

const goodCodes = async (tx: Tx) =>
  ((await readSetting(tx, SETTING, keptCodes))?.codes ?? []).filter(({ expiresAt }) => expiresAt > tx.now)

/** An administrator, the browser as a device of the warehouse, and a session on it: all of them or nothing. */
export async function beginFirstStart(
  work: Work,
  { code, deviceId, name, pin }: v.InferOutput<typeof firstStartInput>,
  { warehouse, address, unlogged }: From & { warehouse: string },
): Promise<FirstStart> {
  if (!(await work.read(isFirstStart))) throw notFirst()
  const guesses = codeGuesses(LOCK, address)
  const seconds = await countTry(unlogged, [guesses])
  if (seconds > 0)
    throw new Problem(
      429,
      'too-many-tries',
      `Too many wrong codes. Wait ${seconds} seconds, then try again. The code stays good.`,
      { retryAfterSeconds: seconds },
    )
  const badge = newBadge()
  const credentials = await credentialsOf(badge, pin)
  return work.run([LOCK, `enrol ${deviceId}`, `tries ${guesses.subject}`], async (tx) => {
    if (!(await isFirstStart(tx))) throw notFirst()
    const hash = hashSecret(code.replace(/\s/g, ''))
    if (!(await goodCodes(tx)).some((good) => good.hash === hash)) throw wrongCode()
    await requireWarehouse(tx, warehouse)
    await forgiveOne(tx, guesses)
    await tx.db.delete(tx.t.settings).where(eq(tx.t.settings.name, SETTING))
    const user = await putUser(tx, { badge, name, roles: ['admin'], credentials })
    const device = await giveCredential(tx, deviceId, warehouse)
    const session = await startSession(tx, user.id, deviceId)
    if (!session) throw new Error('Whoever was made a moment ago may not sign in.')
    return { user: session.user, badge, device, session }
  })
}

const wrongCode = () =>
  new Problem(
    403,
    'first-start-code-invalid',
    'This code is unknown or too old. It stands where the server was started; “lotline first-start” prints a new one.',
    { field: 'code' },
  )

const notFirst = () =>
  new Problem(
    409,
    'not-first-start',
    'Somebody works here already. Ask an administrator for an enrolment code and a badge.',
  )
