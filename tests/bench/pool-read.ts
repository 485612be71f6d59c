/** The server's own reading of an item's pool, in process and without HTTP. */
import { v7 } from 'uuid'
import { localDate } from '../../server/availability/local-date.ts'
import { readPool } from '../../server/availability/pool.ts'
import { openSqliteWork } from '../../server/db/sqlite/writer.ts'
import type { Work } from '../../server/db/work.ts'

export interface PoolRead {
  file: string
  skus: readonly string[]
  forMs: number
}

export interface PoolReadAnswer {
  latenciesMs: number[]
  /** What each channel may promise, by item: as the last read of each said. */
  promisable: Record<string, Record<string, number>>
}

const open = new Map<string, Work>()

export async function run({ file, skus, forMs }: PoolRead): Promise<PoolReadAnswer> {
  const work = open.get(file) ?? openSqliteWork(file, { now: Date.now, newId: v7 })
  open.set(file, work)
  const answer: PoolReadAnswer = { latenciesMs: [], promisable: {} }
  const deadline = performance.now() + forMs
  for (let reads = 0; reads < skus.length || performance.now() < deadline; reads++) {
    const sku = skus[reads % skus.length] as string
    const started = performance.now()
    const key = { warehouse: 'MAIN', sku, today: localDate(Date.now(), 'UTC') }
    const pool = await work.read((reader) => readPool(reader, key))
    answer.latenciesMs.push(performance.now() - started)
    answer.promisable[sku] = Object.fromEntries(
      pool.channels.map(({ claim, availableToPromise }) => [claim.channel, availableToPromise]),
    )
  }
  return answer
}
