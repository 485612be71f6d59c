/** The figures of an item: the pool once, then each channel. A tap on a figure tells how it comes about. */

import { ArrowLeftRight, Pencil, Split } from 'lucide-react'
import { totalsOf } from '../../../shared/rules/item-totals.ts'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import type { ChannelFigures, Inventory } from '../contract.ts'
import { BarLegend, ChannelBar } from '../stock/bar.tsx'
import { scaleOf } from '../stock/channel-bar.ts'
import { unavailableParts } from '../stock/figures.ts'
import { Action } from '../ui/action.tsx'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { dateText, figure } from '../words.ts'
import styles from './channel-panel.module.css'

export interface ChannelPanelProps {
  item: Inventory
  onExplain: (channel: string, step: string | null) => void
  /** `protect:CHANNEL`, `move:CHANNEL` or `split`. */
  onPanel: (panel: string) => void
}

export function ChannelPanel({ item, onExplain, onPanel }: ChannelPanelProps) {
  const scale = scaleOf(item)
  return (
    <>
      <Pool item={item} />
      <div className={styles.actions}>
        {/* Whoever works in the office may read what it is proposed from. */}
        <Action icon={<Split aria-hidden />} onPress={() => onPanel('split')}>
          {t('Share out scarce stock')}
        </Action>
      </div>
      <BarLegend />
      {item.channels.map((channel) => (
        <ChannelCard
          key={channel.channel}
          channel={channel}
          scale={scale}
          onExplain={(step) => onExplain(channel.channel, step)}
          onPanel={(panel) => onPanel(`${panel}:${channel.channel}`)}
        />
      ))}
    </>
  )
}

/** From everything in the house to what all channels share. */
function Pool({ item }: { item: Inventory }) {
  const totals = totalsOf(item)
  const lines: [string, number, (string | undefined)?][] = [
    [t('On hand'), item.onHand],
    ...unavailableParts(item).map(({ label, quantity }): [string, number] => [`− ${label}`, quantity]),
    [t('= Sellable'), item.sellable],
    [t('− allocated'), totals.allocated],
    [t('− committed'), totals.committed],
    [t('− protected'), totals.protected],
    [t('= Shared by all'), item.shared],
  ]
  return (
    <table className={table.small}>
      <caption>{t('The pool')}</caption>
      <tbody>
        {lines.map(([label, value]) => (
          <tr key={label} className={label.startsWith('=') ? styles.result : undefined}>
            <th scope="row">{label}</th>
            <td className={table.number}>{figure(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ChannelCardProps {
  channel: ChannelFigures
  scale: number
  onExplain: (step: string | null) => void
  onPanel: (panel: 'protect' | 'move') => void
}

function ChannelCard({ channel, scale, onExplain, onPanel }: ChannelCardProps) {
  return (
    <section className={styles.card} aria-label={channel.name}>
      <header className={styles.head}>
        <h3 className={styles.name}>
          {channel.name}{' '}
          <span className={styles.priority}>{t('priority {priority}', { priority: channel.priority })}</span>
        </h3>
        {channel.atRisk > 0 && <State name="at-risk" count={channel.atRisk} />}
        {channel.backordered > 0 && <State name="backordered" count={channel.backordered} />}
        {channel.planned > 0 && <State name="planned" count={channel.planned} />}
      </header>
      <ChannelBar channel={channel} scale={scale} wide />
      <div className={styles.figures}>
        <Figure label={t('ATP')} value={channel.availableToPromise} strong onPress={() => onExplain(null)} />
        <Figure label={t('Protected')} value={channel.protected} onPress={() => onExplain('own')} />
        <Figure label={t('Committed')} value={channel.committed} onPress={() => onExplain('committed')} />
        <Figure label={t('Allocated')} value={channel.allocated} onPress={() => onExplain('allocated')} />
      </div>
      <p className={styles.terms}>{termsOf(channel)}</p>
      <div className={styles.actions}>
        <Action
          icon={<Pencil aria-hidden />}
          label={t('Edit protection of {name}', { name: channel.name })}
          onPress={() => onPanel('protect')}
        >
          {t('Edit protection')}
        </Action>
        {channel.protected > 0 && (
          <Action
            icon={<ArrowLeftRight aria-hidden />}
            label={t('Move protection from {name}', { name: channel.name })}
            onPress={() => onPanel('move')}
          >
            {t('Move…')}
          </Action>
        )}
      </div>
    </section>
  )
}

interface FigureProps {
  label: string
  value: number
  strong?: boolean
  onPress: () => void
}

function Figure({ label, value, strong, onPress }: FigureProps) {
  return (
    <Tap className={styles.figure} data-strong={strong || undefined} onPress={onPress} title={t('Explain')}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{figure(value)}</span>
    </Tap>
  )
}

function termsOf(channel: ChannelFigures): string {
  const terms = [
    channel.charged > 0 && t('{charged} of the protection is eaten by a deficit', { charged: channel.charged }),
    channel.target !== null && t('refilled up to {target}', { target: channel.target }),
    channel.until !== null && t('protected until {until}', { until: dateText(channel.until) }),
    channel.drawsShared
      ? channel.buffer > 0
        ? t('draws from shared, leaving {buffer}', { buffer: channel.buffer })
        : t('draws from shared')
      : t('does not draw from shared'),
    channel.minShelfLifeDays > 0 &&
      t('needs {minShelfLifeDays} days of shelf life', { minShelfLifeDays: channel.minShelfLifeDays }),
  ]
  const text = terms.filter(Boolean).join('; ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
