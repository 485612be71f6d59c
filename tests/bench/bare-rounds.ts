/** The bare work in a process of its own, round by round: run in between the rounds of the server. */
import { type BareUnit, type BareWork, bareUnits, openBareWork } from './bare-work.ts'
import { BATCH, CONNECTIONS, type Kind, unitsOf } from './plan.ts'

export interface BareRound {
  file: string
  kind: Kind
  round: number
  perConnection: number
  perCommit: number
}

const open = new Map<string, BareWork>()

/** Units per second. */
export function run({ file, kind, round, perConnection, perCommit }: BareRound): number {
  const work = open.get(file) ?? openBareWork(file)
  open.set(file, work)
  const batches = interleaved(kind, round, perConnection)
  const started = performance.now()
  for (const batch of batches) work.run(batch, perCommit)
  return (CONNECTIONS * perConnection * 1000) / (performance.now() - started)
}

/** Batches of all devices in turn, as they reach a server. */
function interleaved(kind: Kind, round: number, perConnection: number): BareUnit[][] {
  const devices = Array.from({ length: CONNECTIONS }, (_, connection) =>
    unitsOf(kind, connection, round, perConnection),
  )
  const batches: BareUnit[][] = []
  for (let at = 0; at < perConnection; at += BATCH)
    for (const units of devices) batches.push(bareUnits(units.slice(at, at + BATCH)))
  return batches
}
