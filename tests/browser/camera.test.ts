import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RawScan } from '../../client/scan/raw-scan.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { findChromium, launchChromium, launchWholeChromium } from './chromium.ts'
import { drawLabel, type FakePicture, fakeCameraFlags, makeMjpeg } from './fake-camera.ts'
import { type Harness, serveHarness } from './harness/serve.ts'

const GS = '\u001d'
const LABEL = '(01)09521234543213(10)LOT-A1(17)271231'
const LABEL_TEXT = `010952123454321310LOT-A1${GS}17271231`

/** Name, what is in the code, how it is drawn, what is read. In `npm test` one in six. */
const IN_VIEW = (
  [
    ['GS1 QR, whose FNC1 only the wasm tells', LABEL, { symbology: 'gs1qrcode' }, `]Q3${LABEL_TEXT}`],
    ['plain Code 128', 'A-03-2', { symbology: 'code128' }, ']C0A-03-2'],
    ['plain QR', 'https://example.com/x', { symbology: 'qrcode' }, ']Q1https://example.com/x'],
    ['plain DataMatrix', 'A-03-2', { symbology: 'datamatrix' }, ']d1A-03-2'],
    ['EAN-13', '9521234543213', { symbology: 'ean13' }, ']E09521234543213'],
    ['UPC-A as 13 digits', '012345678905', { symbology: 'upca' }, ']E00012345678905'],
    ['UPC-E as 13 digits', '01234565', { symbology: 'upce' }, ']E00012345000065'],
    ['EAN-8', '95200002', { symbology: 'ean8' }, ']E495200002'],
    ['ITF-14', '09521234543213', { symbology: 'itf14' }, ']I109521234543213'],
    ['GS1-128 on its side', '(10)LOT-A1(21)S7', { rotate: 90 }, `]C110LOT-A1${GS}21S7`],
    ['a noisy GS1 DataMatrix', LABEL, { symbology: 'gs1datamatrix', noise: 90 }, `]d2${LABEL_TEXT}`],
  ] satisfies [string, string, FakePicture, string][]
).filter((_, nth) => IS_WHOLE || nth % 6 === 0)

describe.skipIf(findChromium() === null)('the camera in a real browser', () => {
  let harness: Harness
  let drawing: Browser
  let quick: Page
  let browser: Browser | null = null

  beforeAll(async () => {
    ;[harness, drawing] = await Promise.all([serveHarness(), launchChromium()])
    quick = await drawing.newPage()
    await quick.goto(harness.url)
  }, 120_000)

  afterEach(async () => {
    await browser?.close()
    browser = null
  })

  afterAll(async () => {
    await drawing?.close()
    await harness?.stop()
  })

  /** A page in a browser of its own, whose camera shows the label. */
  async function point(text: string, picture: FakePicture): Promise<Page> {
    browser = await launchChromium(fakeCameraFlags(await makeMjpeg(drawing, text, picture)))
    const page = await browser.newPage()
    await page.goto(harness.url)
    return page
  }

  async function scanned(page: Page): Promise<RawScan | undefined> {
    expect(await page.evaluate(() => window.harness.openCamera())).toEqual({ problem: null, sentence: null })
    await page.waitForFunction(() => window.harness.scans.length > 0, null, { timeout: 30_000 })
    return page.evaluate(() => window.harness.scans[0])
  }

  it.each<[string, FakePicture, string]>([
    ['GS1-128', {}, `]C1${LABEL_TEXT}`],
    ['GS1 DataMatrix', { symbology: 'gs1datamatrix' }, `]d2${LABEL_TEXT}`],
  ])(
    'reads %s from the camera with GS intact',
    async (_name, picture, expected) => {
      const page = await point(LABEL, picture)
      expect(await scanned(page)).toMatchObject({ text: expected, source: 'camera' })
    },
    90_000,
  )

  it('reads GS1-128 in the page where no worker loads', async () => {
    const page = await point(LABEL, {})
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    await page.route('**/*worker*', (route) => route.abort())
    await page.reload()
    expect(await scanned(page)).toMatchObject({ text: `]C1${LABEL_TEXT}`, source: 'camera' })
    expect(loaded.some((url) => url.includes('page-decoder'))).toBe(true)
  }, 90_000)

  it.each(IN_VIEW)(
    'reads %s',
    async (_name, text, picture, expected) => {
      const jpeg = await drawLabel(drawing, text, picture)
      await quick.bringToFront()
      await quick.evaluate(
        (url) => window.harness.showPicture(url),
        `data:image/jpeg;base64,${jpeg.toString('base64')}`,
      )
      expect(await scanned(quick)).toMatchObject({ text: expected, source: 'camera' })
      await quick.evaluate(() => window.harness.camera()?.stop())
    },
    60_000,
  )

  it('reports a code once while it stays in view, and releases the camera', async () => {
    const page = await point(LABEL, {})
    await scanned(page)
    await page.waitForTimeout(1500)
    const state = await page.evaluate(async () => {
      const { camera, scans } = window.harness
      const cameras = await camera()?.cameras()
      const { video } = window.harness
      const track = (video.srcObject as MediaStream).getVideoTracks()[0]
      camera()?.stop()
      camera()?.stop()
      return {
        scans: scans.length,
        cameras: cameras?.length,
        ended: track?.readyState,
        shown: video.srcObject,
      }
    })
    expect(state).toEqual({ scans: 1, cameras: 1, ended: 'ended', shown: null })
  }, 60_000)

  it('loads nothing of the camera before it is opened, and all of it from this server', async () => {
    harness.asked.length = 0
    const page = await point('(10)LOT-A1', { rotate: 90 })
    const outside: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(harness.url).origin) && !/^(data|blob):/.test(request.url()))
        outside.push(request.url())
    })
    expect(harness.asked.filter((path) => /worker|wasm|camera|index/.test(path))).toEqual([])
    await scanned(page)
    expect(harness.asked.some((path) => path.endsWith('.wasm'))).toBe(true)
    expect(outside).toEqual([])
  }, 60_000)

  it('says in one sentence that there is no camera, or that it is blocked', async () => {
    browser = await launchChromium()
    const page = await browser.newPage()
    await page.goto(harness.url)
    expect(await page.evaluate(() => window.harness.openCamera())).toEqual({
      problem: 'none',
      sentence: 'This device has no camera.',
    })
    await browser.close()
    browser = await launchWholeChromium(['--use-fake-device-for-media-stream', '--deny-permission-prompts'])
    const blocked = await browser.newPage()
    await blocked.goto(harness.url)
    expect(await blocked.evaluate(() => window.harness.openCamera())).toMatchObject({ problem: 'denied' })
  }, 60_000)

  it('says that an address without https has no camera', async () => {
    browser = await launchChromium(['--host-resolver-rules=MAP insecure.test 127.0.0.1'])
    const page = await browser.newPage()
    await page.goto(harness.url.replace('127.0.0.1', 'insecure.test'))
    expect(await page.evaluate(() => window.harness.openCamera())).toMatchObject({ problem: 'insecure' })
  }, 60_000)
})
