/** The pattern of the places, what it makes, and the button that makes it. */
import { useMemo, useState } from 'react'
import { t } from '../../../language/t.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Input } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import type { Setup } from '../contract.ts'
import { Send } from '../import/send.tsx'
import type { SentRow } from '../import/send-rows.ts'
import styles from '../start.module.css'
import { FIRST_PATTERN, type Pattern, type Place, placesOf } from './pattern.ts'

/** More says nothing more. */
const SHOWN = 12

export function PatternForm({ setup }: { setup: Setup }) {
  const [pattern, setPattern] = useState(FIRST_PATTERN)
  const { places, faults } = useMemo(() => placesOf(pattern), [pattern])
  const rows = useMemo(() => places.map(rowOf), [places])
  const field = (name: Exclude<keyof Pattern, 'serpentine'>, label: string, hint?: string) => (
    <Input
      label={label}
      hint={hint}
      error={faults[name]}
      inputMode={name === 'zones' || name === 'code' ? 'text' : 'numeric'}
      value={pattern[name]}
      onChange={(value) => setPattern({ ...pattern, [name]: value })}
    />
  )
  return (
    <>
      <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
        <div className={styles.pair}>
          {field('zones', t('Zones'), t('A-C, or names with commas'))}
          {field('code', t('Code of a place'), t('Parts: {parts}', { parts: '{zone} {aisle} {bay} {level}' }))}
        </div>
        <div className={styles.few}>
          {field('aisles', t('Aisles in each'))}
          {field('bays', t('Bays in each aisle'))}
          {field('levels', t('Levels in each bay'))}
          {field('pickLevels', t('Levels to pick from'), t('From the floor up'))}
        </div>
        <Choice
          label={t('Every second aisle is walked back')}
          says={t('Pick lists then lead up one aisle and down the next.')}
          on={pattern.serpentine}
          onChange={(serpentine) => setPattern({ ...pattern, serpentine })}
        />
        <div className={styles.few}>
          {field('docks', t('Docks'))}
          {field('lanes', t('Staging lanes'))}
          {field('returns', t('Places for returns'))}
        </div>
      </form>
      {places.length > 0 && <Preview places={places} />}
      <Send
        key={JSON.stringify(pattern)}
        kind="locations"
        rows={rows}
        place={setup.warehouse.code}
        verb={(count) => t('Make {count} locations', { count })}
        done={
          <ActionLink href="/office/settings?view=places" kind="primary">
            {t('Print their labels')}
          </ActionLink>
        }
      />
    </>
  )
}

const rowOf = ({ code, kind, zone, pickSequence }: Place, index: number): SentRow => ({
  line: index + 1,
  cells: { code, kind, pickSequence: String(pickSequence), zone: zone ?? '' },
})

function Preview({ places }: { places: readonly Place[] }) {
  const of = (...kinds: Place['kind'][]) => places.filter(({ kind }) => kinds.includes(kind)).length
  return (
    <section className={styles.group} aria-label={t('What it makes')}>
      <h2 className={parts.heading}>{t('What it makes')}</h2>
      <p className={parts.prose}>
        {t(
          'Bins: {bins}, of which {pick} to pick from. Docks: {docks}, staging lanes: {lanes}, places for returns: {returns}. In the order of the way:',
          {
            bins: of('pick', 'storage'),
            pick: of('pick'),
            docks: of('dock'),
            lanes: of('staging'),
            returns: of('returns'),
          },
        )}
      </p>
      <ul className={styles.codes}>
        {places.slice(0, SHOWN).map(({ code }) => (
          <li key={code}>{code}</li>
        ))}
        {places.length > SHOWN && <li aria-hidden>…</li>}
        {places.length > SHOWN && <li>{places.at(-1)?.code}</li>}
      </ul>
      {places.some(({ kind }) => kind === 'dock') || (
        <Note tone="warn">{t('Without a dock nothing can be received here.')}</Note>
      )}
    </section>
  )
}
