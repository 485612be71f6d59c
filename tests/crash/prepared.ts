/** A small warehouse in files of its own, and copies of it to be damaged. */
import { cpSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { prepare } from './clients.ts'
import { type CrashServer, crashServerOver, openCrashServer, type Reply, type RunAs } from './server.ts'

export interface Prepared {
  /** Units of OAT that are on hand in it. */
  onHand: number
  copy(as?: RunAs): CrashServer
  close(): Promise<void>
}

const RECEIPTS = 300

/** Nothing has it open. Large enough that tables and indexes are several pages. */
export async function prepareFiles(): Promise<Prepared> {
  const server = await openCrashServer()
  await server.start()
  await prepare(server)
  const stream = createStream(server, 'HH-0')
  for (let sent = 0; sent < RECEIPTS; sent += 100)
    await stream.send(Array.from({ length: 100 }, () => stream.receive(1)))
  await server.stop()
  return {
    onHand: RECEIPTS,
    copy(as) {
      const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-crash-'))
      cpSync(server.folder, folder, { recursive: true })
      return crashServerOver(folder, server.token, as)
    },
    close: server.close,
  }
}

export interface Envelope {
  id: string
  seq: number
  [field: string]: unknown
}

export interface Stream {
  /** Nothing is sent by it. */
  receive(quantity: number): Envelope
  send(transactions: readonly Envelope[]): Promise<Reply>
}

export function createStream(server: CrashServer, deviceId: string): Stream {
  const streamId = v7()
  let seq = 0
  return {
    receive(quantity) {
      const payload = { sku: 'OAT', lot: `${deviceId}-${++seq}`, quantity, location: 'A-01' }
      return { id: v7(), seq, v: 1, type: 'receive', occurredAt: new Date().toISOString(), payload }
    },
    send: (transactions) => server.call('POST', '/sync/push', { deviceId, streamId, transactions }),
  }
}
