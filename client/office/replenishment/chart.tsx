/** What was asked for week by week and what is expected, above what was and will be there: two pictures of the same days. */

import { type ReactNode, useId } from 'react'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { useAddress } from '../shell/address.ts'
import chart from '../ui/chart.module.css'
import { Select } from '../ui/field.tsx'
import { dateText, figure, shortDate } from '../words.ts'
import styles from './chart.module.css'
import { demandShape, monthsIn, type Span, spanOf, stockShape, xIn } from './chart-shape.ts'
import { ChartTable } from './chart-table.tsx'
import { runsOutOn } from './chart-weeks.ts'
import type { ItemDetail } from './contract.ts'

const WIDTH = 720
const HEIGHT = 120

export function Chart({ detail }: { detail: ItemDetail }) {
  const { params, change } = useAddress()
  const of = detail.channels.find(({ channel }) => channel === params.get('curve'))?.channel ?? null
  const span = spanOf(detail)
  if (isBlank(detail)) return null
  const outOn = runsOutOn(detail)
  return (
    <section className={styles.charts} aria-label={t('Demand and stock')}>
      <div className={styles.picker}>
        <Select
          label={t('Demand of')}
          value={of ?? ''}
          onChange={(curve) => change({ curve })}
          options={[
            { value: '', label: t('All channels') },
            ...detail.channels.map(({ channel, name }) => ({ value: channel, label: name })),
          ]}
        />
      </div>
      <div className={styles.pictures} ref={toEnd}>
        <DemandPicture detail={detail} channel={of} span={span} />
        <StockPicture detail={detail} span={span} />
      </div>
      {outOn !== null && (
        <p className={styles.say}>
          {t('Without an order, what is there and on its way lasts until {outOn}.', { outOn: dateText(outOn) })}
        </p>
      )}
      <ChartTable detail={detail} channel={of} />
    </section>
  )
}

const isBlank = ({ chart }: ItemDetail): boolean =>
  chart.demand.length === 0 && chart.stock.length === 0 && chart.ahead.length === 0

/** Where it is narrow, what lies ahead is looked for first. */
const toEnd = (pictures: HTMLElement | null): (() => void) | undefined => {
  pictures?.scrollTo({ left: pictures.scrollWidth })
  return scrollFocus(pictures)
}

interface PictureProps {
  detail: ItemDetail
  span: Span
}

