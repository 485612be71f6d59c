import { t } from '../../language/t.ts'
import type { Shipment } from '../contract.ts'
import table from '../ui/table.module.css'
import { momentText, moneyText } from '../words.ts'
import styles from './drawer.module.css'

/** What has left with the order: by whom, under which number, and for how much. */
export function Shipments({ shipments }: { shipments: readonly Shipment[] }) {
  if (shipments.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{t('Shipments')}</caption>
      <tbody>
        {shipments.map((shipment) => (
          <tr key={shipment.transactionId}>
            <th scope="row">
              {[shipment.carrier, shipment.service].filter(Boolean).join(' ') || t('Carrier not recorded')}
              <span className={styles.under}>{factsOf(shipment).join(' · ')}</span>
              {shipment.units.length > 0 && <span className={styles.under}>{unitsText(shipment.units)}</span>}
            </th>
            <td className={table.number}>{shipment.cost && moneyText(shipment.cost)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const factsOf = ({ trackingNumber, zone, documentType, documentNumber, shippedAt }: Shipment): string[] =>
  [
    trackingNumber && t('tracking {trackingNumber}', { trackingNumber }),
    zone && t('zone {zone}', { zone }),
    [documentType, documentNumber].filter(Boolean).join(' '),
    momentText(shippedAt),
  ].filter((part): part is string => Boolean(part))

const MOST_UNITS = 6

function unitsText(units: readonly string[]): string {
  const shown = units.slice(0, MOST_UNITS).join(', ')
  const left = units.length - MOST_UNITS
  return left > 0
    ? t('{count} units: {shown} and {left} more', { count: units.length, shown, left })
    : t('{count} units: {shown}', { count: units.length, shown })
}
