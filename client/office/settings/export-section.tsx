import { useState } from 'react'
import { t } from '../../language/t.ts'
import { queryText, useStock } from '../queries.ts'
import { Download } from '../ui/download.tsx'
import { Input } from '../ui/field.tsx'
import { Section } from './section.tsx'
import styles from './settings.module.css'

/** What an inspector asks for: by days, food and lot. */
export function ExportSection() {
  const stock = useStock('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [sku, setSku] = useState('')
  const [lot, setLot] = useState('')
  const backward = from !== '' && to !== '' && from > to
  return (
    <Section
      title={t('Records for an inspector')}
      say={t(
        'A sortable spreadsheet of receiving, shipping and transformation, with what is missing in it. Leave empty what is not asked.',
      )}
    >
      <div className={styles.fields}>
        <Input label={t('From')} type="date" value={from} onChange={setFrom} />
        <Input
          label={t('To')}
          type="date"
          value={to}
          onChange={setTo}
          error={backward ? t('The last day is before the first.') : undefined}
        />
        <Input label={t('SKU')} value={sku} onChange={setSku} list={stock.data?.items.map((item) => item.sku)} />
        <Input label={t('Lot')} value={lot} onChange={setLot} />
      </div>
      <div className={styles.actions}>
        <Download
          path={`/traceability/export?${queryText({ from, to, sku: sku.trim(), lot: lot.trim() })}`}
          off={backward}
        >
          {t('Spreadsheet (.xlsx)')}
        </Download>
      </div>
    </Section>
  )
}
