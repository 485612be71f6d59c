/** Rules in words, and what is typed as a rule. */
import { t } from '../../language/t.ts'
import type { Rule, RuleKind } from '../contract.ts'
import { parseQuantity } from '../words.ts'

export const KINDS: readonly { kind: RuleKind; label: string; ask: string }[] = [
  { kind: 'fixed', label: t('Fixed quantity'), ask: t('Units to protect') },
  { kind: 'share', label: t('Share of free stock'), ask: t('Percent of free stock') },
  { kind: 'target', label: t('Target, refilled'), ask: t('Units to refill up to') },
]

export function valueText({ kind, value }: Pick<Rule, 'kind' | 'value'>): string {
  if (kind === 'share') return t('{value} % of free stock', { value: Math.round(value * 1000) / 10 })
  return kind === 'fixed' ? t('{value} units', { value }) : t('refilled up to {value}', { value })
}

export const scopeText = ({ sku, group }: Pick<Rule, 'sku' | 'group'>): string =>
  sku ?? (group === null ? t('every item') : t('group {group}', { group }))

/** A share is typed in percent and kept from 0 to 1. Null where it cannot be read. */
export function readValue(kind: RuleKind, text: string): number | null {
  if (kind !== 'share') return parseQuantity(text)
  const percent = Number(text.trim().replace(',', '.'))
  if (text.trim() === '' || !Number.isFinite(percent) || percent < 0 || percent > 100) return null
  return Math.round(percent * 100) / 10_000
}
