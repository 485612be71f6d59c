/** A device that speaks Spanish, in Chromium: what the server says in English is read in Spanish, on the floor and in the office. */
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { findChromium, launchChromium, newOnlineContext } from './chromium.ts'
import { enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi, type FloorPage, openFloorPage } from './floor-page.ts'

const RUTH = { badge: 'HJD2BVRT65NMLP43ZK7WXQ', pin: '8052' }
const SOON = { timeout: 15_000 }

async function speakSpanish(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem('lotline-language', 'es'))
  await page.reload()
}

describe.skipIf(findChromium() === null)('a device that speaks Spanish', () => {
  let server: ServerProcess
  let browser: Browser
  let api: Api
  const streamId = v7()
  let seq = 0

  async function record(type: string, payload: object) {
    const sent = { id: v7(), seq: ++seq, v: 1, type, occurredAt: new Date().toISOString(), payload }
    await api('POST', '/sync/push', { deviceId: 'HH-1', streamId, transactions: [sent] })
  }
  /** Too much came on this receipt. */
  async function receiveTooMuch(reference: string) {
    const lines = [{ sku: 'OAT', quantity: 10 }]
    const { id } = await api<{ id: string }>('POST', '/receipts', { supplier: 'Mill', reference, lines })
    await record('receive', { sku: 'OAT', lot: 'L1', quantity: 60, location: 'A-01', receiptId: id })
  }

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    await api('PUT', '/locations/A-01', { kind: 'pick' })
    await api('PUT', '/items/OAT', { name: 'Oat bars', lotTracked: true })
    await api('PUT', `/users/${RUTH.badge}`, { name: 'Ruth', roles: ['supervisor'], pin: RUTH.pin })
    await receiveTooMuch('PO-1')
    browser = await launchChromium()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  describe('on the floor', () => {
    let floor: FloorPage
    beforeAll(async () => {
      const context = await newOnlineContext(browser, { viewport: { width: 360, height: 640 }, hasTouch: true })
      floor = await openFloorPage(context, server, api, RUTH)
      await speakSpanish(floor.page)
      await floor.asks(/Escanee lo que sea/)
    }, 60_000)

    it('reads an exception, and what a remedy did', async () => {
      await floor.press('Incidencias')
      await floor.press(/^Recepción de más/)
      await floor.sees('60 de OAT llegaron en la recepción PO-1 de Mill: más de lo esperado. Acéptelo o devuélvalo.')
      await floor.press(/^Retener el lote/)
      await floor.page.getByLabel(/^Motivo/).fill('Came in wet')
      await floor.press('Retener el lote')
      await floor.sees('El lote L1 de OAT está retenido.')
    })

    it('reads a refusal', async () => {
      await floor.press(/^Recepción de más/)
      const { items } = await api<{ items: { id: string }[] }>('GET', '/exceptions?type=over-receipt')
      await api('POST', `/exceptions/${items[0]?.id}/resolve`, { remedy: 'accept', note: 'Settled at the desk' })
      await floor.press(/^Aceptar/)
      await floor.page.getByLabel('Por qué (queda guardado)').fill('Came in wet')
      await floor.press('Aceptar')
      await floor.sees('Esta incidencia ya está resuelta.')
      expect(floor.faults).toEqual([])
    })

    it('reads what is wrong with a code, right after the start', async () => {
      await floor.page.goto(server.url)
      await floor.asks(/Escanee lo que sea/)
      await floor.scan(']C10109506000134353', () =>
        floor.sees(/está mal: su dígito de control no coincide con los demás/),
      )
    })
  })

  describe('in the office', () => {
    it('reads an exception in the list, and what was done about it', async () => {
      await receiveTooMuch('PO-2')
      const context = await newOnlineContext(browser, { viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      await page.goto(server.url)
      await enrolAtDesk(page, api, RUTH)
      await speakSpanish(page)
      await page.goto(`${server.url}/office/exceptions?search=PO-2`)
      await page.getByText('60 de OAT llegaron en la recepción PO-2 de Mill: más de lo esperado').first().waitFor(SOON)
      await page.getByRole('row').nth(1).getByRole('button').first().click(SOON)
      const drawer = page.getByRole('complementary')
      await drawer.getByRole('button', { name: 'Aceptar' }).first().click(SOON)
      await page.getByRole('dialog').getByLabel('Por qué (queda guardado)').fill('The mill rounds up')
      await page.getByRole('dialog').getByRole('button', { name: 'Aceptar' }).click()
      await drawer.getByText('Queda como ocurrió.').first().waitFor(SOON)
      await context.close()
    })
  })
})
