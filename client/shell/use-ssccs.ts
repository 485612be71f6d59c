/** The device's own numbers for carton labels. */
import { useLiveQuery } from 'dexie-react-hooks'
import { ssccsLeft, takeSscc } from '../outbox/sscc-reserve.ts'
import { useFloor } from './floor.ts'

export interface Ssccs {
  /** Undefined until the device has looked. */
  left: number | undefined
  /** Null: none is left, or the device could not write down that it gave one away. */
  take(): Promise<string | null>
}

export function useSsccs(): Ssccs {
  const { view } = useFloor()
  const left = useLiveQuery(() => ssccsLeft(view.outbox), [view.outbox])
  return { left, take: () => takeSscc(view.outbox).catch(() => null) }
}
