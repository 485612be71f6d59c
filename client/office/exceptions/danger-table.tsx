import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { useChannelName } from '../queries.ts'
import table from '../ui/table.module.css'
import { useWarehouse } from '../warehouse.ts'
import { dateText, figure, moneyText } from '../words.ts'
import type { CountFigures, Endangers } from './contract.ts'

/** Whose orders, and how much. */
export function DangerTable({ endangers: { orders, moreOrders, channels, money } }: { endangers: Endangers }) {
  const channelName = useChannelName()
  const worth = money === null || money.amount === 0 ? null : moneyText(money)
  if (orders.length === 0 && channels.length === 0 && worth === null) return null
  return (
    <table className={table.small}>
      <caption>
        {t('In danger')}
        {worth !== null && `: ${worth}`}
      </caption>
      <tbody>
        {orders.map(({ id, externalId, channel, units, shipBy }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={`/office/orders?order=${encodeURIComponent(id)}`}>{externalId}</Link>
            </th>
            <td>{channelName(channel)}</td>
            <td>{shipBy === null ? '' : dateText(shipBy)}</td>
            <td className={table.number}>{figure(units)}</td>
          </tr>
        ))}
        {orders.length === 0 && channels.length > 0 && (
          <tr>
            <td colSpan={4}>{channels.map(channelName).join(', ')}</td>
          </tr>
        )}
        {moreOrders > 0 && (
          <tr>
            <td colSpan={4}>{t('and {moreOrders} more', { moreOrders })}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** What was counted against what the ledger had. */
export function CountTable({ count: { counted, expected, variance, unitCost } }: { count: CountFigures }) {
  const currency = useWarehouse().data?.currency
  const worth = unitCost === null || currency === undefined ? '' : moneyText({ amount: variance * unitCost, currency })
  const signed = variance > 0 ? `+${figure(variance)}` : figure(variance)
  return (
    <table className={table.small}>
      <caption>{t('The count')}</caption>
      <tbody>
        <tr>
          <th scope="row">{t('Counted')}</th>
          <td className={table.number}>{figure(counted)}</td>
        </tr>
        <tr>
          <th scope="row">{t('The ledger had')}</th>
          <td className={table.number}>{figure(expected)}</td>
        </tr>
        <tr>
          <th scope="row">
            <b>{t('Difference')}</b>
          </th>
          <td className={table.number}>
            <b>
              {signed}
              {worth && ` · ${worth}`}
            </b>
          </td>
        </tr>
      </tbody>
    </table>
  )
}
