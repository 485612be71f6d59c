/** Labels for bins, docks and lanes, many at once: the code large enough to be read from an aisle away, and as a barcode. */
import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Choice } from '../../ui/choice.tsx'
import { Input, Select, TextArea } from '../../ui/field.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import access from '../access/access.module.css'
import { Section } from '../section.tsx'
import styles from '../settings.module.css'
import { type Chosen, chosenOf, unknownOf, zonesOf } from './choose.ts'
import { MakeFile } from './make-file.tsx'
import { firstOf, PaperFields } from './paper-fields.tsx'
import { PLACE_PAPERS, paperNamed } from './papers.ts'
import { type Location, useLocations } from './queries.ts'

const KINDS: readonly (readonly [Location['kind'], string])[] = [
  ['pick', t('Bins to pick from')],
  ['storage', t('Storage bins')],
  ['dock', t('Docks')],
  ['staging', t('Staging lanes')],
  ['returns', t('Places for returns')],
  ['unit', t('Totes and other units')],
]
const USUAL: Chosen = {
  kinds: ['pick', 'storage', 'dock', 'staging', 'returns'],
  zone: '',
  from: '',
  to: '',
  named: '',
}

/** As many as a file may hold. */
const MOST = 2_000
const SHOWN = 6

export function PlaceLabelsSection() {
  const { data, error } = useLocations()
  return (
    <Section
      title={t('Labels of places')}
      say={t('One for each bin, dock and lane: print them at 100 %, and stick each where it can be scanned standing.')}
    >
      {!data && <Failure of={error} />}
      {data && data.items.length === 0 && <Note>{t('There are no locations yet.')}</Note>}
      {data && data.items.length > 0 && <Form all={data.items} />}
    </Section>
  )
}

function Form({ all }: { all: readonly Location[] }) {
  const [chosen, setChosen] = useState(USUAL)
  const [paper, setPaper] = useState(PLACE_PAPERS[0]?.value ?? '')
  const [first, setFirst] = useState('1')
  const change = (part: Partial<Chosen>) => setChosen({ ...chosen, ...part })
  const codes = chosenOf(all, chosen)
  const unknown = unknownOf(all, chosen.named)
  const { each } = paperNamed(PLACE_PAPERS, paper)
  const at = firstOf(first, each)
  const whole = codes.length > 0 && codes.length <= MOST && unknown.length === 0 && at !== null
  const body = whole ? { locations: codes, paper, first: at } : null
  const toggle = (kind: Location['kind'], on: boolean) =>
    change({ kinds: on ? [...chosen.kinds, kind] : chosen.kinds.filter((one) => one !== kind) })
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <fieldset className={access.scopes}>
        <legend>{t('Kinds')}</legend>
        {KINDS.map(([kind, label]) => (
          <Choice key={kind} dense label={label} on={chosen.kinds.includes(kind)} onChange={(on) => toggle(kind, on)} />
        ))}
      </fieldset>
      <Select
        label={t('Zone')}
        value={chosen.zone}
        onChange={(zone) => change({ zone })}
        options={[{ value: '', label: t('All') }, ...zonesOf(all).map((zone) => ({ value: zone, label: zone }))]}
      />
      <div className={styles.pair}>
        <Input label={t('From code')} value={chosen.from} onChange={(from) => change({ from })} />
        <Input label={t('To code')} value={chosen.to} onChange={(to) => change({ to })} />
      </div>
      <TextArea
        label={t('Or just these codes')}
        hint={t('With blanks or commas between them')}
        rows={2}
        value={chosen.named}
        onChange={(named) => change({ named })}
        error={unknown.length > 0 ? t('There is no {code}.', { code: unknown.slice(0, SHOWN).join(', ') }) : undefined}
      />
      <PaperFields papers={PLACE_PAPERS} paper={paper} onPaper={setPaper} first={first} onFirst={setFirst} />
      <p aria-live="polite">{saysOf(codes, each, at ?? 1)}</p>
      <div className={styles.actions}>
        <MakeFile path="/labels/locations" body={body} kind="primary">
          {t('Labels as PDF')}
        </MakeFile>
        {each === 1 && (
          <MakeFile path="/labels/locations" body={body && { ...body, format: 'zpl' }}>
            {t('For a label printer (ZPL)')}
          </MakeFile>
        )}
      </div>
    </form>
  )
}

function saysOf(codes: readonly string[], each: number, first: number): string {
  if (codes.length === 0) return t('No place is like that.')
  if (codes.length > MOST)
    return t('{count} labels: print at most {most} at once, a zone after the other.', {
      count: codes.length,
      most: MOST,
    })
  const names = codes.slice(0, SHOWN).join(', ') + (codes.length > SHOWN ? ' …' : '')
  if (each === 1) return t('{count} labels: {names}', { count: codes.length, names })
  const sheets = Math.ceil((codes.length + first - 1) / each)
  return t('{count} labels, sheets: {sheets}. {names}', { count: codes.length, sheets, names })
}
