import { useState } from 'react'
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
      title="Records for an inspector"
      say="A sortable spreadsheet of receiving, shipping and transformation, with what is missing in it. Leave empty what is not asked."
    >
      <div className={styles.fields}>
        <Input label="From" type="date" value={from} onChange={setFrom} />
        <Input
          label="To"
          type="date"
          value={to}
          onChange={setTo}
          error={backward ? 'The last day is before the first.' : undefined}
        />
        <Input label="SKU" value={sku} onChange={setSku} list={stock.data?.items.map((item) => item.sku)} />
        <Input label="Lot" value={lot} onChange={setLot} />
      </div>
      <div className={styles.actions}>
        <Download
          path={`/traceability/export?${queryText({ from, to, sku: sku.trim(), lot: lot.trim() })}`}
          off={backward}
        >
          Spreadsheet (.xlsx)
        </Download>
      </div>
    </Section>
  )
}
