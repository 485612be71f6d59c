/** Why an order of a platform could not be followed whole, in plain words. */
import type { Said } from '../connector.ts'
import type { Understood } from './understood.ts'

export const unmapped = ({ line }: Understood): Said => ({
  code: 'listing-not-mapped',
  detail: `${line.title}${line.listing === null ? '' : ` (${line.listing})`} is sold there, and no item here is mapped to it.`,
  advice: 'Map the listing to its item; the line is then taken in by itself.',
})

export const pickedAlready = (sku: string, units: number): Said => ({
  code: 'picked-already',
  detail: `The platform wants ${units} of ${sku} less, and they are picked already.`,
  advice: 'Put them back and retry, or ship them and ignore this.',
})

export const shippedAlready = (sku: string, units: number): Said => ({
  code: 'shipped-already',
  detail: `The platform wants ${units} of ${sku} less, and they have left already.`,
  advice: 'Call the parcel back, or expect a return of it; then ignore this.',
})

export const cancelledHere = (number: string): Said => ({
  code: 'cancelled-here',
  detail: `The platform wants more of order ${number}, which was cancelled here.`,
  advice: 'Cancel it at the platform too, or place what it wants as a new order; then ignore this.',
})

export const numberTaken = (number: string, channel: string): Said => ({
  code: 'order-number-taken',
  detail: `An order ${number} of ${channel} is here already, and did not come from this connector.`,
  advice: 'If it is the same order, ignore this; if it is another, change its number at the platform and retry.',
})

/** Several are one failure: its first words say the rest too. */
export function together(troubles: readonly Said[]): Said | undefined {
  const [first, ...others] = troubles
  if (!first || others.length === 0) return first
  return { ...first, detail: troubles.map(({ detail }) => detail).join(' ') }
}
