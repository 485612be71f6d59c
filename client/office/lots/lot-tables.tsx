/** The facts of a lot as small tables; the same in the drawer and beside the picture of its trace. */

import { Fragment } from 'react'
import { Link } from 'wouter'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { useChannelName } from '../queries.ts'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { dateText, figure, momentText } from '../words.ts'
import type { Made, Received, Shipped, Trace } from './contract.ts'
import { lotHref } from './queries.ts'

export function LotFactsTable({ trace: { lot } }: { trace: Trace }) {
  const facts: [string, string | null][] = [
    [t('Supplier'), lot.supplier],
    [t('Supplier lot'), lot.supplierLot],
    [t('Source of the lot code'), lot.tlcSource === lot.supplier ? null : lot.tlcSource],
    [t('Made'), lot.producedOn && dateText(lot.producedOn)],
    [t('Received'), momentText(lot.receivedAt)],
    [t('Expires'), dateText(lot.expiresOn)],
  ]
  return (
    <table className={table.small}>
      <caption>{t('The lot')}</caption>
      <tbody>
        {facts.map(
          ([label, value]) =>
            value !== null && (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ),
        )}
      </tbody>
    </table>
  )
}

/** Where its units are now, whether here or gone. */
export function Places({ trace: { onHand, inTransit, shipped, returned, scrapped, adjusted } }: { trace: Trace }) {
  const gone: [string, number][] = [
    [t('In transit'), inTransit],
    [t('Shipped'), shipped.reduce((sum, one) => sum + one.quantity, 0)],
    [t('Returned of these'), returned],
    [t('Scrapped'), scrapped],
    [t('Adjusted'), adjusted],
  ]
  return (
    <table className={table.small}>
      <caption>{t('Where it is')}</caption>
      <tbody>
        <tr>
          <th scope="row">
            <b>{t('On hand')}</b>
          </th>
          <td className={table.number}>
            <b>{figure(onHand.quantity)}</b>
          </td>
        </tr>
        {onHand.places.map(({ warehouse, location, status, quantity }) => (
          <tr key={`${warehouse} ${location} ${status}`}>
            <th scope="row">
              {location}
              {status !== 'available' && `, ${status}`}
            </th>
            <td className={table.number}>{figure(quantity)}</td>
          </tr>
        ))}
        {gone.map(
          ([label, quantity]) =>
            quantity !== 0 && (
              <tr key={label}>
                <th scope="row">
                  <b>{label}</b>
                </th>
                <td className={table.number}>{figure(quantity)}</td>
              </tr>
            ),
        )}
      </tbody>
    </table>
  )
}

export function ReceiptsTable({ received }: { received: readonly Received[] }) {
  if (received.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{t('Received')}</caption>
      <tbody>
        {received.map(({ transaction, supplier, supplierLot, reference, quantity, location, at }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one import brings the same lot to several places
          <tr key={`${transaction} ${index}`}>
            <th scope="row">
              {supplier ?? t('Supplier not known')}
              <span className={parts.under}>
                {[
                  momentText(at),
                  t('at {location}', { location }),
                  reference,
                  supplierLot && t('their lot {supplierLot}', { supplierLot }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </th>
            <td className={table.number}>{figure(quantity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function MadeTable({ caption, made }: { caption: string; made: readonly Made[] }) {
  if (made.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{caption}</caption>
      <tbody>
        {made.map((one) => (
          <tr key={`${one.transaction} ${one.sku} ${one.lot}`}>
            <th scope="row">
              <Link href={lotHref('/office/lots', one)}>{one.lot}</Link> {one.sku}
              <span className={parts.under}>
                {spoken(one.kind)} · {momentText(one.at)}
              </span>
            </th>
            <td className={table.number}>{figure(one.quantity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const MOST_SHIPPED = 50

export function ShippedTable({ shipped }: { shipped: readonly Shipped[] }) {
  const channelName = useChannelName()
  if (shipped.length === 0) return null
  const left = shipped.length - MOST_SHIPPED
  return (
    <table className={table.small}>
      <caption>
        {t('Shipped')}
        {left > 0 && t(': the latest {MOST_SHIPPED} of {count} shipments', { count: shipped.length, MOST_SHIPPED })}
      </caption>
      <tbody>
        {shipped.slice(0, MOST_SHIPPED).map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an order may get the same lot several times
          <tr key={index}>
            <th scope="row">
              {one.customer?.name ?? t('Customer not known')}
              <span className={parts.under}>
                {[one.channel && channelName(one.channel), momentText(one.shippedAt), one.carrier, one.trackingNumber]
                  .filter(Boolean)
                  .map((part, at) => (
                    <Fragment key={part}>
                      {at > 0 && ' · '}
                      {part}
                    </Fragment>
                  ))}
                {one.order && (
                  <>
                    {' · '}
                    {one.orderId ? (
                      <Link href={`/office/orders?order=${encodeURIComponent(one.orderId)}`}>{one.order}</Link>
                    ) : (
                      one.order
                    )}
                  </>
                )}
              </span>
            </th>
            <td className={table.number}>{figure(one.quantity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
