/** How a page looks at one width in one theme: what axe finds, and whether it fits. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export interface Look {
  width: number
  height: number
  theme: 'light' | 'dark' | 'contrast'
}

export interface Finding {
  rule: string
  /** Where, and what axe says of it. */
  what: string
}

/** The height that goes with a width: a rugged terminal, a phone, a tablet, a desk. */
export const HEIGHTS: Readonly<Record<number, number>> = { 320: 480, 360: 640, 768: 1024, 1440: 900 }

export async function lookAt(page: Page, { width, height, theme }: Look): Promise<Finding[]> {
  await page.setViewportSize({ width, height })
  await page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme
  }, theme)
  // What reacts to the size does so a moment later: see scroll-focus.ts.
  await page.waitForTimeout(300)
  await page.evaluate(AXE)
  const results = await page.evaluate(
    (values) =>
      (window as unknown as { axe: { run(what: Document, how: object): Promise<AxeResults> } }).axe.run(document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
      }),
    RULES,
  )
  const found = results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => ({
      rule: id,
      what: `${node.target.join(' ')}: ${node.failureSummary?.replaceAll('\n', ' ') ?? ''}`,
    })),
  )
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (over > 1) found.push({ rule: 'fits', what: `The page is ${over} px wider than the screen.` })
  return found
}
