/** The fields of a platform, by its kind: the same to connect it and to change how. */
import { listed, t } from '../../language/t.ts'
import type { Fault } from '../fault.ts'
import { Choice } from '../ui/choice.tsx'
import { Input, TextArea } from '../ui/field.tsx'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import type { Kind, KindField } from './kinds.ts'
import styles from './platforms.module.css'
import { forgotten, type TypedSetup } from './setup-body.ts'

export interface SetupFieldsProps {
  kind: Kind
  typed: TypedSetup
  faults: Readonly<Record<string, string>>
  /** What the server found fault with. */
  fault: Fault | null
  isNew: boolean
  /** Its orders were asked for already. */
  isAsked: boolean
  onChange: (typed: TypedSetup) => void
}

export function SetupFields({ kind, typed, faults, fault, isNew, isAsked, onChange }: SetupFieldsProps) {
  const errorAt = (field: string) => faults[field] ?? (fault?.field === field ? fault.detail : undefined)
  const setting = (path: string, value: string | boolean) =>
    onChange({ ...typed, settings: { ...typed.settings, [path]: value } })
  return (
    <>
      {kind.address && (
        <Input
          label={kind.address.label}
          hint={kind.address.hint}
          list={kind.address.list}
          error={errorAt('baseUrl')}
          value={typed.baseUrl}
          onChange={(baseUrl) => onChange({ ...typed, baseUrl })}
        />
      )}
      {kind.settings.map((field) => (
        <SettingField
          key={field.path}
          field={field}
          value={typed.settings[field.path] ?? ''}
          error={errorAt(`settings.${field.path}`)}
          onChange={(value) => setting(field.path, value)}
        />
      ))}
      <Credentials kind={kind} typed={typed} isNew={isNew} errorAt={errorAt} onChange={onChange} />
      {!isAsked && (
        <Input
          label={t('Take in orders since')}
          hint={
            isNew
              ? t('Those that changed there since that day began (UTC); empty: since now')
              : t('Those that changed there since that day began (UTC); empty: since it was connected')
          }
          type="date"
          error={errorAt('ordersSince')}
          value={typed.ordersSince}
          onChange={(ordersSince) => onChange({ ...typed, ordersSince })}
        />
      )}
      <Choice
        dense
        label={t('Hold back for lag')}
        says={t(
          'Each listing keeps back what its channel usually sells while a number is on its way, so that nothing is sold twice.',
        )}
        on={typed.lagAware}
        onChange={(lagAware) => onChange({ ...typed, lagAware })}
      />
      <OtherSettings kind={kind} typed={typed} error={errorAt('others')} onChange={onChange} />
    </>
  )
}

interface SettingFieldProps {
  field: KindField
  value: string | boolean
  error: string | undefined
  onChange: (value: string | boolean) => void
}

function SettingField({ field: { label, hint, type, list }, value, error, onChange }: SettingFieldProps) {
  if (type === 'yes-no') return <Choice dense label={label} says={hint} on={value === true} onChange={onChange} />
  return (
    <Input
      label={label}
      hint={hint}
      list={list}
      inputMode={type === 'number' ? 'decimal' : undefined}
      error={error}
      value={String(value)}
      onChange={onChange}
    />
  )
}

interface OtherSettingsProps {
  kind: Kind
  typed: TypedSetup
  error: string | undefined
  onChange: (typed: TypedSetup) => void
}

/** What has no field of its own: seldom wanted where there are fields. */
function OtherSettings({ kind, typed, error, onChange }: OtherSettingsProps) {
  return (
    <details
      className={`${parts.more} ${styles.more}`}
      open={kind.settings.length === 0 || error !== undefined || undefined}
    >
      <summary>{kind.settings.length === 0 ? t('Settings') : t('More settings')}</summary>
      <TextArea
        label={t('As JSON')}
        hint={t('Whatever the API documents for this kind and has no field here; empty: none')}
        rows={4}
        error={error}
        value={typed.others}
        onChange={(others) => onChange({ ...typed, others })}
      />
    </details>
  )
}

interface CredentialsProps {
  kind: Kind
  typed: TypedSetup
  isNew: boolean
  errorAt: (field: string) => string | undefined
  onChange: (typed: TypedSetup) => void
}

function Credentials({ kind, typed, isNew, errorAt, onChange }: CredentialsProps) {
  if (kind.credentials?.length === 0) return null
  const lost = forgotten(typed, kind).map(({ label }) => label.toLowerCase())
  return (
    <fieldset className={styles.credentials}>
      <legend>{isNew ? t('Credentials') : t('New credentials')}</legend>
      <p className={parts.prose}>
        {t('They are kept encrypted and never shown again.')}
        {!isNew && t(' Left empty, they stay as they are; else all of them are given anew.')}
      </p>
      {kind.credentials === null && (
        <TextArea
          label={t('Credentials as JSON')}
          rows={3}
          error={errorAt('credentials')}
          value={typed.anyCredentials}
          onChange={(anyCredentials) => onChange({ ...typed, anyCredentials })}
        />
      )}
      {kind.credentials?.map(({ path, label, hint }) => (
        <Input
          key={path}
          label={label}
          hint={hint}
          type="password"
          error={errorAt(`credentials.${path}`)}
          value={typed.credentials[path] ?? ''}
          onChange={(text) => onChange({ ...typed, credentials: { ...typed.credentials, [path]: text } })}
        />
      ))}
      {!isNew && lost.length > 0 && (
        <Note tone="warn">
          {t('Given without the {lost}, the one that is kept now is forgotten.', { lost: listed(lost) })}
        </Note>
      )}
    </fieldset>
  )
}
