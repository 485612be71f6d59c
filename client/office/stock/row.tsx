import { memo } from 'react'
import { totalsOf } from '../../../shared/rules/item-totals.ts'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import type { ChannelFigures, Inventory } from '../contract.ts'
import { rowPress } from '../ui/row-press.ts'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import { ChannelBar } from './bar.tsx'
import { barText, scaleOf } from './channel-bar.ts'
import { FIGURE_COLUMNS, type FigureColumn } from './columns.ts'
import styles from './row.module.css'

export interface StockRowProps {
  item: Inventory
  /** Its row in the whole table, the head being the first. */
  place: number
  at: boolean
  onOpen: (sku: string, channel?: string) => void
}

/** Drawn again only where its item has changed, as most do not at a nudge. */
export const StockRow = memo(function StockRow({ item, place, at, onOpen }: StockRowProps) {
  const scale = scaleOf(item)
  return (
    <tr data-at={at || undefined} aria-rowindex={place} onClick={rowPress(() => onOpen(item.sku))}>
      <th scope="row" className={table.lead}>
        <ItemName item={item} onOpen={() => onOpen(item.sku)} />
      </th>
      {FIGURE_COLUMNS.map(({ id, room, value, breakdown }) => (
        <FigureCell key={id} room={room} value={value(item)} breakdown={breakdown?.(item)} />
      ))}
      {item.channels.map((channel) => (
        <td key={channel.channel} className={`${table.number} ${styles.channel}`}>
          <AtpCell channel={channel} scale={scale} onOpen={() => onOpen(item.sku, channel.channel)} />
        </td>
      ))}
    </tr>
  )
})

interface FigureCellProps {
  room: FigureColumn['room']
  value: number
  breakdown?: string | undefined
}

function FigureCell({ room, value, breakdown }: FigureCellProps) {
  const tone = value < 0 ? table.zero : value === 0 ? styles.none : ''
  return (
    <td className={`${table.number} ${tone}`} data-room={room} title={breakdown || undefined}>
      {figure(value)}
    </td>
  )
}

function ItemName({ item, onOpen }: { item: Inventory; onOpen: () => void }) {
  const { backordered } = totalsOf(item)
  return (
    <div className={styles.item}>
      <Tap className={styles.name} onPress={onOpen} title={item.name}>
        {item.name}
      </Tap>
      <span className={table.under}>
        {item.sku}
        {item.atRisk > 0 && <State name="at-risk" count={item.atRisk} />}
        {item.sellable <= 0 && <State name="out-of-stock" />}
        {backordered > 0 && <State name="backordered" count={backordered} />}
      </span>
    </div>
  )
}

function AtpCell({ channel, scale, onOpen }: { channel: ChannelFigures; scale: number; onOpen: () => void }) {
  const zero = channel.availableToPromise === 0
  return (
    <Tap
      className={styles.atp}
      aria-label={t('{channel}. Explain', { channel: barText(channel) })}
      title={barText(channel)}
      onPress={onOpen}
    >
      <span className={zero ? `${styles.value} ${table.zero}` : styles.value}>
        {figure(channel.availableToPromise)}
      </span>
      <ChannelBar channel={channel} scale={scale} />
    </Tap>
  )
}
