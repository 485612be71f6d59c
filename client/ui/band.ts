export type BandState = 'idle' | 'recognised' | 'saving' | 'done' | 'wrong'

export interface BandSignal {
  readonly state: BandState
  /** What the worker reads beside the colour: "A-03-2", "24 saved", "That is B-11". Empty when idle. */
  readonly word: string
  /** Counts shows, so that the same signal twice flashes twice. */
  readonly turn: number
}

export interface Band {
  show(state: Exclude<BandState, 'idle'>, word: string): void
  clear(): void
  read(): BandSignal
  subscribe(listener: () => void): () => void
}

/**
 * The signal of a scan band, held outside React: `show` renders the band alone, not the screen around it. Call it first
 * in the handler of the scan and do the heavier work in a later task, so that the browser paints it within the frame.
 */
export function createBand(): Band {
  let signal: BandSignal = { state: 'idle', word: '', turn: 0 }
  const listeners = new Set<() => void>()
  const become = (state: BandState, word: string) => {
    signal = { state, word, turn: signal.turn + 1 }
    for (const listener of listeners) listener()
  }
  return {
    show: become,
    clear: () => {
      if (signal.state !== 'idle') become('idle', '')
    },
    read: () => signal,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
