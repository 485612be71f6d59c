import { FORMATS, nativeReading, type Reading } from './reading.ts'

/** The part of the Shape Detection API that is used; TypeScript does not know it. */
interface Detected {
  readonly format: string
  readonly rawValue: string
  readonly boundingBox: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly Detected[]>
}
export interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

/** Reads the frame that a video shows. */
export type NativeDecoder = (video: HTMLVideoElement) => Promise<Reading | null>

/**
 * The browser's own detector, or null where there is none or it lacks a needed format. Chrome on a
 * desktop without the platform's service has the class but no formats, and some builds reject.
 */
export async function nativeDecoder(scope: { BarcodeDetector?: DetectorClass }): Promise<NativeDecoder | null> {
  const Class = scope.BarcodeDetector
  const supported: readonly string[] = (await Class?.getSupportedFormats().catch(() => [])) ?? []
  if (!Class || !FORMATS.every((format) => supported.includes(format))) return null
  const detector = new Class({ formats: FORMATS })
  return async (video) => {
    const found = await detector.detect(video).catch(() => [])
    return central(found, video.videoWidth, video.videoHeight)
  }
}

/** Of several codes in view, the person means the one nearest to the middle. */
function central(found: readonly Detected[], width: number, height: number): Reading | null {
  const distance = ({ boundingBox: box }: Detected) =>
    Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2)
  const nearest = [...found].sort((one, other) => distance(one) - distance(other))[0]
  const format = FORMATS.find((it) => it === nearest?.format)
  return nearest && format ? nativeReading(format, nearest.rawValue) : null
}
