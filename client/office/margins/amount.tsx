import { TrendingDown } from 'lucide-react'
import { t } from '../../language/t.ts'
import { amountText } from './margin-words.ts'
import styles from './margins.module.css'

/** What is left: a loss has a picture and a word beside its colour and its minus. */
export function Left({ amount, currency }: { amount: number; currency: string }) {
  const text = amountText(amount, currency)
  if (amount >= 0) return <b>{text}</b>
  return (
    <b className={styles.loss} title={t('A loss')}>
      <TrendingDown size={14} role="img" aria-label={t('Loss')} />
      {text}
    </b>
  )
}
