/**
 * The way of connectors that are told by a log: what is to be told is written into it, and goes out from it, several events
 * at once, each subject's in their order. One that takes long keeps only its own subject waiting.
 */
import { eq } from 'drizzle-orm'
import type { Work } from '../../db/work.ts'
import type { Session } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { SessionOf } from '../sessions.ts'
import { claim, type Due, dueEvents } from './due-events.ts'
import type { Event } from './event.ts'
import { followOrders } from './follow-orders.ts'
import { type LogRow, logLock } from './log.ts'
import { logOffers } from './log-offers.ts'
import { restSettings } from './rest.ts'
import { settleEvent } from './settle-event.ts'

interface Deps {
  work: Work
  now(): number
  random(): number
  report(error: unknown, about: string): void
}

/** Events of one connector on their way at once. */
const AT_ONCE = 8
/** Looked for together; each is taken alone. */
const AHEAD = 64

export function createLane(deps: Deps, id: string, sessionOf: SessionOf): () => Promise<void> {
  const { work } = deps
  const onTheirWay = new Set<Promise<void>>()
  let ahead: Due[] = []
  /** As long as it has asked for. */
  let quietUntil = 0
  let emptying: Promise<void> | null = null
  let arrived = 0

  const writeLog = oneAtATime(async () => {
    const row = await readRow(work, id)
    if (!row || row.paused) return
    const { topics } = restSettings(row.settings)
    const pushed = row.baseUrl !== null
    await followOrders(work, { row, topics, pushed })
    await logOffers(work, row, !topics.includes('availability') ? 'nobody' : pushed ? 'pushed' : 'readable')
  })

  const fill = oneAtATime(async () => {
    const row = await readRow(work, id)
    if (!row || row.paused || Math.max(row.restsUntil, quietUntil) > deps.now()) return
    const session = await sessionOf(row)
    if (!session?.tell) return
    while (onTheirWay.size < AT_ONCE) {
      if (ahead.length === 0) ahead = await work.read((reader) => dueEvents(reader, id, deps.now(), AHEAD))
      if (ahead.length === 0) return
      const taken = await claim(work, ahead.splice(0, AT_ONCE - onTheirWay.size))
      for (const event of taken) send(row, session, event)
      // Somebody else takes them: what is due now is for that one to find.
      if (taken.length === 0 && ahead.length === 0) return
    }
  })

  function send(row: ConnectorRow, session: Session, event: LogRow): void {
    const sending = deliver(row, session, event)
      .catch((error) => deps.report(error, `event ${event.position} of connector ${id}`))
      .finally(() => {
        arrived += 1
        onTheirWay.delete(sending)
      })
    onTheirWay.add(sending)
  }

  async function deliver(row: ConnectorRow, session: Session, event: LogRow): Promise<void> {
    const { id: name } = event.body as Event
    const letter = { position: event.position, topic: event.topic, id: name, text: JSON.stringify(event.body) }
    const outcome = (await session.tell?.(letter)) ?? { kind: 'done' }
    if (outcome.kind === 'later' && !outcome.counts)
      quietUntil = Math.max(quietUntil, deps.now() + (outcome.waitMs ?? 0))
    await work.run([logLock(id)], (tx) => settleEvent(tx, row, event, outcome, deps.random))
  }

  /** Until nothing is on its way, and nothing has become due by what arrived last. */
  async function empty(): Promise<void> {
    try {
      for (;;) {
        const before = arrived
        await fill()
        if (onTheirWay.size > 0) await Promise.race(onTheirWay)
        else if (arrived === before) return
      }
    } finally {
      emptying = null
    }
  }

  return async () => {
    await writeLog()
    await fill()
    emptying ??= empty()
    await emptying
  }
}

async function readRow(work: Work, id: string): Promise<ConnectorRow | undefined> {
  const [row] = await work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  return row
}
