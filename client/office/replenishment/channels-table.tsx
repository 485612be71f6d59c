/** Channels beside each other, a figure a line, so that they are compared along it. */

import type { ReactNode } from 'react'
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import parts from '../ui/parts.module.css'
import { StateTag } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import styles from './channels.module.css'
import type { ChannelPlan, ItemPlan, Sure } from './contract.ts'
import { costText, coverText, PATTERN_WORDS, perDayText, SURE_STATES, targetFrom, targetText } from './plan-words.ts'
import { errorText } from './sentences.ts'

interface Line {
  label: string
  /** What the label alone would not tell. */
  note?: string
  of: (channel: ChannelPlan) => ReactNode
  /** Of the whole item. */
  all?: string | undefined
}

export function ChannelsTable({ plan }: { plan: ItemPlan }) {
  return (
    <div className={`${table.boxed} ${styles.lines}`} ref={scrollFocus}>
      <table className={styles.table} aria-label={t('Channel by channel')}>
        <thead>
          <tr>
            <td />
            {plan.channels.map(({ channel, name }) => (
              <th key={channel} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">{t('All')}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(plan).map(({ label, note, of, all }) => (
            <tr key={label}>
              <th scope="row">
                {label}
                {note && <span className={parts.under}>{note}</span>}
              </th>
              {plan.channels.map((channel) => (
                <td key={channel.channel}>{of(channel)}</td>
              ))}
              <td>{all}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function linesOf(plan: ItemPlan): Line[] {
  const { currency } = plan
  return [
    { label: t('Demand a day'), of: ({ demand }) => perDayText(demand), all: perDayText(plan.demand) },
    {
      label: t('Varies by'),
      note: t('from day to day'),
      of: ({ variability }) => `±${perDayText(variability)}`,
      all: `±${perDayText(plan.variability)}`,
    },
    { label: t('Pattern'), of: ({ pattern }) => PATTERN_WORDS[pattern] },
    { label: t('Forecast by'), of: ({ method }) => heard(method) },
    {
      label: t('Its mean error'),
      note: t('against that of the last season again'),
      of: errorText,
    },
    {
      label: t('Expected'),
      note: t('over lead time and review'),
      of: ({ expected, quantiles }) => (
        <>
          {figure(Math.round(expected))}
          <span className={parts.under}>{t('at most {p90} in 9 of 10 times', { p90: Math.round(quantiles.p90) })}</span>
        </>
      ),
    },
    {
      label: t('Target'),
      of: ({ target }) => (
        <>
          {targetText(target)}
          <span className={parts.under}>{targetFrom(target)}</span>
        </>
      ),
    },
    {
      label: t('Safety stock alone'),
      note: t('with a shelf of its own'),
      of: ({ alone }) => figure(alone),
      all: figure(plan.aloneSafetyStock),
    },
    {
      label: t('Safety stock pooled'),
      note: t('its part of one shelf for all'),
      of: ({ safetyStock }) => <b>{figure(safetyStock)}</b>,
      all: figure(plan.safetyStock),
    },
    { label: t('Reorder point'), of: ({ reorderPoint }) => figure(reorderPoint), all: figure(plan.reorderPoint) },
    { label: t('Can sell now'), of: ({ availableToPromise }) => figure(availableToPromise) },
    { label: t('Days of cover'), of: ({ daysOfCover }) => coverText(daysOfCover), all: coverText(plan.daysOfCover) },
    {
      label: t('A day without costs'),
      of: (channel) => <Without channel={channel} currency={currency} />,
      all: costText(plan.without.perDay, currency),
    },
    { label: t('To order for it'), of: ({ partOfOrder }) => figure(partOfOrder), all: figure(plan.order.quantity) },
    { label: t('Known from'), of: ({ history }) => <History of={history} /> },
    { label: t('How sure'), of: ({ sure }) => <Sureness of={sure} /> },
  ]
}

function Without({ channel: { without }, currency }: { channel: ChannelPlan; currency: string }) {
  const { perDay, marginPerUnit, penaltyPerUnit } = without
  const margin =
    marginPerUnit === null
      ? t('margin not known')
      : t('margin {marginPerUnit} a unit', { marginPerUnit: costText(marginPerUnit, currency) })
  const penalty =
    penaltyPerUnit > 0 ? t(', penalty {penaltyPerUnit}', { penaltyPerUnit: costText(penaltyPerUnit, currency) }) : ''
  return (
    <>
      {costText(perDay, currency)}
      <span className={parts.under}>
        {margin}
        {penalty}
      </span>
    </>
  )
}

const Sureness = ({ of: { level, reasons } }: { of: Sure }) => (
  <>
    <StateTag kind={SURE_STATES[level]} />
    <span className={parts.under}>{reasons.join(' ')}</span>
  </>
)

function History({ of: { days, outOfStockDays, eventDays, gapDays } }: { of: ChannelPlan['history'] }) {
  const less = [
    outOfStockDays > 0 && t('{outOfStockDays} out of stock', { outOfStockDays }),
    eventDays > 0 && t('{eventDays} of events', { eventDays }),
    gapDays > 0 && t('{gapDays} without figures', { gapDays }),
  ].filter(Boolean)
  return (
    <>
      {t('{count} days', { count: days })}
      {less.length > 0 && <span className={parts.under}>{less.join(', ')}</span>}
    </>
  )
}
