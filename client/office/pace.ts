/** Runs at once, and while it runs or rests gathers all further calls into one more run. */
export interface PaceClock {
  now(): number
  wait(ms: number): Promise<void>
}

/** At most one run per `everyMs`, never two at a time, and always one after the last call: no change is missed. */
export function paced(run: () => Promise<unknown>, everyMs: number, clock: PaceClock): () => void {
  let busy = false
  let again = false
  const go = async () => {
    busy = true
    do {
      again = false
      const started = clock.now()
      await run().catch(() => {})
      await clock.wait(Math.max(0, everyMs - (clock.now() - started)))
    } while (again)
    busy = false
  }
  return () => {
    if (busy) again = true
    else void go()
  }
}
