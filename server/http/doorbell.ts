/** Somebody who waits to be rung: a ring while nobody waits is kept, and several of them are one. */

export interface Doorbell {
  ring(): void
  /** True when rung, at once if it was meanwhile; false after the time. */
  rung(withinMs: number): Promise<boolean>
}

export function createDoorbell(): Doorbell {
  let waiting: ((rung: boolean) => void) | null = null
  let pending = false
  return {
    ring() {
      if (waiting) waiting(true)
      else pending = true
    },
    rung(withinMs) {
      if (pending) {
        pending = false
        return Promise.resolve(true)
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => answer(false), withinMs)
        function answer(rung: boolean) {
          clearTimeout(timer)
          waiting = null
          resolve(rung)
        }
        waiting = answer
      })
    },
  }
}
