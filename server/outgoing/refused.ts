/** A call that was not made because its address is closed to this server, in words that say how it is opened. */
import { Problem } from '../problem.ts'
import { allowsUrl, type OutgoingRule } from './rule.ts'

export const NOT_ALLOWED = 'address-not-allowed'

const ADVICE =
  'If it is meant, whoever runs the server adds this host or its network to LOTLINE_OUTGOING_ALLOW; else give the public address.'

export class AddressNotAllowed extends Error {
  readonly code = NOT_ALLOWED
  constructor(readonly host: string) {
    super(`${host} is inside the network of this server, where it calls nobody.`)
  }
}

/** Undefined: the call failed for another reason. Nothing was sent where this answers. */
export function refusedAddress(error: unknown) {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressNotAllowed)
      return { kind: 'later' as const, counts: true, code: NOT_ALLOWED, detail: cause.message, advice: ADVICE }
  }
  return undefined
}

/** Throws a Problem where an address that is being set up is closed, as far as it says so itself. */
export function refuseClosed(rule: OutgoingRule, address: string, field: string): void {
  if (!URL.canParse(address)) return
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || allowsUrl(rule, url)) return
  const { message } = new AddressNotAllowed(url.hostname)
  throw new Problem(422, NOT_ALLOWED, `${field}: ${message} ${ADVICE} Nothing was changed.`, { field })
}
