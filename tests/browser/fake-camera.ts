import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toSVG } from 'bwip-js/node'
import type { Browser } from 'playwright-core'

export interface FakePicture {
  /** As bwip-js names it. Default: `gs1-128`. */
  readonly symbology?: string
  /** Turns the code clockwise, degrees. */
  readonly rotate?: number
  /** Random grey noise of up to this amplitude, 0 to 255. */
  readonly noise?: number
  readonly width?: number
  readonly height?: number
}

/**
 * Makes what a camera would see of a label, as a file for Chromium's fake camera: JPEG pictures one
 * after the other. `text` is what bwip-js takes, for GS1 in brackets: `(01)09521234543213(10)A1`.
 * Needs no ffmpeg: the browser itself draws the pictures. Returns the file's path.
 */
export async function makeMjpeg(browser: Browser, text: string, picture: FakePicture = {}): Promise<string> {
  const frame = await drawLabel(browser, text, picture)
  const path = join(await mkdtemp(join(tmpdir(), 'lotline-camera-')), 'camera.mjpeg')
  // Chromium plays the file in a loop, but wants more than one picture in it.
  await writeFile(path, Buffer.concat([frame, frame, frame, frame]))
  return path
}

/** Flags for a Chromium whose camera shows the file, allowed without asking. */
export function fakeCameraFlags(mjpeg: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${mjpeg}`,
  ]
}

/** One such picture, as the bytes of a JPEG. */
export async function drawLabel(browser: Browser, text: string, picture: FakePicture = {}): Promise<Buffer> {
  const { symbology = 'gs1-128', width = 1280, height = 720, rotate = 0, noise = 0 } = picture
  const svg = toSVG({ bcid: symbology, text, scale: 3, paddingwidth: 12, paddingheight: 12 })
  const page = await browser.newPage()
  try {
    const url = await page.evaluate(drawInPage, { svg, width, height, rotate, noise })
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  } finally {
    await page.close()
  }
}

interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly rotate: number
  readonly noise: number
}

/** Runs in the page: one function that closes over nothing. Returns a data URL. */
async function drawInPage({ svg, width, height, rotate, noise }: Drawing): Promise<string> {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No canvas')
  context.fillStyle = '#ddd'
  context.fillRect(0, 0, width, height)
  const turned = Math.abs(Math.sin((rotate * Math.PI) / 180)) > 0.5
  const room = turned ? { width: height * 0.9, height: width * 0.6 } : { width: width * 0.8, height: height * 0.6 }
  const zoom = Math.min(room.width / image.width, room.height / image.height)
  const box = [(-image.width * zoom) / 2, (-image.height * zoom) / 2, image.width * zoom, image.height * zoom] as const
  context.translate(width / 2, height / 2)
  context.rotate((rotate * Math.PI) / 180)
  context.fillStyle = '#fff'
  context.fillRect(...box)
  context.drawImage(image, ...box)
  const pixels = context.getImageData(0, 0, width, height)
  // A fixed sequence, so that the same picture comes out each time.
  let seed = 1
  for (let at = 0; noise > 0 && at < pixels.data.length; at += 4) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    const shift = (seed / 2147483648 - 0.5) * 2 * noise
    for (const channel of [0, 1, 2]) pixels.data[at + channel] = (pixels.data[at + channel] ?? 0) + shift
  }
  context.putImageData(pixels, 0, 0)
  return canvas.toDataURL('image/jpeg', 0.9)
}
