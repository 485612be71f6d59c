/** Screens that are fetched after the first one. One that is fetched already stands at the tap. */
import { type ComponentType, lazy } from 'react'

const fetches: (() => Promise<unknown>)[] = []

/** `name`: of the component in its file. */
export function laterScreen<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): ComponentType {
  let fetched: Default | undefined
  const fetchScreen = async (): Promise<Default> => {
    fetched = { default: (await load())[name] }
    return fetched
  }
  fetches.push(fetchScreen)
  return lazy(() => (fetched ? atOnce(fetched) : fetchScreen()))
}

/** All of them are on the device from then on. One after the other, while nothing else is to be done: a scan comes first. */
export async function fetchLaterScreens(): Promise<void> {
  for (const fetchScreen of fetches) {
    await idle()
    await fetchScreen().catch(() => {})
  }
}

/** Safari tells nobody when it is idle. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS })
    else setTimeout(resolve, PAUSE_MS)
  })

const LONGEST_WAIT_MS = 500
const PAUSE_MS = 50

interface Default {
  default: ComponentType
}

/**
 * Whoever waits for a promise waits a turn, and React then shows nothing for up to 300 ms: a scan in that time would be lost.
 * React takes any thenable, and one that answers in the same turn is not waited for.
 */
const atOnce = (screen: Default): Promise<Default> =>
  // biome-ignore lint/suspicious/noThenProperty: being thenable is the point.
  ({ then: (answer: (screen: Default) => void) => answer(screen) }) as unknown as Promise<Default>
