/** A server of a bench that is connected to a simulated platform in this process. */
import type { serve } from '@hono/node-server'
import type { BenchServer } from './server.ts'

export interface Connected {
  server: BenchServer
  /** Of the connector. */
  id: string
}

export interface Health {
  id: string
  waiting: number
}

export const portOf = (listening: ReturnType<typeof serve>): number => {
  const address = listening.address()
  return typeof address === 'object' && address ? address.port : 0
}

export async function health({ server, id }: Connected): Promise<Health> {
  const { items } = await server.api<{ items: Health[] }>('GET', '/connectors')
  return items.find((one) => one.id === id) as Health
}

/** Until nothing waits: the first numbers of all listings, and what is left at the end. */
export async function quiet(connected: Connected, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs
  await pause(1_000)
  while ((await health(connected)).waiting > 0) {
    if (Date.now() > deadline) throw new Error('The queue did not become empty.')
    await pause(200)
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
