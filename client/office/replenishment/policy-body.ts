/** The terms of an item as they are typed and as they are sent. Empty is: as its class, its channel or the company says. */
import { parseQuantity } from '../words.ts'
import type { ItemPolicy, ServiceTarget } from './contract.ts'
import { LEVEL_FAULT, parseLevel, typedPercent } from './percent.ts'

export interface TypedTarget {
  kind: ServiceTarget['kind']
  /** In percent; empty: none of its own. */
  level: string
}

export const NUMBERS = ['leadTimeDays', 'reviewDays', 'minimum', 'multiple', 'shelfLifeDays'] as const
export type PolicyNumber = (typeof NUMBERS)[number]

export interface TypedPolicy extends Record<PolicyNumber, string> {
  service: TypedTarget
  channels: readonly { channel: string; service: TypedTarget }[]
  supplier: string
}

export const typedTarget = (target: ServiceTarget | null | undefined): TypedTarget =>
  target ? { kind: target.kind, level: typedPercent(target.level) } : { kind: 'cycle', level: '' }

/** Null: none of its own. Undefined: it cannot be read. */
export function targetToSend({ kind, level }: TypedTarget): ServiceTarget | null | undefined {
  if (level.trim() === '') return null
  const read = parseLevel(level)
  return read === null ? undefined : { kind, level: read }
}

export const targetFault = (typed: TypedTarget): string | undefined =>
  targetToSend(typed) === undefined ? LEVEL_FAULT : undefined

const typedNumber = (value: number | null): string => (value === null ? '' : String(value))

/** `codes`: channels that a target can be given for. */
export function typedPolicy(policy: ItemPolicy, codes: readonly string[]): TypedPolicy {
  const all = [...new Set([...codes, ...policy.channels.map(({ channel }) => channel)])]
  return {
    service: typedTarget(policy.service),
    channels: all.map((channel) => ({
      channel,
      service: typedTarget(policy.channels.find((one) => one.channel === channel)?.service),
    })),
    leadTimeDays: typedNumber(policy.leadTimeDays),
    reviewDays: typedNumber(policy.reviewDays),
    minimum: typedNumber(policy.minimum),
    multiple: typedNumber(policy.multiple),
    shelfLifeDays: typedNumber(policy.shelfLifeDays),
    supplier: policy.supplier ?? '',
  }
}

/** Of these, none at all would mean nothing; it is looked at each day at the most often. */
const FROM_ONE: ReadonlySet<PolicyNumber> = new Set(['reviewDays', 'minimum', 'multiple', 'shelfLifeDays'])

/** Null: nothing is typed. Undefined: it cannot be read. */
function numberToSend(name: PolicyNumber, text: string): number | null | undefined {
  if (text.trim() === '') return null
  const value = parseQuantity(text)
  return value === null || (value === 0 && FROM_ONE.has(name)) ? undefined : value
}

/** What the server would not even understand, by the path that it would name. */
export function policyFaults(typed: TypedPolicy): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  const target = (path: string, of: TypedTarget) => {
    const fault = targetFault(of)
    if (fault !== undefined) faults.set(path, fault)
  }
  target('service', typed.service)
  for (const { channel, service } of typed.channels) target(`channels.${channel}`, service)
  for (const name of NUMBERS)
    if (numberToSend(name, typed[name]) === undefined)
      faults.set(name, FROM_ONE.has(name) ? 'Give a whole number, 1 or more.' : 'Give a whole number of days.')
  return faults
}

/** The field on screen that the server's path leads to: it counts the channels that were sent. */
export function policyField(path: string, typed: TypedPolicy): string {
  const field = targetField(path)
  const [, index] = /^channels\.(\d+)$/.exec(field) ?? []
  const sent = typed.channels.filter(({ service }) => targetToSend(service))
  return index === undefined ? field : `channels.${sent[Number(index)]?.channel ?? ''}`
}

/** `classes.A.level` is at fault in the field of class A. */
export const targetField = (path: string): string => path.replace(/(?<=.)(\.service)?(\.(kind|level|channel))?$/, '')

/** Null while something of it cannot be read. */
export function policyToSend(typed: TypedPolicy): ItemPolicy | null {
  if (policyFaults(typed).size > 0) return null
  const number = (name: PolicyNumber) => numberToSend(name, typed[name]) ?? null
  return {
    service: targetToSend(typed.service) ?? null,
    channels: typed.channels.flatMap(({ channel, service }) => {
      const target = targetToSend(service)
      return target ? [{ channel, service: target }] : []
    }),
    leadTimeDays: number('leadTimeDays'),
    reviewDays: number('reviewDays'),
    minimum: number('minimum'),
    multiple: number('multiple'),
    shelfLifeDays: number('shelfLifeDays'),
    supplier: typed.supplier.trim() === '' ? null : typed.supplier.trim(),
  }
}
