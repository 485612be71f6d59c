/** One connector with what it is set up with: what every part of the exchange is given. */
import * as v from 'valibot'
import type { Schema } from '../../../db/schema.ts'
import type { Work } from '../../../db/work.ts'
import type { FailedThing } from '../../failures.ts'
import type { Lease } from '../../intake/lease.ts'
import { type EdiSettings, ediSettings } from '../settings.ts'
import type { Files, Folders } from './folder.ts'

export type ConnectorRow = Schema['connectors']['$inferSelect']
export type DocumentRow = Schema['ediDocuments']['$inferSelect']

export interface ExchangeDeps {
  work: Work
  files: Files
  now(): number
  report(error: unknown, about: string): void
}

export interface Partner {
  row: ConnectorRow
  profile: EdiSettings
  folders: Folders
  lease: Lease
}

/** Within a unit. */
export type Scene = Pick<Partner, 'row' | 'profile'>

export const profileOf = ({ settings }: Pick<ConnectorRow, 'settings'>): EdiSettings => v.parse(ediSettings, settings)

export const thingOf = (
  { id, warehouse }: Pick<ConnectorRow, 'id' | 'warehouse'>,
  documentId: string,
): FailedThing => ({
  warehouse,
  connectorId: id,
  about: 'document',
  subject: documentId,
})

/** Somebody else exchanges by now: what was begun is given up, and nothing of it was written. */
export class LeaseLost extends Error {}
