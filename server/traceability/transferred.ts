/** Whom goods went to or came from that only changed the warehouse: another business of the company. */
import { inArray } from 'drizzle-orm'
import type { Payload } from '../../shared/transactions/index.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import type { EventLine } from './lines.ts'
import { readPayloads } from './recorded.ts'
import { groupsOf } from './scope.ts'

type Transfer = Schema['transfers']['$inferSelect']

export interface Transferred<Name extends 'transferShip' | 'transferReceive'> {
  /** Undefined where the line is none of this kind. */
  payloadOf(line: EventLine): Payload<Name> | null | undefined
  transferOf(line: EventLine): Transfer | undefined
}

export async function readTransferred<Name extends 'transferShip' | 'transferReceive'>(
  reader: Reader,
  lines: readonly EventLine[],
  name: Name,
): Promise<Transferred<Name>> {
  const own = lines.filter((line) => line.own)
  const payloads = await readPayloads(
    reader,
    own.map((line) => line.transactionId),
    name,
  )
  const idOf = (line: EventLine) => payloads.get(line.transactionId)?.transferId ?? line.orderId
  const ids = [...new Set(own.flatMap((line) => idOf(line) ?? []))]
  const transfers = new Map<string, Transfer>()
  const { transfers: t } = reader.t
  for (const group of groupsOf(ids))
    for (const row of await reader.db.select().from(t).where(inArray(t.id, group))) transfers.set(row.id, row)
  return {
    payloadOf: (line) => payloads.get(line.transactionId),
    transferOf: (line) => (line.own ? transfers.get(idOf(line) ?? '') : undefined),
  }
}

export const transferDocument = ({ reference }: Transfer): string => `Transfer ${reference}`
