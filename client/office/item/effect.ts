/** What a change would do, figure by figure: before and after, as the server previews them. */
import type { Inventory, Preview } from '../contract.ts'

export interface EffectRow {
  label: string
  protectedBefore: number
  protectedAfter: number
  atpBefore: number
  atpAfter: number
  changed: boolean
}

export function effectOf({ before, after }: Preview): EffectRow[] {
  return before.channels.map((was) => {
    const will = after.channels.find(({ channel }) => channel === was.channel) ?? was
    return {
      label: was.name,
      protectedBefore: was.protected,
      protectedAfter: will.protected,
      atpBefore: was.availableToPromise,
      atpAfter: will.availableToPromise,
      changed: was.protected !== will.protected || was.availableToPromise !== will.availableToPromise,
    }
  })
}

export const sharedEffect = ({ before, after }: { before: Inventory; after: Inventory }): [number, number] => [
  before.shared,
  after.shared,
]
