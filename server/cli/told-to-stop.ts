/** The signals that end a server: the first asks it to go, a second one takes it away. */

/** A terminal and the program that started this one each send their own: within that time it is one wish. */
const ONE_WISH_MS = 1_000

/** Resolves with the first. After that a later one calls `again`. */
export function toldToStop(now: () => number, again: () => void): Promise<{ signal: NodeJS.Signals }> {
  return new Promise((resolve) => {
    let firstAt: number | null = null
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (firstAt === null) {
          firstAt = now()
          resolve({ signal })
        } else if (now() - firstAt >= ONE_WISH_MS) again()
      })
  })
}
