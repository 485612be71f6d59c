/** Changes that are only thought of: they stand in the address, so that what was found can be sent to somebody. */

import { type MarginSums, netRevenueOf } from '../../../shared/rules/margin.ts'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Action } from '../ui/action.tsx'
import { Input } from '../ui/field.tsx'
import table from '../ui/table.module.css'
import { Left } from './amount.tsx'
import { FIGURE_WORDS } from './figures.ts'
import { amountText, rateText } from './margin-words.ts'
import styles from './margins.module.css'
import { AS_IT_IS, CHANGES, type Changes, outcomeOf, parseChange, whatIf } from './what-if.ts'

const FIELDS: Record<keyof Changes, { label: string; hint: string }> = {
  price: { label: t('Price, %'), hint: t('Discounts and fees go with it') },
  fee: { label: t('Fee, % points'), hint: t('Of revenue, to the platform') },
  carrier: { label: t('Carriers, %'), hint: t('What they take for the way') },
  returns: { label: t('Returns, %'), hint: t('What comes back costs') },
}

export function WhatIfPanel({ sums, currency }: { sums: MarginSums; currency: string }) {
  const { params, change } = useAddress()
  const typed = (name: keyof Changes) => params.get(name) ?? ''
  const read = CHANGES.map((name) => [name, parseChange(typed(name))] as const)
  const changes = read.every(([, value]) => value !== null) ? (Object.fromEntries(read) as unknown as Changes) : null
  return (
    <>
      <p className={styles.say}>
        {t(
          'What would have been left of the same sales. It is only reckoned: nothing is changed, and nobody would have bought more or less.',
        )}
      </p>
      <div className={styles.fields}>
        {read.map(([name, value]) => (
          <Input
            key={name}
            {...FIELDS[name]}
            inputMode="text"
            value={typed(name)}
            error={value === null ? t('Give a number from −100 on, such as −5 or 2.5.') : undefined}
            onChange={(text) => change({ [name]: text })}
          />
        ))}
      </div>
      {changes && <Compared now={sums} then={whatIf(sums, changes)} currency={currency} />}
      <div>
        <Action off={CHANGES.every((name) => typed(name) === '')} onPress={() => change(AS_IT_IS)}>
          {t('As it is')}
        </Action>
      </div>
    </>
  )
}

const LINES: readonly { label: string; of: (sums: MarginSums) => number }[] = [
  { label: FIGURE_WORDS.revenue, of: netRevenueOf },
  { label: t('Fees'), of: ({ platformFees, paymentFees }) => platformFees + paymentFees },
  { label: FIGURE_WORDS.shipping, of: ({ shipping }) => shipping },
  { label: FIGURE_WORDS.returns, of: ({ returns }) => returns },
]

function Compared({ now, then, currency }: { now: MarginSums; then: MarginSums; currency: string }) {
  const [is, would] = [outcomeOf(now), outcomeOf(then)]
  const difference = (amount: number): string =>
    amount === 0 ? '–' : `${amount > 0 ? '+' : ''}${amountText(amount, currency)}`
  return (
    <table className={table.small} aria-label={t('As it is and as it would be')}>
      <thead>
        <tr>
          <th scope="col">{currency}</th>
          {[t('Is'), t('Would be'), t('Difference')].map((head) => (
            <th key={head} scope="col" className={table.number}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LINES.map(({ label, of }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className={table.number}>{amountText(of(now), currency)}</td>
            <td className={table.number}>{amountText(of(then), currency)}</td>
            <td className={table.number}>{difference(of(then) - of(now))}</td>
          </tr>
        ))}
        <tr className={styles.whole}>
          <th scope="row">{t('Contribution')}</th>
          <td className={table.number}>
            <Left amount={is.contribution} currency={currency} />
          </td>
          <td className={table.number}>
            <Left amount={would.contribution} currency={currency} />
          </td>
          <td className={table.number}>{difference(would.contribution - is.contribution)}</td>
        </tr>
        <tr className={styles.whole}>
          <th scope="row">{t('Rate')}</th>
          <td className={table.number}>{rateText(is.contributionRate)}</td>
          <td className={table.number}>{rateText(would.contributionRate)}</td>
          <td className={table.number}>{pointsText(is.contributionRate, would.contributionRate)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function pointsText(is: number | null, would: number | null): string {
  if (is === null || would === null) return '–'
  const points = Math.round((would - is) * 1000) / 10
  return points === 0
    ? '–'
    : t('{points} points', { points: `${points > 0 ? '+' : '−'}${Math.abs(points).toFixed(1)}` })
}
