/**
 * A process's presence at the database: the one connection that outlives its units. Through it the process hears when another one
 * has brought the feed forward, and holds the duties that of all processes only one has at a time. Both end with the connection,
 * also where the process was killed: the database then gives the duties to whoever asks next.
 */
import { Client } from 'pg'

/** Of the advisory locks with two keys; those of units have one. */
const DUTIES = 7_106_012
/** A notification of the sequencer. */
export const FEED_ADVANCED = 'lotline_feed'
/** A connection that has said nothing for so long is asked whether it lives, before a duty is believed to be held. */
const PROVE_MS = 10_000
/** A database that does not answer at all. */
const ANSWER_MS = 10_000
/** Whoever was refused a duty asks again no sooner. */
const ASK_AGAIN_MS = 500
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000
/** A process whose machine went without a goodbye is missed after some 25 seconds, and not after the system's two hours. */
const KEEP_ALIVE = 'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3'

export interface Presence {
  /** Whether this process has the duty; asks for it where it has not. */
  hasDuty(duty: string): Promise<boolean>
  leave(): Promise<void>
}

interface Stay {
  client: Client
  held: Set<string>
  /** When the database was last heard. */
  heardAt: number
  /** When a duty that others have was last asked for. */
  refusedAt: Map<string, number>
}

export function startPresence(url: string, onAdvance: () => void): Presence {
  let stay: Stay | null = null
  let left = false
  let waitMs = FIRST_WAIT_MS
  let waiting: NodeJS.Timeout | null = null
  let arriving = arrive()

  async function arrive(): Promise<void> {
    const client = new Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'lotline presence',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    })
    client.on('error', () => {})
    client.on('end', () => depart(client))
    client.on('notification', onAdvance)
    try {
      await client.connect()
      await client.query(`${KEEP_ALIVE}; LISTEN ${FEED_ADVANCED}`)
      stay = { client, held: new Set(), heardAt: performance.now(), refusedAt: new Map() }
      waitMs = FIRST_WAIT_MS
      // What advanced while nobody listened.
      onAdvance()
    } catch {
      // An unreachable database shows in /readyz, not here.
      await client.end().catch(() => {})
      comeAgain()
    }
  }

  function depart(client: Client): void {
    if (stay?.client !== client) return
    stay = null
    comeAgain()
  }

  function comeAgain(): void {
    if (left || waiting) return
    waiting = setTimeout(() => {
      waiting = null
      arriving = arrive()
    }, waitMs)
    waiting.unref()
    waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)
  }

  /** The first column of its one row; undefined: nothing came, and who does not answer is left. */
  async function answerOf(here: Stay, text: string, values: unknown[] = []): Promise<unknown> {
    try {
      const { rows } = await here.client.query({ text, values, rowMode: 'array' })
      here.heardAt = performance.now()
      return rows[0]?.[0]
    } catch {
      depart(here.client)
      void here.client.end().catch(() => {})
      return undefined
    }
  }

  const isHeard = async (here: Stay): Promise<boolean> => (await answerOf(here, 'SELECT 1')) === 1 && stay === here

  return {
    async hasDuty(duty) {
      const here = stay
      if (!here || left) return false
      if (here.held.has(duty)) return performance.now() - here.heardAt < PROVE_MS || (await isHeard(here))
      if (performance.now() - (here.refusedAt.get(duty) ?? Number.NEGATIVE_INFINITY) < ASK_AGAIN_MS) return false
      here.refusedAt.set(duty, performance.now())
      const granted = await answerOf(here, 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS granted', [DUTIES, duty])
      // Lost while it was asked: so is what was granted.
      if (granted !== true || stay !== here) return false
      here.held.add(duty)
      return true
    },
    async leave() {
      left = true
      if (waiting) clearTimeout(waiting)
      await arriving
      await stay?.client.end().catch(() => {})
      stay = null
    },
  }
}
