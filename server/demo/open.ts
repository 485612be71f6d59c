/** Opens a demo: fills an empty database, knows one that it filled before, and leaves any other alone. */
import { randomBytes } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import { hashSecret } from '../auth/tokens.ts'
import type { Work } from '../db/work.ts'
import { ensureEpoch } from '../feed/epoch.ts'
import { fillDemo, newDemoEnrolment } from './fill.ts'
import { type KeptDemo, readKept, writeKept } from './kept.ts'

/** Undefined: the database holds something that this demo did not put there. */
export async function openDemo(work: Work, file: string, now: number): Promise<KeptDemo | undefined> {
  const epoch = await ensureEpoch(work)
  const known = readKept(file, epoch)
  if (!known && !(await isEmpty(work))) return undefined
  const info = known
    ? await withEnrolment(work, known, now)
    : { ...(await fillDemo(work, now)), secretKey: randomBytes(32).toString('base64url') }
  writeKept(file, epoch, info)
  return info
}

export const isKeptDemo = async (work: Work, file: string): Promise<boolean> =>
  readKept(file, await ensureEpoch(work)) !== undefined

const isEmpty = (work: Work): Promise<boolean> =>
  work.read(
    async ({ db, t }) => (await db.select({ code: t.warehouses.code }).from(t.warehouses).limit(1)).length === 0,
  )

async function withEnrolment(work: Work, info: KeptDemo, now: number): Promise<KeptDemo> {
  const [valid] = await work.read(({ db, t: { enrolmentCodes } }) =>
    db
      .select({ usesLeft: enrolmentCodes.usesLeft })
      .from(enrolmentCodes)
      .where(
        and(
          eq(enrolmentCodes.codeHash, hashSecret(info.enrolmentCode)),
          gt(enrolmentCodes.usesLeft, 0),
          gt(enrolmentCodes.expiresAt, now),
        ),
      ),
  )
  return valid ? info : { ...info, enrolmentCode: await newDemoEnrolment(work) }
}
