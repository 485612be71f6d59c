/** Why there is no camera picture. */
import { t } from '../../language/t.ts'
export type CameraReason = 'none' | 'denied' | 'in-use' | 'insecure' | 'reader' | 'lost' | 'unknown'

const SENTENCES: Record<CameraReason, string> = {
  none: t('This device has no camera.'),
  denied: t("The camera is blocked. Allow it in the browser's settings for this site."),
  'in-use': t('Another app is using the camera. Close it and try again.'),
  insecure: t('The camera needs a secure address: open the app with https.'),
  reader: t('The barcode reader could not be loaded. Connect once and try again.'),
  lost: t('The camera was switched off or unplugged. Open it again.'),
  unknown: t('The camera does not start. Restart the app and try again.'),
}

/** Thrown by `openCamera` and handed to `onProblem`: `reason` for code, `message` one sentence for people. */
export class CameraProblem extends Error {
  readonly reason: CameraReason

  constructor(reason: CameraReason, cause?: unknown) {
    super(SENTENCES[reason], { cause })
    this.name = 'CameraProblem'
    this.reason = reason
  }
}

/** Names that getUserMedia's errors have and, in older WebViews, had. */
const REASONS: Readonly<Record<string, CameraReason>> = {
  NotFoundError: 'none',
  DevicesNotFoundError: 'none',
  OverconstrainedError: 'none',
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  NotReadableError: 'in-use',
  TrackStartError: 'in-use',
  AbortError: 'in-use',
  SecurityError: 'insecure',
}

/** Translates whatever was thrown while the camera was opened. */
export function cameraProblem(error: unknown): CameraProblem {
  if (error instanceof CameraProblem) return error
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
  return new CameraProblem(REASONS[name] ?? 'unknown', error)
}
