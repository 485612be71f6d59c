/** Somebody at a desk signs in to the office, in a browser that is a device like the handhelds. */
import type { Download, Locator, Page } from 'playwright-core'
import type { Api } from './floor-page.ts'
import { typeWedge } from './type-wedge.ts'

export interface DeskWorker {
  badge: string
  pin: string
}

/** A new browser is enrolled first. Comes to the stock. */
export async function enrolAtDesk(page: Page, api: Api, who: DeskWorker): Promise<void> {
  const { code } = await api<{ code: string }>('POST', '/devices/enrolments')
  await page.getByLabel('Enrolment code').fill(code)
  await page.getByRole('button', { name: 'Enrol this device' }).click()
  await signInAtDesk(page, who)
  await goToStock(page)
}

/** From the page that a desk begins with: today's, or for an administrator of a server without items its set-up. */
export async function goToStock(page: Page): Promise<void> {
  await page.waitForURL(/\/office\/(?:today|start)$/)
  await page.getByRole('link', { name: 'Stock', exact: true }).click()
  await page.waitForURL('**/office')
}

export async function signInAtDesk(page: Page, { badge, pin }: DeskWorker): Promise<void> {
  await page.getByText('Scan your badge').first().waitFor()
  await typeWedge(page, `BDG:${badge}`)
  await page.getByText('Type your PIN').first().waitFor()
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).first().click()
  await page.getByRole('button', { name: 'Start shift' }).click()
}

/** What a table's menu gives to take along. `within`: where more than one table is in sight. */
export async function downloadTable(
  page: Page,
  way: 'CSV' | 'Spreadsheet (XLSX)',
  within: Page | Locator = page,
): Promise<Download> {
  await within.getByRole('button', { name: 'Download', exact: true }).first().click()
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 20_000 }),
    within.getByRole('menuitem', { name: way, exact: true }).click(),
  ])
  return download
}
