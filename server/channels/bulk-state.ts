/** What is written down of a submission of many numbers: so little, and so seldom more than one, that it needs no table. */
import { eq } from 'drizzle-orm'
import type { Reader, Tx, Work } from '../db/work.ts'
import type { ConnectorRow } from './connectors.ts'

export interface State {
  /** Null: nothing is on its way, and nothing is begun before `nextAt`. */
  id: string | null
  /** The platform's name of it; null: not heard. */
  name: string | null
  since: number
  nextAt: number
}

export const lockOf = ({ id }: ConnectorRow): string => `connector ${id}`
const stateOf = (connectorId: string): string => `bulk ${connectorId}`
const listingsOf = (connectorId: string): string => `bulk listings ${connectorId}`

export const readState = async (reader: Reader, id: string): Promise<State | undefined> =>
  readMeta<State>(reader, stateOf(id))

export const readListings = async (reader: Reader, id: string): Promise<string[]> =>
  (await readMeta<string[]>(reader, listingsOf(id))) ?? []

async function readMeta<Value>({ db, t: { meta } }: Reader, name: string): Promise<Value | undefined> {
  const [row] = await db.select().from(meta).where(eq(meta.name, name))
  return row && (JSON.parse(row.value) as Value)
}

export const writeState = (tx: Tx, id: string, state: State): Promise<void> => writeMeta(tx, stateOf(id), state)
export const writeListings = (tx: Tx, id: string, names: readonly string[]): Promise<void> =>
  writeMeta(tx, listingsOf(id), names)

async function writeMeta({ db, t: { meta } }: Tx, name: string, value: unknown): Promise<void> {
  const row = { name, value: JSON.stringify(value) }
  await db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
}

/** Unless somebody else has come to the end of it meanwhile, and has perhaps begun another. */
export const writeDown = (work: Work, row: ConnectorRow, id: string | null, state: State): Promise<void> =>
  work.run([lockOf(row)], async (tx) => {
    if (((await readState(tx, row.id))?.id ?? null) === id) await writeState(tx, row.id, state)
  })
