/** Two people and one device: a badge and a PIN, and the device looks and speaks as each of them left it. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { findChromium, launchChromium, newOnlineContext } from './chromium.ts'
import { adminApi, type FloorPage, openFloorPage, typePin } from './floor-page.ts'

const ANA = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const BEN = { badge: 'ZZW7KZ34PLMN56TRVB2HJD', pin: '0815' }

describe.skipIf(findChromium() === null)('two people on one device', () => {
  let server: ServerProcess
  let browser: Browser
  let floor: FloorPage

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    const api = await adminApi(server)
    await api('PUT', `/users/${ANA.badge}`, { name: 'Ana', roles: ['picker'], pin: ANA.pin })
    await api('PUT', `/users/${BEN.badge}`, { name: 'Ben', roles: ['picker'], pin: BEN.pin })
    browser = await launchChromium()
    const context = await newOnlineContext(browser, { viewport: { width: 360, height: 640 } })
    floor = await openFloorPage(context, server, api, ANA)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const looks = () =>
    floor.page.evaluate(() => {
      const { lang, dataset } = document.documentElement
      return { lang, theme: dataset.theme, text: dataset.text }
    })

  async function comes({ badge, pin }: typeof ANA, asked: RegExp, start: RegExp, then: RegExp): Promise<void> {
    await floor.scan(`BDG:${badge}`, () => floor.asks(asked))
    await typePin(floor, pin)
    await floor.press(start)
    await floor.asks(then)
  }

  it('changes over by badge and PIN, each in their own language, colours and sizes', async () => {
    await floor.press(/^This device/)
    await floor.press(/^Dark/)
    await floor.press(/^Largest/)
    expect(await looks()).toEqual({ lang: 'en', theme: 'dark', text: '150' })
    await floor.press('Back')

    await comes(BEN, /Type your PIN/, /Start shift/, /Scan anything/)
    await floor.sees('Ben')
    await floor.press(/^This device/)
    await floor.press(/^High contrast/)
    await floor.press(/^Usual/)
    await floor.press(/^Español/)
    await floor.asks(/Elija cómo se ve/)
    expect(await looks()).toEqual({ lang: 'es', theme: 'contrast', text: '100' })
    await floor.press('Atrás')

    await floor.asks(/Escanee lo que sea/)
    await comes(ANA, /Escriba su PIN/, /Iniciar turno/, /Scan anything/)
    await floor.sees('Ana')
    expect(await looks()).toEqual({ lang: 'en', theme: 'dark', text: '150' })
    expect(floor.faults).toEqual([])
  })
})
