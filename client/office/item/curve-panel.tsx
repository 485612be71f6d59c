/** What a channel may promise by date: what leaves by expiry and what is expected. */

import { t } from '../../language/t.ts'
import type { CurvePoint, Inventory } from '../contract.ts'
import { useCurve } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import chart from '../ui/chart.module.css'
import { Select } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import table from '../ui/table.module.css'
import { dateText, figure, shortDate } from '../words.ts'
import styles from './curve.module.css'
import { shapeOf, steps } from './curve.ts'

const DAYS = 60

export function CurvePanel({ item }: { item: Inventory }) {
  const { params, change } = useAddress()
  const named = params.get('curve')
  const { channel = '' } = item.channels.find((one) => one.channel === named) ?? item.channels[0] ?? {}
  const curve = useCurve(item.sku, channel)
  return (
    <>
      <Select
        label={t('Channel')}
        value={channel}
        onChange={(curve) => change({ curve })}
        options={item.channels.map((one) => ({ value: one.channel, label: one.name }))}
      />
      <Failure of={curve.error} />
      {curve.data && <Curve points={curve.data.points} />}
    </>
  )
}

const WIDTH = 400
const HEIGHT = 110

function Curve({ points }: { points: CurvePoint[] }) {
  const shape = shapeOf(points, DAYS, WIDTH, HEIGHT)
  const last = shape.dots.at(-1)?.point
  return (
    <>
      <figure className={styles.figure}>
        <svg
          viewBox={`-2 -6 ${WIDTH + 4} ${HEIGHT + 8}`}
          className={chart.chart}
          role="img"
          aria-labelledby="curve-says"
        >
          <title id="curve-says">
            {t('Available to promise over {DAYS} days, at most {most}; the figures stand below.', {
              DAYS,
              most: shape.most,
            })}
          </title>
          <path className={styles.area} d={shape.area} />
          <path className={chart.line} d={shape.line} />
          {shape.dots.map(({ x, y, point }) => (
            <circle key={point.date} className={chart.dot} cx={x} cy={y} r="4">
              <title>{`${shortDate(point.date)}: ${figure(point.availableToPromise)}`}</title>
            </circle>
          ))}
        </svg>
        <figcaption className={chart.ends}>
          <span>{points[0] ? shortDate(points[0].date) : t('today')}</span>
          <span>{t('at most {most}', { most: shape.most })}</span>
          <span>{t('{DAYS} days on', { DAYS })}</span>
        </figcaption>
      </figure>
      <table className={table.small}>
        <caption>{t('Available to promise from each date on')}</caption>
        <tbody>
          {steps(points).map(({ date, availableToPromise }) => (
            <tr key={date}>
              <th scope="row">{dateText(date)}</th>
              <td className={table.number}>{figure(availableToPromise)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {last && shape.dots.length === 1 && (
        <p className={styles.still}>{t('Nothing changes it in {DAYS} days.', { DAYS })}</p>
      )}
    </>
  )
}
