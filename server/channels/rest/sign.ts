/** The signature of a webhook: whoever knows the secret can tell that it is ours, whole, and new. */
import { createHmac } from 'node:crypto'

/** `seconds`: since 1970. With several secrets, any of them verifies. */
export function signatureOf(secrets: readonly string[], seconds: number, text: string): string {
  const each = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')}`)
  return [`t=${seconds}`, ...each].join(',')
}
