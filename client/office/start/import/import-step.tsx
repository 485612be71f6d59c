/** A file becomes rows: which column is what is guessed, shown and changed; the first rows are shown as they would be read; then all are checked, and then written. */
import { useMemo, useState } from 'react'
import { t } from '../../../language/t.ts'
import { ActionLink } from '../../ui/action.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import type { Setup } from '../contract.ts'
import { useSetupPlace } from '../queries.ts'
import styles from '../start.module.css'
import { type ImportKind, TABLES } from './columns.ts'
import { FileField } from './file-field.tsx'
import { guessMapping, missingColumns } from './guess.ts'
import { HowWritten } from './how-written.tsx'
import { MappingTable } from './mapping-table.tsx'
import { Preview } from './preview.tsx'
import { type DateOrder, guessDates, guessDecimals, guessMinor, type Writing } from './read-cell.ts'
import { readRows } from './read-rows.ts'
import { type FileTable, isWorkbook, MOST_ROWS, readTable, separatorOf } from './read-table.ts'
import { Send } from './send.tsx'

export interface ImportStepProps {
  kind: ImportKind
  setup: Setup
}

export function ImportStep({ kind, setup }: ImportStepProps) {
  const { title, say } = TABLES[kind]
  /** Counted, so that another text begins anew. */
  const [given, setGiven] = useState({ text: '', number: 0 })
  const { text } = given
  const setText = (next: string) => setGiven({ text: next, number: given.number + 1 })
  return (
    <section className={styles.group} aria-label={title}>
      <h2 className={parts.heading}>{title}</h2>
      <p className={parts.prose}>{say}</p>
      <FileField onText={setText} />
      <TextArea
        label={t('Or paste the rows of a spreadsheet')}
        rows={text === '' ? 3 : 5}
        value={text.length > LONGEST_SHOWN ? '' : text}
        hint={text.length > LONGEST_SHOWN ? t('The file is too long to be shown here.') : undefined}
        onChange={setText}
      />
      {isWorkbook(text) ? (
        <Note tone="bad">{t('This is a workbook. Save it as CSV in UTF-8, then choose that.')}</Note>
      ) : (
        text.trim() !== '' && <Read key={given.number} kind={kind} setup={setup} text={text} />
      )}
    </section>
  )
}

/** A field with more would make each key slow. */
const LONGEST_SHOWN = 20_000

function Read({ kind, setup, text }: ImportStepProps & { text: string }) {
  const { columns } = TABLES[kind]
  const [separator, setSeparator] = useState(() => separatorOf(text))
  const [hasHead, setHasHead] = useState(true)
  const table = useMemo(() => readTable(text, separator, hasHead), [text, separator, hasHead])
  const guessed = useMemo(() => guessMapping(columns, table), [columns, table])
  const [chosen, setChosen] = useState<{ of: FileTable; mapping: typeof guessed } | null>(null)
  const mapping = chosen?.of === table ? chosen.mapping : guessed
  const guess = useMemo(() => guessWriting(kind, table, mapping, setup), [kind, table, mapping, setup])
  const [changed, setChanged] = useState<Partial<Writing>>({})
  const writing = useMemo(() => ({ ...guess, ...changed }), [guess, changed])
  const read = useMemo(
    () => readRows(table.rows, { kind, columns, mapping, writing }),
    [table, kind, columns, mapping, writing],
  )
  const missing = missingColumns(columns, mapping)
  return (
    <>
      <HowWritten
        separator={separator}
        onSeparator={setSeparator}
        hasHead={hasHead}
        onHead={setHasHead}
        writing={writing}
        onWriting={(part) => setChanged({ ...changed, ...part })}
        types={new Set(columns.filter(({ name }) => name in mapping).map(({ type }) => type))}
      />
      <MappingTable
        columns={columns}
        table={table}
        mapping={mapping}
        onChange={(next) => setChosen({ of: table, mapping: next })}
      />
      {table.rows.length > MOST_ROWS ? (
        <Note tone="bad">
          {t('At most {most} rows are brought in here. Divide the file, or use “lotline import”.', { most: MOST_ROWS })}
        </Note>
      ) : missing.length > 0 ? (
        <Note tone="warn">
          {t('Say which column is: {missing}.', { missing: missing.map(({ label }) => label).join(', ') })}
        </Note>
      ) : (
        <>
          <Preview columns={columns.filter(({ name }) => name in mapping)} table={table} read={read} />
          <Send
            key={JSON.stringify([separator, hasHead, mapping, writing])}
            kind={kind}
            rows={read.rows}
            faults={read.faults}
            place={setup.warehouse.code}
            verb={(count) => t('Import {count} rows', { count })}
            done={<Next kind={kind} />}
          />
        </>
      )}
    </>
  )
}

/** In the Americas a month most often comes first where the dollar is paid with. */
function guessWriting(
  kind: ImportKind,
  { rows }: FileTable,
  mapping: Readonly<Record<string, number>>,
  { warehouse: { currency, timeZone } }: Setup,
): Writing {
  const cellsOf = (...types: string[]) =>
    TABLES[kind].columns
      .filter(({ name, type }) => types.includes(type) && name in mapping)
      .flatMap(({ name }) => rows.slice(0, 500).map(({ cells }) => cells[mapping[name] ?? -1] ?? ''))
  const likely: DateOrder = currency === 'USD' && timeZone.startsWith('America/') ? 'mdy' : 'dmy'
  return {
    dates: guessDates(cellsOf('date'), likely),
    decimals: guessDecimals(cellsOf('money', 'whole')),
    currency,
    minor: guessMinor(cellsOf('money')),
  }
}

function Next({ kind }: { kind: ImportKind }) {
  const { href } = useSetupPlace()
  if (kind === 'items')
    return (
      <>
        <ActionLink href={href('barcodes')} kind="primary">
          {t('Import their barcodes…')}
        </ActionLink>
        <ActionLink href={href('items', { import: 'lots' })}>{t('Import lots…')}</ActionLink>
      </>
    )
  if (kind === 'lots')
    return (
      <ActionLink href={href('items', { import: 'stock' })} kind="primary">
        {t('Import opening stock…')}
      </ActionLink>
    )
  if (kind === 'locations')
    return (
      <ActionLink href="/office/settings?view=places" kind="primary">
        {t('Print their labels')}
      </ActionLink>
    )
  return (
    <ActionLink href={href('')} kind="primary">
      {t('To the list of all steps')}
    </ActionLink>
  )
}
