import { assemble, BURST_DEFAULTS, type BurstScan, type BurstSettings, type BurstState, NO_BURST } from './burst.ts'
import type { WedgeEvent, WedgeField, WedgeKeyDown } from './wedge-event.ts'

/** For tests: what a whole run of events came to. */
export interface Replay {
  readonly scans: readonly BurstScan[]
  readonly texts: readonly string[]
  /** One flag for each event. */
  readonly consumed: readonly boolean[]
  readonly retracts: number
  readonly state: BurstState
}

/** Runs events through the assembler, with a last silence at the end where none is given. */
export function replay(events: readonly WedgeEvent[], settings: Partial<BurstSettings> = {}): Replay {
  const all = { ...BURST_DEFAULTS, ...settings }
  const end: WedgeEvent = { type: 'silence', at: (events.at(-1)?.at ?? 0) + all.silenceMs, field: 'none' }
  let state = NO_BURST
  const steps = [...events, end].map((event) => {
    const step = assemble(state, event, all)
    state = step.state
    return step
  })
  const scans = steps.flatMap((step) => step.scans)
  return {
    scans,
    texts: scans.map((scan) => scan.text),
    consumed: steps.map((step) => step.consume).slice(0, -1),
    retracts: steps.filter((step) => step.retract).length,
    state,
  }
}

/** A key as a test writes it: a character or key name, or the parts of a keydown that matter. */
export type TestKey = string | (Partial<WedgeKeyDown> & { readonly key: string })

export interface Pace {
  readonly field?: WedgeField
  readonly from?: number
  readonly gapMs?: number
}

/** Keydowns at an even pace. */
export function keys(list: readonly TestKey[], { field = 'none', from = 1000, gapMs = 5 }: Pace = {}): WedgeEvent[] {
  return list.map((key, index) => ({
    ...(typeof key === 'string' ? { key } : key),
    type: 'down',
    at: from + index * gapMs,
    field,
  }))
}

/** Keydown and keyup of Alt around digits on the numeric keypad, in one millisecond each. */
export function altCode(digits: string, at: number, field: WedgeField = 'none'): WedgeEvent[] {
  const numpad = [...digits].map<WedgeEvent>((digit, index) => ({
    type: 'down',
    key: digit,
    code: `Numpad${digit}`,
    altKey: true,
    at: at + 1 + index,
    field,
  }))
  return [
    { type: 'down', key: 'Alt', altKey: true, at, field },
    ...numpad,
    { type: 'up', key: 'Alt', at: at + 1 + digits.length, field },
  ]
}
