/**
 * Words of platforms. Each is verified on its bytes before anybody reads it, kept, and answered; the order it names is read
 * later. One that comes again, or is no true one, changes nothing and is counted.
 */
import { and, eq, lt, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Schema } from '../../db/schema.ts'
import type { Tx, Work } from '../../db/work.ts'
import { Problem } from '../../problem.ts'
import type { Heard, Word } from '../connector.ts'
import { type ConnectorRow, connectorId } from '../connectors.ts'
import { endFailure, type FailedThing, noteFailure } from '../failures.ts'
import { connectorKinds } from '../kinds.ts'
import { openCredentials, type Vault } from '../vault.ts'
import { askFor } from './due.ts'
import { ensureIntake, lockOf } from './lease.ts'

export type Answer = 'taken' | 'repeated' | 'refused'

export async function hear(work: Work, vault: Vault, id: string, word: Word): Promise<Answer> {
  if (!v.is(connectorId, id)) return 'refused'
  const [row] = await work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  if (!row) return 'refused'
  const heard = understood(row, vault, word)
  return work.run([lockOf(id)], (tx) => (heard.kind === 'refused' ? refuse(tx, row) : keep(tx, row, heard)))
}

function understood(row: ConnectorRow, vault: Vault, word: Word): Heard {
  const kind = connectorKinds[row.kind]
  if (!kind?.hear) return { kind: 'refused' }
  try {
    return kind.hear(word, v.parse(kind.credentials, openCredentials(vault, row.id, row.credentials)))
  } catch (error) {
    // Where credentials cannot be opened, nothing can be verified.
    if (error instanceof Problem) return { kind: 'refused' }
    throw error
  }
}

const thingOf = ({ id, warehouse }: ConnectorRow): FailedThing => ({
  warehouse,
  connectorId: id,
  about: 'notices',
  subject: id,
})

async function refuse(tx: Tx, row: ConnectorRow): Promise<Answer> {
  await ensureIntake(tx, row.id)
  await count(tx, row.id, 'noticesRefused', { lastRefusedAt: tx.now })
  await noteFailure(tx, thingOf(row), 'open', {
    code: 'notice-refused',
    detail: 'A message came that is not signed as this platform signs.',
    advice:
      'If the secret was changed there, give the new one to this connector. Otherwise somebody else sends: nothing was done.',
  })
  return 'refused'
}

async function keep(tx: Tx, row: ConnectorRow, heard: Extract<Heard, { kind: 'heard' }>): Promise<Answer> {
  const { notices } = tx.t
  const { name, topic, externalId } = heard
  await ensureIntake(tx, row.id)
  const kept = await tx.db
    .insert(notices)
    .values({ connectorId: row.id, name, topic, externalId, receivedAt: tx.now })
    .onConflictDoNothing()
    .returning({ name: notices.name })
  if (kept.length === 0) {
    await count(tx, row.id, 'noticesRepeated')
    return 'repeated'
  }
  await count(tx, row.id, 'noticesTaken')
  await endFailure(tx, thingOf(row), 'healed')
  if (externalId !== null) await askFor(tx, row.id, externalId, tx.now)
  return 'taken'
}

type Counter = 'noticesTaken' | 'noticesRepeated' | 'noticesRefused'

async function count(
  tx: Tx,
  id: string,
  counter: Counter,
  also: Partial<Schema['intakes']['$inferSelect']> = {},
): Promise<void> {
  const { intakes } = tx.t
  await tx.db
    .update(intakes)
    .set({ [counter]: sql`${intakes[counter]} + 1`, ...also })
    .where(eq(intakes.connectorId, id))
}

/** Platforms repeat themselves for hours, not for weeks. */
const KEPT_MS = 14 * 86_400_000

export async function forgetNotices({ db, t: { notices }, now }: Tx): Promise<void> {
  await db.delete(notices).where(and(lt(notices.receivedAt, now - KEPT_MS)))
}
