/** What a lot cost, bill by bill; and where a bill that came late is written down. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Failure } from '../ui/note.tsx'
import table from '../ui/table.module.css'
import { dateText, moneyText } from '../words.ts'
import type { LotName } from './contract.ts'
import styles from './drawer.module.css'
import { LandedDialog } from './landed-dialog.tsx'
import { type CostLine, KIND_WORDS, type LotCost, unitCostOf, useLotCost } from './lot-cost.ts'
import { PriceDialog } from './price-dialog.tsx'

export function Costs({ lot }: { lot: LotName }) {
  const { data, error } = useLotCost(lot)
  const [isOpen, setOpen] = useState(false)
  if (!data) return <Failure of={error} />
  const isKnown = data.costTotal !== null
  const Dialog = isKnown ? LandedDialog : PriceDialog
  return (
    <>
      {isKnown && data.currency !== null && <CostTable cost={data} currency={data.currency} />}
      {!isKnown && <p>{t('Nobody has said what this lot was bought for. Its item’s standard cost counts.')}</p>}
      <div className={styles.row}>
        <Action onPress={() => setOpen(true)}>{isKnown ? t('Add a landed cost…') : t('Say what it cost…')}</Action>
      </div>
      {isOpen && <Dialog lot={lot} currency={data.currency} onClose={() => setOpen(false)} />}
    </>
  )
}

function CostTable({ cost, currency }: { cost: LotCost; currency: string }) {
  const money = (amount: number): string => moneyText({ amount, currency })
  return (
    <table className={table.small}>
      <caption>{t('What it cost')}</caption>
      <tbody>
        <tr>
          <th scope="row">{t('Paid for {count} units', { count: cost.costQuantity })}</th>
          <td className={table.number}>{money(cost.costTotal ?? 0)}</td>
        </tr>
        {cost.lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">{lineWords(line)}</th>
            <td className={table.number}>{money(line.amount)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">
            <b>{t('A unit')}</b>
          </th>
          <td className={table.number}>
            <b>{money(unitCostOf(cost) ?? 0)}</b>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

const lineWords = ({ kind, reference, note, through, at }: CostLine): string =>
  [
    [KIND_WORDS[kind] ?? kind, reference].filter(Boolean).join(' '),
    through !== null && t('carried over from what it was made of'),
    note,
    dateText(at.slice(0, 10)),
  ]
    .filter(Boolean)
    .join(', ')
