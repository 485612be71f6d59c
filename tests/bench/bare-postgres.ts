/** The limit on PostgreSQL: the server's own statements, asked by the bare client over as many connections, in the same order. */
import { Client } from 'pg'
import { v7 } from 'uuid'
import { CONNECTIONS, type Kind, unitsOf } from './plan.ts'
import { type Recorded, retold } from './recorded-units.ts'

export interface BarePostgres {
  url: string
  kind: Kind
  round: number
  perConnection: number
  /** By type of the transaction, and whether its lot is new. */
  recorded: Record<string, Recorded>
  /** Of each connection: its stream must be known, and where it stands. */
  streams: { id: string; device: string; seq: number }[]
}

export const shapeOf = ({ type, newLot }: { type: string; newLot: boolean }): string => `${type}${newLot ? ' new' : ''}`

/** Transactions per second. All texts are made before the clock starts. */
export async function run({ url, kind, round, perConnection, recorded, streams }: BarePostgres): Promise<number> {
  const lists = Array.from({ length: CONNECTIONS }, (_, connection) => {
    const stream = streams[connection] as BarePostgres['streams'][number]
    return unitsOf(kind, connection, round, perConnection).map((unit, index) => {
      const as = { unit, id: v7(), seq: stream.seq + index, stream: stream.id, device: stream.device }
      return retold(recorded[shapeOf(unit)] as Recorded, as)
    })
  })
  const clients = lists.map(() => new Client({ connectionString: url, pipeline: true }))
  await Promise.all(clients.map((client) => client.connect()))
  const began = performance.now()
  await Promise.all(
    clients.map(async (client, connection) => {
      for (const statements of lists[connection] ?? []) await unitBy(client, statements)
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  await Promise.all(clients.map((client) => client.end()))
  return (CONNECTIONS * perConnection) / seconds
}

/** One after the other, as whoever needs each answer must; what begins and what ends a unit goes out without waiting, as the server does. */
async function unitBy(client: Client, statements: Recorded['statements']): Promise<void> {
  const sent: Promise<unknown>[] = []
  for (const [index, { text, values }] of statements.entries()) {
    const asked = client.query(text, values)
    sent.push(asked)
    if (text !== 'BEGIN' && index < statements.length - 2) await asked
  }
  await Promise.all(sent)
}
