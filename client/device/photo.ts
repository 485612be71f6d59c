/** A picture as the camera gave it → a photo as it is kept and sent: small, upright, and known by its hash. */
import { t } from '../language/t.ts'

export interface PreparedPhoto {
  /** Of its bytes, in hex. */
  sha256: string
  type: 'image/jpeg'
  bytes: Uint8Array<ArrayBuffer>
}

/** It cannot be used; the message is a sentence that says why. */
export class NoPhoto extends Error {}

/** A handheld has not the memory to decode more. */
const LARGEST_FILE_BYTES = 60 * 1024 * 1024

/** Enough to see a dented corner and read a lot number, and some 300 kB. */
export const LONGEST_EDGE_PX = 1_600
const JPEG_QUALITY = 0.8

/** Throws NoPhoto. One at a time: each holds some 50 MB while it is decoded. */
export async function preparePhoto(file: Blob): Promise<PreparedPhoto> {
  if (file.size > LARGEST_FILE_BYTES) throw new NoPhoto(t('This picture is larger than 60 MB. Take a smaller one.'))
  const jpeg = await smallJpeg(file)
  const bytes = new Uint8Array(await jpeg.arrayBuffer())
  const { sha256 } = await import('hash-wasm')
  return { sha256: await sha256(bytes), type: 'image/jpeg', bytes }
}

async function smallJpeg(file: Blob): Promise<Blob> {
  const bitmap = await decode(file)
  try {
    return await draw(bitmap)
  } finally {
    bitmap.close()
  }
}

/** Turned as the camera was held. A file may call itself a picture and be none. */
async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new NoPhoto(t('This is no picture. Take a photo, or choose one.'))
  }
}

async function draw(bitmap: ImageBitmap): Promise<Blob> {
  const { width, height } = fitInto(bitmap, LONGEST_EDGE_PX)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  try {
    const context = canvas.getContext('2d')
    if (context === null)
      throw new NoPhoto(t('This device has no memory left for a picture. Close other apps, and try again.'))
    // JPEG has no transparency: what is clear would turn black.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.drawImage(bitmap, 0, 0, width, height)
    const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY))
    if (jpeg === null) throw new NoPhoto(t('This device could not keep the picture. Take it again.'))
    return jpeg
  } finally {
    // Safari keeps the pixels of a canvas until it has no size.
    canvas.width = 0
    canvas.height = 0
  }
}

/** Never larger than it was, never less than one pixel. */
export function fitInto({ width, height }: { width: number; height: number }, longest: number) {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