function DemandPicture({ detail, channel, span }: PictureProps & { channel: string | null }) {
  const id = useId()
  const shape = demandShape(detail, channel, WIDTH, HEIGHT)
  return (
    <figure className={chart.figure}>
      <svg viewBox={`0 -12 ${WIDTH} ${HEIGHT + 12}`} className={chart.chart} role="img" aria-labelledby={`${id}-says`}>
        <title id={`${id}-says`}>
          {t('Units asked for by week, and what is expected; the figures stand in the table below.')}
        </title>
        <defs>
          <pattern id={`${id}-out`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className={styles.outGround} width="6" height="6" />
            <rect className={styles.outLine} width="3" height="6" />
          </pattern>
        </defs>
        {shape.events.map(({ x, width, names }) => (
          <g key={x}>
            <rect className={styles.event} x={x} width={width} y={-12} height={HEIGHT + 12} />
            <path className={styles.flag} d={`M${x + width / 2 - 5} -12h10l-5 8z`}>
              <title>{names}</title>
            </path>
          </g>
        ))}
        <Grid />
        {shape.bars.map((bar) => (
          <rect
            key={bar.from}
            className={styles.week}
            data-out={bar.outDays > 0 || undefined}
            style={bar.outDays > 0 ? { fill: `url(#${id}-out)` } : undefined}
            x={bar.x}
            width={bar.width}
            y={bar.y}
            height={bar.height}
          >
            <title>
              {[
                t('Week from {from}: {units}', { from: shortDate(bar.from), units: bar.units }),
                bar.outDays > 0 && t('{count} days out of stock', { count: bar.outDays }),
                ...bar.events,
              ]
                .filter(Boolean)
                .join(', ')}
            </title>
          </rect>
        ))}
        <path className={styles.band} d={shape.band} />
        <path className={styles.expected} d={shape.expected} />
        {shape.dots.map(({ x, y, week }) => (
          <circle key={week.from} className={chart.dot} cx={x} cy={y} r="3.5">
            <title>
              {t('Week from {from}: about {expected}, from {low} to {high}', {
                from: shortDate(week.from),
                expected: Math.round(week.expected),
                low: Math.round(week.low),
                high: Math.round(week.high),
              })}
            </title>
          </circle>
        ))}
        <Today span={span} />
      </svg>
      <Scale most={shape.most} />
      <figcaption className={styles.caption}>
        <ul className={styles.legend}>
          <Key kind="week">{t('Asked for in a week')}</Key>
          <Key kind="out">{t('with days out of stock')}</Key>
          <Key kind="expected">{t('Expected, 8 in 10 weeks within the band')}</Key>
          <Key kind="event">{t('Promotion or event')}</Key>
        </ul>
      </figcaption>
    </figure>
  )
}

function StockPicture({ detail, span }: PictureProps) {
  const id = useId()
  const shape = stockShape(detail, WIDTH, HEIGHT)
  return (
    <figure className={chart.figure}>
      <svg viewBox={`0 -12 ${WIDTH} ${HEIGHT + 12}`} className={chart.chart} role="img" aria-labelledby={id}>
        <title id={id}>
          {t(
            'Stock on hand, and ahead without a new order, against the reorder point of {reorderPoint}; the figures stand in the table below.',
            { reorderPoint: detail.reorderPoint },
          )}
        </title>
        <Grid />
        <line className={styles.reorder} x1="0" x2={WIDTH} y1={shape.reorderY} y2={shape.reorderY} />
        <path className={chart.line} d={shape.past} />
        <path className={styles.ahead} d={shape.ahead} />
        {shape.receipts.map(({ x, date, units, reference }) => (
          <g key={`${date} ${reference}`}>
            <line className={styles.receiptLine} x1={x} x2={x} y1="0" y2={HEIGHT} />
            <path className={styles.receipt} d={`M${x - 6} -2h12l-6 -9z`}>
              <title>{t('{units} expected on {date}: {reference}', { units, date: shortDate(date), reference })}</title>
            </path>
          </g>
        ))}
        <Today span={span} />
      </svg>
      <Scale most={shape.most} />
      <Axis span={span} />
      <figcaption className={styles.caption}>
        <ul className={styles.legend}>
          <Key kind="stock">{t('On hand')}</Key>
          <Key kind="ahead">{t('Ahead, without a new order')}</Key>
          <Key kind="reorder">{t('Reorder point {reorderPoint}', { reorderPoint: detail.reorderPoint })}</Key>
          <Key kind="receipt">{t('Planned receipt')}</Key>
        </ul>
      </figcaption>
    </figure>
  )
}

const Grid = () =>
  [0, 0.5].map((share) => (
    <line key={share} className={chart.grid} x1="0" x2={WIDTH} y1={share * HEIGHT} y2={share * HEIGHT} />
  ))

function Today({ span }: { span: Span }) {
  const x = xIn(span, WIDTH)(span.today)
  return <line className={styles.today} x1={x} x2={x} y1={-12} y2={HEIGHT} />
}

const Scale = ({ most }: { most: number }) => (
  <p className={`${chart.scale} ${styles.scale}`} aria-hidden>
    <span>{figure(Math.round(most))}</span>
    <span>{figure(Math.round(most / 2))}</span>
    <span>0</span>
  </p>
)

/** Percent of the width that its word takes. */
const BESIDE_TODAY = 9

/** The scale of both: months, and where the past ends. */
function Axis({ span }: { span: Span }) {
  const today = xIn(span, 100)(span.today)
  return (
    <p className={styles.axis} aria-hidden>
      {monthsIn(span)
        .filter(({ percent }) => Math.abs(percent - today) > BESIDE_TODAY)
        .map(({ day, percent }) => (
          <span key={day} style={{ left: `${percent}%` }}>
            {shortDate(day)}
          </span>
        ))}
      <b style={{ left: `${today}%` }}>{t('today')}</b>
    </p>
  )
}

const Key = ({ kind, children }: { kind: string; children: ReactNode }) => (
  <li>
    <i data-kind={kind} />
    <span>{children}</span>
  </li>
)
