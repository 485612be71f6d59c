/** What a platform did not take is sent again, or let be. */
import { endFailure, tryAgain } from '../../channels/failures.ts'
import type { Remedy, Settling } from './remedy.ts'
import { requireNote } from './remedy.ts'

/** Connectors have no spaces in their names; listings may. */
function partsOf({ row }: Settling): { connectorId: string; listing: string } {
  const [connectorId = ''] = row.subject.split(' ', 1)
  return { connectorId, listing: row.subject.slice(connectorId.length + 1) }
}

export const retryPublish: Remedy = async (settling) => {
  const { connectorId, listing } = partsOf(settling)
  await tryAgain(settling.tx, connectorId, listing)
  return { settled: false, did: 'It is sent again; this closes when the platform has taken it.' }
}

export const ignorePublish: Remedy = async (settling) => {
  requireNote(settling.input)
  const { connectorId, listing } = partsOf(settling)
  const { warehouse } = settling.row
  await endFailure(settling.tx, { warehouse, connectorId, about: 'publish', subject: listing }, 'ignored')
  return { settled: true, did: 'The listing stays as the platform has it until it is mapped again.' }
}

export const retryConnector: Remedy = async ({ tx, row }) => {
  await tryAgain(tx, row.subject, undefined)
  return { settled: false, did: 'All that waits is sent again; this closes when the platform has answered.' }
}
