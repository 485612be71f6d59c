/** One transfer: its ends and dates, what left and came of each lot, and the pallets that it went on. */

import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { Drawer } from '../ui/drawer.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import parts from '../ui/parts.module.css'
import { StateTag } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { useToday } from '../warehouse.ts'
import { figure, momentText, shortDate } from '../words.ts'
import type { Transfer } from './contract.ts'
import { endsOf, stateOf } from './view.ts'

export function TransferDrawer({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const { order, expectedOn, createdAt, firstSentAt, lastReceivedAt } = transfer
  return (
    <Drawer title={transfer.reference} note={<StateTag kind={stateOf(transfer, useToday())} />} onClose={onClose}>
      <FactTable>
        <Fact label={t('From, to')}>{endsOf(transfer)}</Fact>
        <Fact label={t('Asked for')}>
          {order === null ? (
            t('Begun on the floor')
          ) : (
            <>
              {momentText(createdAt)} ·{' '}
              <Link href={`/office/orders?order=${encodeURIComponent(transfer.id)}`}>{t('its order')}</Link>
            </>
          )}
        </Fact>
        <Fact label={t('Expected on')}>{expectedOn && shortDate(expectedOn)}</Fact>
        <Fact label={t('First left')}>{firstSentAt && momentText(firstSentAt)}</Fact>
        <Fact label={t('Last came')}>{lastReceivedAt && momentText(lastReceivedAt)}</Fact>
      </FactTable>
      {order !== null && transfer.goods.length === 0 && transfer.state === 'open' && (
        <p className={parts.say}>
          {t('Nothing has left yet. Release it from its order, and the floor picks and ships it.')}
        </p>
      )}
      {transfer.asked.length > 0 && <Asked transfer={transfer} />}
      {transfer.goods.length > 0 && <Goods transfer={transfer} />}
      {transfer.units.length > 0 && <Units transfer={transfer} />}
    </Drawer>
  )
}

function Asked({ transfer: { asked } }: { transfer: Transfer }) {
  return (
    <table className={table.small}>
      <caption>{t('Asked for')}</caption>
      <tbody>
        {asked.map(({ sku, quantity }) => (
          <tr key={sku}>
            <th scope="row">{sku}</th>
            <td className={table.number}>{figure(quantity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Goods({ transfer: { goods } }: { transfer: Transfer }) {
  return (
    <table className={table.small}>
      <caption>{t('What left, and what has come')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('SKU and lot')}</th>
          {[t('Left'), t('Came'), t('Written off'), t('In transit')].map((head) => (
            <th key={head} scope="col" className={table.number}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {goods.map(({ sku, lot, sent, received, lost, underWay }) => (
          <tr key={`${sku} ${lot}`}>
            <th scope="row">
              {sku}
              {lot !== null && <span className={parts.under}>{t('Lot {lot}', { lot })}</span>}
            </th>
            {[sent, received, lost, underWay].map((units, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always the same four.
              <td key={column} className={table.number}>
                {figure(units)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Units({ transfer: { units } }: { transfer: Transfer }) {
  return (
    <table className={table.small}>
      <caption>{t('Cartons and pallets')}</caption>
      <tbody>
        {units.map(({ unit, receivedAt }) => (
          <tr key={unit}>
            <th scope="row">{unit}</th>
            <td>
              {receivedAt === null ? t('In transit') : t('Came {receivedAt}', { receivedAt: momentText(receivedAt) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
