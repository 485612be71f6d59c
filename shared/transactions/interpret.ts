/** From an envelope's type, version and payload to a payload of today's version, or the reason why it cannot be understood. */
import * as v from 'valibot'
import { firstIssue } from '../wire/problem.ts'
import { type Payload, type TransactionName, transactionTypes } from './index.ts'

export type Understood = { [Name in TransactionName]: { name: Name; payload: Payload<Name> } }[TransactionName]

export interface NotUnderstood {
  code: 'unknown-type' | 'unknown-version' | 'malformed'
  detail: string
  field?: string
}

export type Interpretation = { ok: true; understood: Understood } | { ok: false; why: NotUnderstood }

const refuse = (why: NotUnderstood): Interpretation => ({ ok: false, why })

export const isTransactionName = (name: string): name is TransactionName => Object.hasOwn(transactionTypes, name)

/** Reads any version ever shipped; refuses versions from the future, whose meaning is not known here. */
export function interpretPayload(type: string, version: number, payload: unknown): Interpretation {
  if (!isTransactionName(type)) {
    return refuse({
      code: 'unknown-type',
      detail: `This server does not know transactions of type "${type}".`,
      field: 'type',
    })
  }
  const known = transactionTypes[type]
  if (version > known.version) {
    return refuse({
      code: 'unknown-version',
      detail: `Version ${version} of "${type}" is newer than this server; update it, then resubmit.`,
      field: 'v',
    })
  }
  const upcast = upcastToToday(known, version, payload)
  if (upcast === NEVER_SHIPPED) {
    return refuse({ code: 'unknown-version', detail: `Version ${version} of "${type}" was never shipped.`, field: 'v' })
  }
  const result = v.safeParse(known.schema, upcast)
  if (result.success) return { ok: true, understood: { name: type, payload: result.output } as Understood }
  const issue = firstIssue(result.issues, 'payload')
  return refuse({ code: 'malformed', detail: issue.detail, field: issue.field })
}

const NEVER_SHIPPED = Symbol('never shipped')

function upcastToToday(known: (typeof transactionTypes)[TransactionName], version: number, payload: unknown): unknown {
  let upcast = payload
  for (let older = version; older < known.version; older++) {
    const upcaster = (
      known.upcasters as Record<number, ((older: Record<string, unknown>) => Record<string, unknown>) | undefined>
    )[older]
    if (!upcaster || typeof upcast !== 'object' || upcast === null) return NEVER_SHIPPED
    upcast = upcaster(upcast as Record<string, unknown>)
  }
  return upcast
}
