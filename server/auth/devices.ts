/** Devices are enrolled once with a code that somebody who may do so asked for; the code works once and not for long. */
import { randomInt } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Tx } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { hashSecret, newToken } from './tokens.ts'

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
  const code = Array.from({ length: 12 }, () => randomInt(10)).join('')
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

/** Gives the device its credential. Enrolling again replaces the old one. */
export async function enrol(
  tx: Tx,
  input: v.InferOutput<typeof enrolInput>,
): Promise<{ token: string; warehouse: string }> {
  const { enrolmentCodes, devices } = tx.t
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
  const token = newToken('device')
  const row = { warehouse: code.warehouse, tokenHash: hashSecret(token), enrolledAt: tx.now, revoked: false }
  await tx.db
    .insert(devices)
    .values({ id: input.deviceId, ...row })
    .onConflictDoUpdate({ target: devices.id, set: row })
  return { token, warehouse: code.warehouse }
}
