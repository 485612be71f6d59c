/**
 * A handheld that opens the app by an unsafe address is led to the page of trust, and from there to HTTPS. Chromium here takes
 * the certificate by its key (there is no store to put an authority into without further tools); that it believes the authority, with the
 * names that it is held to, was tried by hand with certutil: see docs/https.md.
 */
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesOf } from '../../server/tls/folder.ts'
import { addressesOf } from '../../server/tls/names.ts'
import { type SecureProcess, secureProcess } from '../support/secure-process.ts'
import { launchChromium } from './chromium.ts'

/** Of the network, so that it is no secure context over HTTP; a machine without one has none to test. */
const [address] = addressesOf(networkInterfaces()).filter((one) => one.includes('.'))

describe.skipIf(address === undefined)('a handheld', () => {
  let server: SecureProcess
  let browser: Browser

  beforeAll(async () => {
    server = secureProcess()
    // It serves the app, so both are built.
    await server.command(['tls'])
    await (await import('../../server/cli/lotline.mjs' as string)).ensureBuilt('app')
    expect(await server.start()).toBeNull()
    const certificate = new X509Certificate(readFileSync(filesOf(join(server.folder, 'tls')).certificate))
    const key = certificate.publicKey.export({ type: 'spki', format: 'der' })
    const pin = createHash('sha256').update(key).digest('base64')
    browser = await launchChromium([`--ignore-certificate-errors-spki-list=${pin}`])
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  it('is told where to go, reads how in 360 pixels, and works by HTTPS afterwards', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text())
    })
    const port = new URL(server.http).port
    await page.goto(`http://${address}:${port}/`)
    expect(await page.evaluate('isSecureContext')).toBe(false)
    await page.getByText('This address is not safe').waitFor()
    await page.getByRole('link', { name: 'Let this device trust the server' }).click()
    await page.getByRole('heading', { name: 'Let this device open Lotline safely' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    // Its style is there: the policy lets it through.
    expect(await page.evaluate("getComputedStyle(document.querySelector('section')).borderRadius")).toBe('12px')
    for (const heading of ['Android', 'iPhone and iPad']) {
      const steps = page.locator('section', { has: page.getByRole('heading', { name: heading }) }).locator('li')
      expect(await steps.count()).toBe(3)
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download for Android' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('lotline-authority.crt')
    await page.getByRole('link', { name: `https://${address}:${server.httpsPort}` }).click()
    await page.getByText('This server is new').waitFor()
    expect(await page.evaluate('isSecureContext')).toBe(true)
    expect(await page.evaluate('performance.getEntriesByType("navigation")[0].nextHopProtocol')).toBe('h2')
    expect(await page.getByText('This address is not safe').count()).toBe(0)
    // Without a network it stands there again.
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    expect(refused).toEqual([])
  })
})
