/** Lets pass what comes once it is open; what came before waits, and passes then, in its order. */
export function createGate(isOpen: boolean) {
  let waiting: (() => void)[] | null = isOpen ? null : []
  return {
    pass(run: () => void): void {
      if (waiting) waiting.push(run)
      else run()
    },
    open(): void {
      const runs = waiting ?? []
      waiting = null
      for (const run of runs) run()
    },
  }
}
