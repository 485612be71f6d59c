/**
 * Loads beside what is under way and acts on what was loaded, unless it is out of date by then: something was recorded
 * meanwhile, which is not in it, or a newer load is on its way.
 */
export interface RefresherDeps<Action> {
  /** How often something was recorded: counted before it is written. */
  recorded(): number
  /** After all that is under way, one thing at a time. */
  enqueue(run: () => Promise<void>): void
  act(action: Action): Promise<void>
  /** When the hand rests. */
  later(run: () => void): void
}

export type Load<Action> = () => Promise<Action | null>

/** A load that fails leaves what is on the screen. */
export function createRefresher<Action>(deps: RefresherDeps<Action>): (load: Load<Action>) => void {
  let turn = 0
  async function begin(load: Load<Action>): Promise<void> {
    turn += 1
    const mine = turn
    const before = deps.recorded()
    const action = await load().catch(() => null)
    deps.enqueue(async () => {
      if (action === null || mine !== turn) return
      if (deps.recorded() === before) return deps.act(action)
      deps.later(() => mine === turn && void begin(load))
    })
  }
  return (load) => deps.enqueue(async () => void begin(load))
}
