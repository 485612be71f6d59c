/** What is begun over a screen, in its address: it can be linked to, and stays when the page is read again. */
import { useAddress } from './address.ts'

export interface Doing {
  /** Null: nothing. */
  what: string | null
  begin(what: string): void
  stop(): void
}

export function useDoing(): Doing {
  const { params, change } = useAddress()
  return {
    what: params.get('do'),
    begin: (what) => change({ do: what }, true),
    stop: () => change({ do: null }),
  }
}
