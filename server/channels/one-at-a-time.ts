/** Work that must not run twice at once, and must not be forgotten: asked for while it runs, it runs once more. */
export function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let again = false

  async function runAll(): Promise<void> {
    try {
      do {
        again = false
        await run()
      } while (again)
    } finally {
      // In the same turn as the last look at `again`: nobody asks in between and is forgotten.
      running = null
    }
  }

  return () => {
    again = true
    running ??= runAll()
    return running
  }
}
