/** Sessions with the platforms, one for each connector. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Schema } from '../db/schema.ts'
import type { Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import type { Outside, Session } from './connector.ts'
import { noteFailure } from './failures.ts'
import { connectorKinds } from './kinds.ts'
import { openCredentials, type Vault } from './vault.ts'

type ConnectorRow = Schema['connectors']['$inferSelect']

export interface SessionDeps extends Outside {
  work: Work
  vault: Vault
}

/** Undefined: its credentials cannot be opened, and somebody was told. */
export type SessionOf = (row: ConnectorRow) => Promise<Session | undefined>

/** Kept while its row is the same: a session may hold a token, and how many calls its platform still takes. */
export function keepSessions(deps: SessionDeps): SessionOf {
  const kept = new Map<string, { of: string; session: Session }>()
  return async (row) => {
    const of = JSON.stringify([row.kind, row.baseUrl, row.settings, row.credentials])
    const before = kept.get(row.id)
    if (before?.of === of) return before.session
    try {
      const session = openSession(deps, row)
      kept.set(row.id, { of, session })
      return session
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await tellClosed(deps.work, row, error)
      return undefined
    }
  }
}

/** Throws a Problem where the credentials cannot be opened. */
function openSession(deps: SessionDeps, row: ConnectorRow): Session {
  const kind = connectorKinds[row.kind]
  if (!kind?.open) throw new Error(`Connectors of kind ${row.kind} cannot be opened.`)
  const credentials = v.parse(kind.credentials, openCredentials(deps.vault, row.id, row.credentials))
  return kind.open({ baseUrl: row.baseUrl, settings: v.parse(kind.settings, row.settings), credentials }, deps)
}

/** A connector that cannot be opened is looked at again after that long, or when it is given anew. */
const CLOSED_MS = 60_000

const tellClosed = (work: Work, { id, warehouse }: ConnectorRow, { code, detail }: Problem): Promise<void> =>
  work.run([`connector ${id}`], async (tx) => {
    const { connectors } = tx.t
    const thing = { warehouse, connectorId: id, about: 'connector' as const, subject: id }
    await noteFailure(tx, thing, 'open', { code, detail, advice: 'Until then nothing is told to this platform.' })
    await tx.db
      .update(connectors)
      .set({ restsUntil: tx.now + CLOSED_MS })
      .where(eq(connectors.id, id))
  })
