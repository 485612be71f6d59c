/** How a platform is reached, as it is typed and as it is sent. What is not known here is sent back as it came. */
import { t } from '../../language/t.ts'
import type { Connector } from './contract.ts'
import type { Kind, KindField } from './kinds.ts'

export interface TypedSetup {
  id: string
  channel: string
  baseUrl: string
  /** By path. */
  settings: Readonly<Record<string, string | boolean>>
  /** Settings that have no field, as JSON. */
  others: string
  /** By path; all empty: they stay as they are. */
  credentials: Readonly<Record<string, string>>
  /** As JSON, where their fields are not known. */
  anyCredentials: string
  lagAware: boolean
  paused: boolean
  /** A day; empty: as it is. */
  ordersSince: string
}

/** `connector` null: a new one. */
export function typedSetup(connector: Connector | null, kind: Kind): TypedSetup {
  const given = connector?.settings ?? {}
  const known = kind.settings.map(({ path }) => path)
  const others = known.reduce(without, given)
  return {
    id: connector?.id ?? '',
    channel: connector?.channel ?? '',
    baseUrl: connector?.baseUrl ?? '',
    settings: Object.fromEntries(kind.settings.map((field) => [field.path, typedValue(field, given)])),
    others: Object.keys(others).length === 0 ? '' : JSON.stringify(others, null, 2),
    credentials: {},
    anyCredentials: '',
    lagAware: connector?.lagAware ?? false,
    paused: connector?.paused ?? false,
    ordersSince: '',
  }
}

function typedValue({ path, type, otherwise }: KindField, given: object): string | boolean {
  const value = valueAt(given, path)
  if (type === 'yes-no') return typeof value === 'boolean' ? value : (otherwise ?? false)
  return value === undefined || value === null ? '' : String(value)
}

export interface Sent {
  /** Null while something is missing or cannot be understood. */
  body: Record<string, unknown> | null
  /** By field: `settings.location`, `others`. What is only missing is said once something was typed elsewhere. */
  faults: Readonly<Record<string, string>>
}

export function setupToSend(typed: TypedSetup, kind: Kind, isNew: boolean): Sent {
  const faults: Record<string, string> = {}
  const others = jsonObject(typed.others)
  if (others === null) faults.others = t('This is no JSON object.')
  const credentials = credentialsToSend(typed, kind, isNew, faults)
  const settings = kind.settings.reduce<object>((all, field) => {
    const value = settingToSend(field, typed.settings[field.path], faults)
    return value === undefined ? all : withValue(all, field.path, value)
  }, others ?? {})
  const baseUrl = typed.baseUrl.trim()
  if (baseUrl !== '' && !URL.canParse(baseUrl)) faults.baseUrl = t('Give the address as https://….')
  const isMissing =
    (kind.address?.needed && baseUrl === '') ||
    typed.channel === '' ||
    typed.id.trim() === '' ||
    kind.settings.some(({ path, needed, type }) => needed && type !== 'yes-no' && isEmpty(typed.settings[path]))
  if (isMissing || credentials === null || Object.keys(faults).length > 0) return { body: null, faults }
  return {
    body: {
      kind: kind.kind,
      channel: typed.channel,
      ...(baseUrl === '' ? {} : { baseUrl }),
      settings,
      ...(credentials === undefined ? {} : { credentials }),
      lagAware: typed.lagAware,
      paused: typed.paused,
      ...(typed.ordersSince === '' ? {} : { ordersSince: `${typed.ordersSince}T00:00:00.000Z` }),
    },
    faults,
  }
}

/** A connector as it is, but paused or not. */
export const pausedBody = (connector: Connector, kind: Kind, paused: boolean) =>
  setupToSend({ ...typedSetup(connector, kind), paused }, kind, false).body

const isEmpty = (value: string | boolean | undefined): boolean => typeof value !== 'string' || value.trim() === ''

function settingToSend(
  { path, type }: KindField,
  value: string | boolean | undefined,
  faults: Record<string, string>,
): unknown {
  if (type === 'yes-no') return value === true
  if (isEmpty(value)) return undefined
  const text = String(value).trim()
  if (type === 'text') return text
  if (!Number.isFinite(Number(text))) faults[`settings.${path}`] = t('Give a number.')
  return Number(text)
}

/** Undefined: they stay as they are. Null: some are missing. They are kept sealed as one, so they are given as one. */
function credentialsToSend(
  { credentials, anyCredentials }: TypedSetup,
  kind: Kind,
  isNew: boolean,
  faults: Record<string, string>,
): Record<string, unknown> | null | undefined {
  if (kind.credentials === null) {
    const given = jsonObject(anyCredentials)
    if (given === null) faults.credentials = t('This is no JSON object.')
    return anyCredentials.trim() === '' && !isNew ? undefined : given
  }
  const typed = kind.credentials.filter(({ path }) => !isEmpty(credentials[path]))
  if (typed.length === 0 && !isNew) return undefined
  const missing = kind.credentials.filter((field) => field.needed && !typed.includes(field))
  if (missing.length > 0 && typed.length > 0)
    for (const { path, label } of missing)
      faults[`credentials.${path}`] = t('{label} is missing: they are changed together.', { label })
  if (missing.length > 0) return null
  return typed.reduce<object>((all, { path }) => withValue(all, path, credentials[path]?.trim()), {}) as Record<
    string,
    unknown
  >
}

/** Credentials that will be forgotten, because others are given without them. */
export const forgotten = ({ credentials }: TypedSetup, kind: Kind): KindField[] => {
  const fields = kind.credentials ?? []
  const typed = fields.filter(({ path }) => !isEmpty(credentials[path]))
  return typed.length === 0 ? [] : fields.filter((field) => !field.needed && !typed.includes(field))
}

function jsonObject(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function valueAt(all: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), all)
}

function withValue(all: object, path: string, value: unknown): object {
  const [name = '', ...rest] = path.split('.')
  const inside: unknown = (all as Record<string, unknown>)[name]
  return {
    ...all,
    [name]: rest.length === 0 ? value : withValue(isObject(inside) ? inside : {}, rest.join('.'), value),
  }
}

/** What is empty after that goes too. */
function without(all: object, path: string): object {
  const [name = '', ...rest] = path.split('.')
  const { [name]: inside, ...others } = all as Record<string, unknown>
  if (rest.length === 0 || !isObject(inside)) return others
  const left = without(inside, rest.join('.'))
  return Object.keys(left).length === 0 ? others : { ...others, [name]: left }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
