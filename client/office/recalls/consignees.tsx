/** Everyone who has it, by channel; of a recall with the list to send them. */

import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { queryText, useChannelName } from '../queries.ts'
import { Download } from '../ui/download.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { figure, shortDate } from '../words.ts'
import type { Consignee, Reach } from './contract.ts'
import styles from './recalls.module.css'

export interface ConsigneesProps {
  reach: Reach
  recall: string | undefined
}

export function Consignees({ reach: { consignees }, recall }: ConsigneesProps) {
  const channelName = useChannelName()
  if (consignees.length === 0)
    return <p className={parts.say}>{t('Nothing of it has left: there is nobody to tell.')}</p>
  return (
    <section className={styles.consignees} aria-label={t('Customers')}>
      {consignees.map(({ channel, customers }) => (
        <section key={channel} className={styles.channel}>
          <header className={styles.head}>
            <h3 className={parts.heading}>
              {channelName(channel) || t('Channel not known')}{' '}
              <span className={styles.sku}>{t('{count} customers', { count: customers.length })}</span>
            </h3>
            {recall !== undefined && <Lists recall={recall} channel={channel} name={channelName(channel)} />}
          </header>
          <Customers customers={customers} />
        </section>
      ))}
      {recall === undefined && (
        <p className={parts.say}>{t('Lists for those who are told come with the recall or the drill.')}</p>
      )}
    </section>
  )
}

function Lists({ recall, channel, name }: { recall: string; channel: string; name: string }) {
  const path = (format: string) =>
    `/recalls/${encodeURIComponent(recall)}/notifications?${queryText({ channel, format })}`
  return (
    <div className={styles.actions}>
      <Download path={path('csv')} label={t('Customers of {name} as CSV', { name })}>
        {t('CSV')}
      </Download>
      <Download path={path('xlsx')} label={t('Customers of {name} as a spreadsheet', { name })}>
        {t('XLSX')}
      </Download>
      <Download path={path('pdf')} label={t('Customers of {name} as PDF', { name })}>
        {t('PDF')}
      </Download>
    </div>
  )
}

/** More are in the files. */
const MOST = 200

function Customers({ customers }: { customers: readonly Consignee[] }) {
  const left = customers.length - MOST
  return (
    <table className={`${table.small} ${styles.customers}`}>
      <thead>
        <tr>
          <th scope="col">{t('Customer')}</th>
          <th scope="col">{t('Orders')}</th>
          <th scope="col" className={table.number}>
            {t('Units')}
          </th>
          <th scope="col" className={table.number}>
            {t('Returned')}
          </th>
        </tr>
      </thead>
      <tbody>
        {customers.slice(0, MOST).map((customer) => (
          <tr key={customer.id}>
            <th scope="row">{customer.name || t('Customer not known')}</th>
            <td>
              <div className={styles.orders}>
                {customer.orders.map((order) => (
                  <span key={order.id || order.externalId}>
                    <Link href={`/office/orders?order=${encodeURIComponent(order.id)}`}>{order.externalId}</Link>
                    {order.shippedAt !== null && ` ${shortDate(order.shippedAt)}`}
                  </span>
                ))}
              </div>
            </td>
            <td className={table.number}>{figure(customer.quantity)}</td>
            <td className={table.number}>{figure(customer.returned)}</td>
          </tr>
        ))}
        {left > 0 && (
          <tr>
            <td colSpan={4}>{t('{count} more customers, all in the files.', { count: left })}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
