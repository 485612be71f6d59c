/** What the part behind the # says when the app is opened: it is for this page alone, and no server and no proxy sees it. */
import { t } from '../language/t.ts'
export type FromAddress =
  /** The identity provider led back here: a session is to be had for the code. */
  | { kind: 'signed-in'; code: string }
  | { kind: 'refused'; say: string }
  /** The QR code of an enrolment was read by the camera app of a phone. */
  | { kind: 'enrol'; code: string }

const REFUSED: Record<string, string> = {
  nobody: t('Nobody here is linked to this account. Ask an administrator to link its e-mail to you.'),
  unreachable: t('The sign-in of your company cannot be reached. Try again in a moment, or scan your badge.'),
}
const FAILED = t('The sign-in did not come back as it was begun. Try again.')

export function readAddress(hash: string): FromAddress | null {
  const values = new URLSearchParams(hash.replace(/^#/, ''))
  const [code, refused] = [values.get('oidc'), values.get('oidc-refused')]
  if (code !== null) return { kind: 'signed-in', code }
  if (refused !== null) return { kind: 'refused', say: REFUSED[refused] ?? FAILED }
  const enrolment = enrolmentIn(hash)
  return enrolment === null ? null : { kind: 'enrol', code: enrolment }
}

/** Of the address that the QR code holds. */
const enrolmentIn = (text: string): string | null => /#enrol=([0-9A-Za-z-]{1,40})$/.exec(text)?.[1] ?? null

/** What was scanned or typed, as the code that it stands for. An AIM identifier may come before it. */
export const enrolmentCode = (text: string): string => enrolmentIn(text.trim()) ?? text.trim().replace(/^\].\d/, '')
