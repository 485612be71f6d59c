import { t } from '../../language/t.ts'
import { CameraProblem, cameraProblem } from './camera-problem.ts'

export interface CameraChoice {
  readonly deviceId: string
  readonly label: string
}

/** Where the choice is kept: `localStorage`, or anything like it. */
export type ChoiceStore = Pick<Storage, 'getItem' | 'setItem'>

/** What is asked of `navigator.mediaDevices`. */
export type CameraSource = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>

const KEY = 'lotline.camera'

/** The camera chosen before, or null. Storage may be blocked; then nothing is remembered. */
export function rememberedCamera(store: ChoiceStore | null): string | null {
  try {
    return store?.getItem(KEY) || null
  } catch {
    return null
  }
}

export function rememberCamera(store: ChoiceStore | null, deviceId: string): void {
  try {
    store?.setItem(KEY, deviceId)
  } catch {
    // Private windows and full disks refuse; the choice lasts for this session.
  }
}

/** 720 lines are enough for a label at arm's length, and every phone has them. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } }

/**
 * Opens the camera asked for, else the one facing away from the person. A remembered camera may have
 * gone, or have a new id after the site's data were cleared: that is no error.
 * @throws CameraProblem
 */
export async function openStream(source: CameraSource, deviceId: string | null): Promise<MediaStream> {
  try {
    if (deviceId === null) return await open(source, { facingMode: { ideal: 'environment' } })
    return await open(source, { deviceId: { exact: deviceId } })
  } catch (error) {
    const problem = cameraProblem(error)
    if (deviceId !== null && problem.reason === 'none') return openStream(source, null)
    throw problem
  }
}

function open(source: CameraSource, which: MediaTrackConstraints): Promise<MediaStream> {
  return source.getUserMedia({ audio: false, video: { ...which, ...SIZE } })
}

/** The cameras to choose from. Labels are empty until the person has allowed one. */
export async function listCameras(source: CameraSource): Promise<CameraChoice[]> {
  const devices = await source.enumerateDevices()
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }, index) => ({ deviceId, label: label || t('Camera {index}', { index: index + 1 }) }))
}

/**
 * The page's cameras.
 * @throws CameraProblem `insecure`: browsers hide them from pages without https.
 */
export function cameraSource(): CameraSource {
  const devices: CameraSource | undefined = globalThis.isSecureContext ? navigator.mediaDevices : undefined
  if (!devices) throw new CameraProblem(globalThis.isSecureContext ? 'none' : 'insecure')
  return devices
}
