import { type MarginSums, netRevenueOf } from '../../../shared/rules/margin.ts'
import { t } from '../../language/t.ts'
import table from '../ui/table.module.css'
import { Left } from './amount.tsx'
import { amountText, rateText } from './margin-words.ts'
import styles from './margins.module.css'
import { type Bar, type Step, stepsOf, waterfallShape } from './waterfall-shape.ts'

const NAMES = 104
const BARS = 316
const ROW = 22
const BAR = 14

/** From revenue to what is left; the same figures stand in the table below it. */
export function Waterfall({ sums, currency }: { sums: MarginSums; currency: string }) {
  const steps = stepsOf(sums)
  return (
    <>
      <Picture steps={steps} />
      <Figures steps={steps} net={netRevenueOf(sums)} currency={currency} />
    </>
  )
}

function Picture({ steps }: { steps: readonly Step[] }) {
  const { bars, zero } = waterfallShape(steps, BARS)
  const height = bars.length * ROW
  return (
    <svg
      viewBox={`0 0 ${NAMES + BARS + 2} ${height}`}
      className={styles.waterfall}
      role="img"
      aria-label={t('From revenue to contribution, step by step; the figures stand in the table.')}
    >
      <line className={styles.zero} x1={NAMES + zero} x2={NAMES + zero} y1={0} y2={height} />
      {bars.map((bar, nth) => (
        <g key={bar.id} transform={`translate(0 ${nth * ROW})`}>
          <text className={styles.barName} x={0} y={ROW / 2 + 4}>
            {bar.label}
          </text>
          <rect
            className={styles.bar}
            data-kind={kindOf(bar)}
            x={NAMES + bar.x}
            y={(ROW - BAR) / 2}
            width={bar.width}
            height={BAR}
          />
          {nth < bars.length - 1 && (
            <line
              className={styles.joint}
              x1={NAMES + bar.end}
              x2={NAMES + bar.end}
              y1={(ROW + BAR) / 2}
              y2={ROW + (ROW - BAR) / 2}
            />
          )}
        </g>
      ))}
    </svg>
  )
}

const kindOf = ({ kind, amount }: Bar): string => (kind === 'whole' && amount < 0 ? 'loss' : kind)

function Figures({ steps, net, currency }: { steps: readonly Step[]; net: number; currency: string }) {
  return (
    <table className={table.small} aria-label={t('From revenue to contribution')}>
      <thead>
        <tr>
          <th scope="col">{t('Step')}</th>
          <th scope="col" className={table.number}>
            {currency}
          </th>
          <th scope="col" className={table.number} title={t('Of revenue less discounts')}>
            {t('Share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ id, label, amount, kind }) => (
          <tr key={id} className={kind === 'whole' ? styles.whole : undefined}>
            <th scope="row">{label}</th>
            <td className={table.number}>
              {id === 'contribution' ? <Left amount={amount} currency={currency} /> : amountText(amount, currency)}
            </td>
            <td className={table.number}>{rateText(net === 0 ? null : amount / net)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
