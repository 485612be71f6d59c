/**
 * The device's two clocks. The wall clock can be wrong and be set while people work; the monotonic
 * one only runs on, but from an arbitrary start. Both are recorded, so that order and skew can be told later.
 */
export interface Clock {
  /** Milliseconds since 1970, as the device believes. */
  wallMs(): number
  /** Milliseconds that only ever grow, also while the device sleeps where the browser counts that. */
  monotonicMs(): number
}

/** A moment by both clocks. */
export interface Moment {
  readonly wallMs: number
  readonly monotonicMs: number
}

export const deviceClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
}

export function moment(clock: Clock): Moment {
  return { wallMs: clock.wallMs(), monotonicMs: clock.monotonicMs() }
}

/**
 * By how much the wall clock was set forward (or back, negative) between two moments of one page, in
 * milliseconds. Small drifts are normal. Sleep counts as set forward in browsers whose monotonic clock
 * stops meanwhile (Chrome on Linux and macOS, Safari).
 */
export function clockStepMs(before: Moment, after: Moment): number {
  return after.wallMs - before.wallMs - (after.monotonicMs - before.monotonicMs)
}
