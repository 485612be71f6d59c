/** What goes wrong, by name: decided by chance, counted, and left out where a failing story is made shorter. */
import type { Random } from './random.ts'

export const FAULTS = [
  'request lost',
  'request cut off',
  'request late',
  'request doubled',
  'answer lost',
  'answer cut off',
  'only answers lost for a while',
  'only pushes lost for a while',
  'only pulls lost for a while',
  'device offline',
  'device off before a write',
  'device off after a write',
  'device off between sending and answer',
  'device restarted',
  'storage full',
  'disk rolled back',
  'second tab',
  'clock wrong from the start',
  'clock set',
  'sign-in expired',
  'session of another device',
  'credential replaced',
  'app of an earlier version',
  'server down before a commit',
  'server down after a commit',
  'server restored from a backup',
  'scanned what is not there',
  'lot mistaken',
] as const

export type Fault = (typeof FAULTS)[number]

export interface Faults {
  /** By chance, unless it is left out; the same randomness is used up either way. */
  happens(fault: Fault, probability: number): boolean
  isLeftOut(fault: Fault): boolean
  count(fault: Fault): void
  readonly counts: ReadonlyMap<Fault, number>
}

export function createFaults(random: Random, without: readonly Fault[] = []): Faults {
  const counts = new Map<Fault, number>()
  const count = (fault: Fault) => void counts.set(fault, (counts.get(fault) ?? 0) + 1)
  return {
    counts,
    count,
    isLeftOut: (fault) => without.includes(fault),
    happens(fault, probability) {
      const does = random.chance(probability) && !without.includes(fault)
      if (does) count(fault)
      return does
    },
  }
}
