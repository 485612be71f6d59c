/** What a certificate says of itself, for people. */
import { X509Certificate } from 'node:crypto'
import { addressOf } from '../addresses/ranges.ts'

export interface Facts {
  subject: string
  /** As a browser shows it: SHA-256 in pairs. */
  fingerprint: string
  dns: string[]
  ip: string[]
  /** UTC milliseconds. */
  endsAt: number
  daysLeft: number
}

const DAY_MS = 86_400_000
/** From then on whoever runs the server is reminded. */
export const SOON_DAYS = 30

export function factsOf(pem: string, now: number): Facts {
  const certificate = new X509Certificate(pem)
  const names = (certificate.subjectAltName ?? '').split(', ')
  const ofKind = (kind: string) =>
    names.flatMap((name) => (name.startsWith(`${kind}:`) ? name.slice(kind.length + 1) : []))
  const endsAt = Date.parse(certificate.validTo)
  return {
    subject: /CN=(.*)/.exec(certificate.subject)?.[1] ?? certificate.subject,
    fingerprint: certificate.fingerprint256,
    dns: ofKind('DNS'),
    ip: ofKind('IP Address').map((address) => addressOf(address)?.toString() ?? address),
    endsAt,
    daysLeft: Math.floor((endsAt - now) / DAY_MS),
  }
}

/** Undefined where there is time. */
export function endSentence({ daysLeft, endsAt }: Pick<Facts, 'daysLeft' | 'endsAt'>): string | undefined {
  if (daysLeft >= SOON_DAYS) return undefined
  const when = new Date(endsAt).toISOString().slice(0, 10)
  if (daysLeft < 0) return `The certificate of this server ended on ${when}: browsers refuse it. Renew it now.`
  return `The certificate of this server ends on ${when}, in ${daysLeft} days. Renew it before that.`
}
