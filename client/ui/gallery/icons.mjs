/** Renders public/icons/*.png from their SVG sources: node client/ui/gallery/icons.mjs */
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const at = (path) => new URL(`../../../public/icons/${path}`, import.meta.url).pathname
const icons = [
  { source: 'lotline.svg', target: 'icon-192.png', size: 192 },
  { source: 'lotline.svg', target: 'icon-512.png', size: 512 },
  { source: 'maskable.svg', target: 'maskable-512.png', size: 512 },
  // iOS rounds the corners itself and paints transparency black.
  { source: 'maskable.svg', target: 'apple-touch-180.png', size: 180, zoom: 1.1 },
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
})
const tab = await browser.newPage()
for (const { source, target, size, zoom = 1 } of icons) {
  await tab.setViewportSize({ width: size, height: size })
  const svg = readFileSync(at(source), 'utf8')
  await tab.setContent(
    `<style>body{margin:0;overflow:hidden}svg{display:block;width:${size}px;height:${size}px;transform:scale(${zoom})}</style>${svg}`,
  )
  await tab.screenshot({ path: at(target), omitBackground: true })
}
await browser.close()
