/** Devices are enrolled once with a code that somebody who may do so asked for; the code works once and not for long. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader, Tx, Work } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'
import { endSessionsOnDevice } from './sessions.ts'
import { hashSecret, newCode, newToken } from './tokens.ts'
import { codeGuesses, countTry, forgiveOne } from './tries.ts'

const CODE_MS = 60 * 60_000

export const enrolInput = v.object({
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  deviceId: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(100),
    v.check((id) => !id.startsWith('@'), 'A device is not named with @ in front: such names are the ledger’s own.'),
  ),
})

export interface EnrolmentCode {
  code: string
  expiresAt: string
}

/** A code of 12 digits, short enough to type on a handheld. */
export async function newEnrolmentCode(tx: Tx, warehouse: string, uses = 1, lastsMs = CODE_MS): Promise<EnrolmentCode> {
  const code = newCode()
  await addEnrolmentCode(tx, warehouse, code, uses, tx.now + lastsMs)
  return { code, expiresAt: new Date(tx.now + lastsMs).toISOString() }
}

export async function addEnrolmentCode(
  tx: Tx,
  warehouse: string,
  code: string,
  uses: number,
  expiresAt: number,
): Promise<void> {
  await tx.db.insert(tx.t.enrolmentCodes).values({ codeHash: hashSecret(code), warehouse, expiresAt, usesLeft: uses })
}

export interface From {
  /** Where the request came from, as far as that is known. */
  address: string | undefined
  /** Beside the log of sensitive acts, which has what was done and no guesses. */
  unlogged: Work
}

export async function enrolFrom(
  work: Work,
  input: v.InferOutput<typeof enrolInput>,
  { address, unlogged }: From,
): Promise<{ token: string; warehouse: string }> {
  const guesses = codeGuesses('enrol', address)
  const seconds = await countTry(unlogged, [guesses])
  if (seconds > 0)
    throw new Problem(
      429,
      'too-many-tries',
      `Too many wrong codes. Wait ${seconds} seconds, then try again. The code stays good.`,
      { retryAfterSeconds: seconds },
    )
  return work.run([`enrol ${input.deviceId}`, `tries ${guesses.subject}`], async (tx) => {
    await forgiveOne(tx, guesses)
    return enrol(tx, input)
  })
}

/** Gives the device its credential. Enrolling again replaces the old one. */
export async function enrol(
  tx: Tx,
  input: v.InferOutput<typeof enrolInput>,
): Promise<{ token: string; warehouse: string }> {
  const { enrolmentCodes } = tx.t
  const [code] = await tx.db
    .update(enrolmentCodes)
    .set({ usesLeft: sql`${enrolmentCodes.usesLeft} - 1` })
    .where(
      and(
        eq(enrolmentCodes.codeHash, hashSecret(input.code)),
        gt(enrolmentCodes.usesLeft, 0),
        gt(enrolmentCodes.expiresAt, tx.now),
      ),
    )
    .returning()
  if (!code)
    throw new Problem(
      403,
      'enrolment-code-invalid',
      'This enrolment code is unknown, used or too old. Ask for a new one.',
    )
  return giveCredential(tx, input.deviceId, code.warehouse)
}

/** Whoever calls it has asked for the right to. */
export async function giveCredential(
  tx: Tx,
  id: string,
  warehouse: string,
): Promise<{ token: string; warehouse: string }> {
  const { devices } = tx.t
  const token = newToken('device')
  const row = { warehouse, tokenHash: hashSecret(token), enrolledAt: tx.now, revoked: false }
  await tx.db
    .insert(devices)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: devices.id, set: row })
  return { token, warehouse }
}

export async function requireDevice({ db, t: { devices } }: Pick<Reader, 'db' | 't'>, id: string): Promise<void> {
  const [known] = await db.select({ id: devices.id }).from(devices).where(eq(devices.id, id))
  if (!known) throw notFound(`device ${id}`)
}

/** By name. */
export async function listDevices({ db, t: { devices: d } }: Reader, after: string, limit: number) {
  const rows = await db
    .select({ id: d.id, warehouse: d.warehouse, enrolledAt: d.enrolledAt, revoked: d.revoked })
    .from(d)
    .where(gt(d.id, after))
    .orderBy(asc(d.id))
    .limit(limit + 1)
  const items = rows
    .slice(0, limit)
    .map(({ enrolledAt, ...row }) => ({ ...row, enrolledAt: new Date(enrolledAt).toISOString() }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/**
 * Its credential and the sessions on it open nothing any more. What it holds unsent stays on it, and is taken when it is
 * enrolled anew under its name.
 */
export async function revokeDevice(tx: Tx, id: string): Promise<{ id: string; revoked: true; sessionsEnded: number }> {
  const { devices } = tx.t
  const [device] = await tx.db
    .update(devices)
    .set({ revoked: true })
    .where(eq(devices.id, id))
    .returning({ id: devices.id })
  if (!device) throw notFound(`device ${id}`)
  return { ...device, revoked: true, sessionsEnded: await endSessionsOnDevice(tx, id) }
}
