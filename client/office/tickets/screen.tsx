/** The pick ticket, on screen and on paper. It exists only after allocation, so whatever is printed is allocated. */
import { Printer } from 'lucide-react'
import type { Ticket } from '../contract.ts'
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
      title="Pick ticket"
      say={data && `${data.state}${data.device ? ` on ${data.device}` : ''}`}
      actions={
        data && (
          <Action kind="primary" icon={<Printer aria-hidden />} onPress={() => window.print()}>
            Print
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
    <article className={styles.paper} aria-label="Pick ticket">
      <header className={styles.head}>
        <h2 className={styles.title}>
          {batch ? `Batch pick of ${ticket.orders.length} orders` : `Order ${ticket.orders[0]?.externalId ?? ''}`}
        </h2>
        <p>
          {ticket.staging && <>Bring to {ticket.staging}. </>}
          Allocated {momentText(ticket.createdAt)}
        </p>
      </header>
      <table className={styles.orders}>
        <thead>
          <tr>
            {batch && <th scope="col">Tote</th>}
            <th scope="col">Order</th>
            <th scope="col">Customer</th>
            <th scope="col">Channel</th>
            <th scope="col">Ship by</th>
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
      <footer className={styles.foot}>Pick list {ticket.id}</footer>
    </article>
  )
}

/** In the order of the way. The box is for a pen. */
function Way({ ticket, batch }: { ticket: Ticket; batch: boolean }) {
  return (
    <table className={styles.way}>
      <thead>
        <tr>
          <th scope="col">Bin</th>
          <th scope="col">Item</th>
          <th scope="col">Lot</th>
          <th scope="col" className={styles.number}>
            Take
          </th>
          {batch && <th scope="col">Into</th>}
          <th scope="col">Done</th>
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
              {task.lot ?? 'no lot'}
              {task.expiresOn && <span className={styles.sku}>best before {dateText(task.expiresOn)}</span>}
            </td>
            <td className={`${styles.number} ${styles.strong}`}>{figure(task.quantity)}</td>
            {batch && <td className={styles.strong}>{task.tote}</td>}
            <td>{task.done > 0 ? `${figure(task.done)} picked` : <span className={styles.box} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
