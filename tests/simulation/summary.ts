/** What happened in a run, in numbers that can be added up. */
import { FAULTS, type Fault } from './faults.ts'
import type { World } from './simulate.ts'

export interface Summary {
  seeds: number
  steps: number
  requests: number
  faults: Partial<Record<Fault, number>>
  /** Transactions that a disk kept, by type. */
  recorded: Record<string, number>
  photos: number
}

export const NOTHING: Summary = { seeds: 0, steps: 0, requests: 0, faults: {}, recorded: {}, photos: 0 }

export function summaryOf({ server, faults, kept }: World, steps: number): Summary {
  const recorded: Record<string, number> = {}
  let photos = 0
  for (const { type, payload } of kept.values()) {
    recorded[type] = (recorded[type] ?? 0) + 1
    photos += Array.isArray(payload.photos) ? payload.photos.length : 0
  }
  const crashed = {
    'server down before a commit': server.crashes.before,
    'server down after a commit': server.crashes.after,
  }
  return {
    ...{ seeds: 1, steps, requests: server.served },
    faults: { ...Object.fromEntries(faults.counts), ...crashed },
    ...{ recorded, photos },
  }
}

const added = <Key extends string>(one: Partial<Record<Key, number>>, other: Partial<Record<Key, number>>) => {
  const sum: Partial<Record<Key, number>> = { ...one }
  for (const [key, count] of Object.entries(other) as [Key, number][]) sum[key] = (sum[key] ?? 0) + count
  return sum
}

export const plus = (one: Summary, other: Summary): Summary => ({
  seeds: one.seeds + other.seeds,
  steps: one.steps + other.steps,
  requests: one.requests + other.requests,
  faults: added(one.faults, other.faults),
  recorded: added(one.recorded, other.recorded) as Record<string, number>,
  photos: one.photos + other.photos,
})

const inThousands = (count: number): string => count.toLocaleString('en-US')

const sumOf = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((sum, one) => sum + (one ?? 0), 0)

export function describe(summary: Summary, seconds: number): string {
  const { seeds, steps, requests, faults, recorded, photos } = summary
  const rows = [
    ...Object.entries(recorded).sort(([a], [b]) => (a < b ? -1 : 1)),
    ...FAULTS.map((fault): [string, number] => [fault, faults[fault] ?? 0]),
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return [
    `${inThousands(seeds)} seeds, ${inThousands(steps)} steps, ${inThousands(requests)} requests that reached the server, ${seconds.toFixed(0)} s`,
    `${inThousands(sumOf(recorded))} transactions with ${inThousands(photos)} photos, each recorded exactly once; ${inThousands(sumOf(faults))} faults`,
    ...rows.map(([name, count]) => `  ${name.padEnd(width)} ${inThousands(count).padStart(12)}`),
  ].join('\n')
}
