/** The pick ticket, on screen and on paper. It exists only after allocation, so whatever is printed is allocated. */

import { Printer } from 'lucide-react'
import { t } from '../../language/t.ts'
import type { Ticket } from '../contract.ts'
import { printPage } from '../print/printing.ts'
import { useChannelName, useTicket } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Failure } from '../ui/note.tsx'
import { Screen, Scroll } from '../ui/screen.tsx'
import { dateText, figure, momentText, nameOf } from '../words.ts'
import styles from './ticket.module.css'

export function TicketScreen({ id }: { id: string }) {
  const { data, error } = useTicket(id)
  return (
    <Screen
      paper
      title={t('Pick ticket')}
      say={data && `${data.state}${data.device ? t(' on {device}', { device: data.device }) : ''}`}
      actions={
        data && (
          <Action kind="primary" icon={<Printer aria-hidden />} onPress={() => void printPage()}>
            {t('Print')}
          </Action>
        )
      }
    >
      <Scroll>
        {!data && <Failure of={error} />}
        {data && <Paper ticket={data} />}
      </Scroll>
    </Screen>
  )
}

function Paper({ ticket }: { ticket: Ticket }) {
  const channelName = useChannelName()
  const batch = ticket.orders.length > 1
  return (
    <article className={styles.paper} aria-label={t('Pick ticket')}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {batch
            ? t('Batch pick of {orders} orders', { orders: ticket.orders.length })
            : t('Order {externalId}', { externalId: ticket.orders[0]?.externalId ?? '' })}
        </h2>
        <p>
          {ticket.staging && <>{t('Bring to {staging}.', { staging: ticket.staging })} </>}
          {t('Allocated {createdAt}', { createdAt: momentText(ticket.createdAt) })}
        </p>
      </header>
      <table className={styles.orders}>
        <thead>
          <tr>
            {batch && <th scope="col">{t('Tote')}</th>}
            <th scope="col">{t('Order')}</th>
            <th scope="col">{t('Customer')}</th>
            <th scope="col">{t('Channel')}</th>
            <th scope="col">{t('Ship by')}</th>
          </tr>
        </thead>
        <tbody>
          {ticket.orders.map((order) => (
            <tr key={order.id}>
              {batch && <td className={styles.strong}>{order.tote}</td>}
              <td>{order.externalId}</td>
              <td>{nameOf(order.customer)}</td>
              <td>{channelName(order.channel)}</td>
              <td>{dateText(order.shipBy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Way ticket={ticket} batch={batch} />
      <footer className={styles.foot}>{t('Pick list {id}', { id: ticket.id })}</footer>
    </article>
  )
}

/** In the order of the way. The box is for a pen. */
function Way({ ticket, batch }: { ticket: Ticket; batch: boolean }) {
  return (
    <table className={styles.way}>
      <thead>
        <tr>
          <th scope="col">{t('Bin')}</th>
          <th scope="col">{t('Item')}</th>
          <th scope="col">{t('Lot')}</th>
          <th scope="col" className={styles.number}>
            {t('Take')}
          </th>
          {batch && <th scope="col">{t('Into')}</th>}
          <th scope="col">{t('Done')}</th>
        </tr>
      </thead>
      <tbody>
        {ticket.tasks.map((task) => (
          <tr key={task.id}>
            <td className={styles.strong}>{task.location}</td>
            <td>
              {task.name}
              <span className={styles.sku}>{task.sku}</span>
            </td>
            <td>
              {task.lot ?? t('no lot')}
              {task.expiresOn && (
                <span className={styles.sku}>{t('best before {date}', { date: dateText(task.expiresOn) })}</span>
              )}
            </td>
            <td className={`${styles.number} ${styles.strong}`}>{figure(task.quantity)}</td>
            {batch && <td className={styles.strong}>{task.tote}</td>}
            <td>{task.done > 0 ? t('{done} picked', { done: task.done }) : <span className={styles.box} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
