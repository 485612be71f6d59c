import type { Camera } from '../../../client/scan/camera/index.ts'
import { createScanHub } from '../../../client/scan/hub.ts'
import type { RawScan } from '../../../client/scan/raw-scan.ts'
import { listenToWedge, type WedgeOptions } from '../../../client/scan/wedge.ts'

// A page with nothing but the readers, for tests in a browser. It is built as the product is, so that
// what is tested are the chunks, the worker and the wasm as they are shipped.

const hub = createScanHub()
const scans: RawScan[] = []
hub.subscribe((scan) => scans.push(scan))
const video = document.createElement('video')
document.body.append(video)
let camera: Camera | null = null
let stopWedge = () => {}

const harness = {
  scans,
  presses: 0,
  startWedge(options: WedgeOptions = {}) {
    stopWedge()
    stopWedge = listenToWedge(document, { ...options, expectRepeats: hub.expectsRepeats }, hub.scan)
  },
  async openCamera(): Promise<{ problem: string | null; sentence: string | null }> {
    const { CameraProblem, openCamera } = await import('../../../client/scan/camera/index.ts')
    try {
      camera = await openCamera(video, { remember: localStorage }, hub.scan)
      return { problem: null, sentence: null }
    } catch (error) {
      if (!(error instanceof CameraProblem)) throw error
      return { problem: error.reason, sentence: error.message }
    }
  },
  /** Closes the camera and makes it show this picture from now on, much faster than a new browser. */
  async showPicture(dataUrl: string) {
    camera?.stop()
    scans.length = 0
    const stream = await streamOf(dataUrl)
    navigator.mediaDevices.getUserMedia = async () => stream
  },
  video,
  camera: () => camera,
}

async function streamOf(dataUrl: string): Promise<MediaStream> {
  const image = new Image()
  image.src = dataUrl
  await image.decode()
  const { width, height } = image
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  // A canvas that does not change sends no pictures.
  const draw = () => canvas.getContext('2d')?.drawImage(image, 0, 0)
  const stream = canvas.captureStream()
  const timer = setInterval(() => (stream.active ? draw() : clearInterval(timer)), 50)
  draw()
  return stream
}

document.querySelector('#button')?.addEventListener('click', () => {
  harness.presses += 1
})

declare global {
  interface Window {
    harness: typeof harness
  }
}
window.harness = harness
