import { Plus, X } from 'lucide-react'
import type { ReturnReason } from '../../../shared/rules/return-settings.ts'
import { t } from '../../language/t.ts'
import { useStock } from '../queries.ts'
import { Action, IconAction } from '../ui/action.tsx'
import field from '../ui/field.module.css'
import { Input, Select } from '../ui/field.tsx'
import parts from '../ui/parts.module.css'
import { begunLines, type TypedLine } from './announce-body.ts'
import styles from './returns.module.css'

export interface AnnounceLinesProps {
  lines: readonly TypedLine[]
  /** Those of the channel. */
  reasons: readonly ReturnReason[]
  newLine: () => TypedLine
  /** The server's sentence about a part of a line that was sent. */
  errorOf: (index: number, part: string) => string | undefined
  onChange: (lines: readonly TypedLine[]) => void
}

export function AnnounceLines({ lines, reasons, newLine, errorOf, onChange }: AnnounceLinesProps) {
  const skus = useStock('').data?.items.map(({ sku }) => sku)
  const sent = begunLines(lines)
  const put = (id: string, change: Partial<TypedLine>) =>
    onChange(lines.map((line) => (line.id === id ? { ...line, ...change } : line)))
  const options = [{ value: '', label: t('Choose…') }, ...reasons.map(({ code, label }) => ({ value: code, label }))]
  return (
    <fieldset className={field.lines}>
      <legend>{t('What comes back')}</legend>
      {lines.map((line, index) => {
        const errorAt = (part: string) => (sent.includes(line) ? errorOf(sent.indexOf(line), part) : undefined)
        const row = index + 1
        return (
          <div key={line.id} className={styles.line}>
            <Input
              label={t('SKU {row}', { row })}
              list={skus}
              error={errorAt('sku')}
              value={line.sku}
              onChange={(sku) => put(line.id, { sku })}
            />
            <Input
              label={t('Units {row}', { row })}
              inputMode="numeric"
              error={errorAt('quantity')}
              value={line.quantity}
              onChange={(quantity) => put(line.id, { quantity })}
            />
            <Select
              label={t('Reason {row}', { row })}
              error={errorAt('reason')}
              value={line.reason}
              onChange={(reason) => put(line.id, { reason })}
              options={options}
            />
            {lines.length > 1 && (
              <IconAction
                label={t('Remove line {row}', { row })}
                icon={<X aria-hidden />}
                onPress={() => onChange(lines.filter(({ id }) => id !== line.id))}
              />
            )}
          </div>
        )
      })}
      <div className={parts.row}>
        <Action icon={<Plus aria-hidden />} onPress={() => onChange([...lines, newLine()])}>
          {t('Add a line')}
        </Action>
      </div>
    </fieldset>
  )
}
