/**
 * Numbers for carton labels that the server has given to this device alone: a carton can be opened without a network. One is
 * taken and deleted in a single transaction before anybody sees it, so none is ever on two cartons: not across tabs, not
 * after a crash. One that was taken and not used is lost, which is what numbers are for.
 */
import type { OutboxDatabase } from './database.ts'

/** Null: none is left. */
export function takeSscc(database: OutboxDatabase): Promise<string | null> {
  return database.transaction('rw', database.device, async () => {
    const [next, ...left] = await read(database)
    if (next === undefined) return null
    await database.device.put({ name: 'sscc', value: left })
    return next
  })
}

export function keepSsccs(database: OutboxDatabase, numbers: readonly string[]): Promise<void> {
  return database.transaction('rw', database.device, async () => {
    await database.device.put({ name: 'sscc', value: [...new Set([...(await read(database)), ...numbers])] })
  })
}

/** How many are left. */
export const ssccsLeft = async (database: OutboxDatabase): Promise<number> => (await read(database)).length

async function read({ device }: OutboxDatabase): Promise<string[]> {
  const value = (await device.get('sscc'))?.value
  return Array.isArray(value) ? value : []
}
