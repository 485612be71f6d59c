/** How a server goes: it says at once that it will, and closes what is open a little later. */

export interface Stop {
  /** Aborted: whoever asks whether it is ready is told no, and every answer is the last on its connection. */
  readonly stopping: AbortSignal
  /** Aborted: event streams end, so that their readers go elsewhere. */
  readonly closing: AbortSignal
}

/** Of a server that nobody tells. */
export const never = (): Stop => ({ stopping: new AbortController().signal, closing: new AbortController().signal })
