/**
 * Parcels that have left, told to Amazon (confirmShipment of Orders v0; 2026-01-01 only reads). A parcel is named by its number
 * within its order: told again under the same name it is the same parcel, and Amazon counts it once.
 */
import * as v from 'valibot'
import type { Failed, Parcel, ParcelOutcome, Said } from '../connector.ts'
import type { Call } from './call.ts'
import { type Carrier, carrierOf, otherCarrier } from './carriers.ts'
import { notTold, unsure } from './said.ts'

const packagesOf = v.object({
  order: v.object({
    packages: v.nullish(
      v.array(
        v.object({
          packageReferenceId: v.string(),
          trackingNumber: v.nullish(v.string()),
          packageItems: v.nullish(v.array(v.object({ orderItemId: v.string(), quantity: v.number() }))),
        }),
      ),
    ),
  }),
})
type Package = NonNullable<v.InferOutput<typeof packagesOf>['order']['packages']>[number]

export function confirmation(call: Call, marketplaceId: string, now: () => number) {
  /** Whether Amazon has this parcel already. */
  async function isKnown({ externalId, ...parcel }: Parcel): Promise<boolean | Failed> {
    const path = `/orders/2026-01-01/orders/${encodeURIComponent(externalId)}?includedData=PACKAGES`
    const answer = await call({ operation: 'getOrder', method: 'GET', path })
    if (answer.kind === 'unknown') return false
    if (answer.kind !== 'answered') return answer
    const parsed = v.safeParse(packagesOf, answer.body)
    if (!parsed.success) return unsure('unreadable-answer', 'The answer of Amazon could not be read.')
    return (parsed.output.order.packages ?? []).some((one) => isSame(one, parcel))
  }

  function send({ externalId, parcel, service, trackingNumber, shippedAt, lines }: Parcel, carrier: Carrier) {
    const packageDetail = {
      packageReferenceId: String(parcel),
      ...carrier,
      ...(service && { shippingMethod: service }),
      trackingNumber,
      // A clock that is ahead is no reason for Amazon to refuse a parcel that has left.
      shipDate: new Date(Math.min(shippedAt, now())).toISOString(),
      orderItems: lines.map(({ lineId, quantity }) => ({ orderItemId: lineId, quantity })),
    }
    const path = `/orders/v0/orders/${encodeURIComponent(externalId)}/shipmentConfirmation`
    return call({ operation: 'confirmShipment', method: 'POST', path, body: { marketplaceId, packageDetail } })
  }

  return async function confirm(parcel: Parcel): Promise<ParcelOutcome> {
    const done: ParcelOutcome = { kind: 'done', confirmedAs: String(parcel.parcel) }
    if (!parcel.trackingNumber?.trim()) return { kind: 'refused', ...untracked }
    if (parcel.unsure) {
      const known = await isKnown(parcel)
      if (known === true) return done
      if (known !== false) return notTold(known)
    }
    const carrier = carrierOf(parcel.carrier)
    let answer = await send(parcel, carrier)
    // A code that this marketplace does not have is a carrier by name.
    if (answer.kind === 'refused' && /carrier ?code/i.test(answer.detail) && carrier.carrierCode !== 'Other')
      answer = await send(parcel, otherCarrier(parcel.carrier))
    if (answer.kind === 'answered') return done
    if (answer.kind === 'unknown') return { kind: 'refused', ...noSuchOrder }
    if (answer.kind !== 'refused') return answer
    // It may refuse what it has: told before, or marked as sent in Seller Central.
    const known = await isKnown(parcel)
    if (known === true) return done
    if (known !== false) return notTold(known)
    return { kind: 'refused', ...refusedBecause(answer.detail) }
  }
}

/** By its tracking number, and by its name or what is in it: two parcels may travel under one number. */
function isSame(one: Package, { parcel, trackingNumber, lines }: Omit<Parcel, 'externalId'>): boolean {
  if (plain(one.trackingNumber) !== plain(trackingNumber)) return false
  if (one.packageReferenceId === String(parcel)) return true
  const inside = new Map((one.packageItems ?? []).map(({ orderItemId, quantity }) => [orderItemId, quantity]))
  return inside.size === lines.length && lines.every(({ lineId, quantity }) => inside.get(lineId) === quantity)
}

const plain = (trackingNumber: string | null | undefined): string =>
  (trackingNumber ?? '').replace(/\s/g, '').toUpperCase()

const untracked: Said = {
  code: 'tracking-missing',
  detail: 'Amazon takes no shipment without a tracking number, and this one has none.',
  advice: 'Give the shipment its tracking number and retry, or confirm it in Seller Central and ignore this.',
}

const noSuchOrder: Said = {
  code: 'order-unknown',
  detail: 'Amazon does not know the order of this shipment.',
  advice: 'Look for the order in Seller Central; if it is there, retry, or confirm it there and ignore this.',
}

const refusedBecause = (detail: string): Said => ({
  code: 'shipment-refused',
  detail,
  advice:
    'Look at the order in Seller Central: confirm the shipment there and ignore this, or put right what it says and retry.',
})
