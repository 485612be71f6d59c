/** What a platform did not take, or what came from it and could not be followed, is tried again, or let be. */
import { failedThingOf } from '../../channels/failures.ts'
import { letBe, tellAnew, tryAgain } from '../../channels/retry.ts'
import type { Remedy, Settling } from './remedy.ts'
import { requireNote } from './remedy.ts'

const thingOf = ({ row }: Settling) => failedThingOf(row.type, row.warehouse, row.subject)

export const retryPublish: Remedy = async (settling) => {
  await tryAgain(settling.tx, thingOf(settling))
  return { settled: false, did: 'It is sent again; this closes when the platform has taken it.' }
}

export const rePublish: Remedy = async (settling) => {
  const { connectorId, subject } = thingOf(settling)
  await tellAnew(settling.tx, connectorId, subject)
  return { settled: true, did: 'It is told again, whatever it shows.' }
}

export const ignorePublish: Remedy = async (settling) => {
  requireNote(settling.input)
  await letBe(settling.tx, thingOf(settling))
  return { settled: true, did: 'It stays as the platform has it until it is mapped again.' }
}

export const retryConnector: Remedy = async (settling) => {
  await tryAgain(settling.tx, thingOf(settling))
  return { settled: false, did: 'All that waits is tried again; this closes when the platform has answered.' }
}

export const retryIntake: Remedy = async (settling) => {
  await tryAgain(settling.tx, thingOf(settling))
  return { settled: false, did: 'It is read again; this closes when it could be followed.' }
}

export const ignoreIntake: Remedy = async (settling) => {
  requireNote(settling.input)
  await letBe(settling.tx, thingOf(settling))
  return { settled: true, did: 'The order stays here as it is, until the platform changes it again.' }
}
