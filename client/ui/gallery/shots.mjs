/**
 * Photographs every page of the gallery and reports what a gloved thumb or tired eye would trip over: targets under
 * size, text under 16 px, anything that sticks out sideways or is cut off.
 *
 *   npx vite --config client/ui/gallery/vite.config.ts &
 *   node client/ui/gallery/shots.mjs DIRECTORY [page …]
 */
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const [directory = 'shots', ...only] = process.argv.slice(2)
const base = process.env.GALLERY ?? 'http://localhost:5180/gallery.html'
const all = 'home pick stopped count return quantity sign-in bands parts lists fields dialogs halted'.split(' ')
const pages = only.length > 0 ? only : all
const shapes = [
  { name: '320x480', width: 320, height: 480 },
  { name: '360x640', width: 360, height: 640 },
  { name: '480x854', width: 480, height: 854 },
  { name: '800x1280', width: 800, height: 1280 },
  { name: '640x360', width: 640, height: 360 },
]
const looks = [
  { theme: 'light', text: '100' },
  { theme: 'dark', text: '100' },
  { theme: 'contrast', text: '100' },
  { theme: 'light', text: '150' },
]

/** Runs in the page. */
function audit() {
  const found = []
  const say = (what, element) =>
    found.push(`${what}: ${element.tagName.toLowerCase()} "${(element.textContent ?? '').trim().slice(0, 30)}"`)
  for (const element of document.querySelectorAll('button, summary, input')) {
    const box = element.getBoundingClientRect()
    if (box.width === 0) continue
    const grown = getComputedStyle(element, '::after')
    const extra = (side) => (grown.content === 'none' ? 0 : -Number.parseFloat(grown[side]) || 0)
    const height = box.height + extra('top') + extra('bottom')
    const width = box.width + extra('left') + extra('right')
    if (height < 55.5 || width < 55.5) say(`target ${Math.round(width)}×${Math.round(height)}`, element)
  }
  for (const element of document.querySelectorAll('#root *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
    const style = getComputedStyle(element)
    if (!own || style.clipPath !== 'none') continue
    if (Number.parseFloat(style.fontSize) < 16) say(`text ${style.fontSize}`, element)
    const box = element.getBoundingClientRect()
    if (box.left < -0.5 || box.right > innerWidth + 0.5) say(`sticks out to ${Math.round(box.right)}`, element)
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) say('clipped', element)
    const parent = element.closest('button')?.getBoundingClientRect()
    if (parent && (box.left < parent.left - 1 || box.right > parent.right + 1 || box.bottom > parent.bottom + 1))
      say('leaves its button', element)
  }
  const body = document.querySelector('main')
  const scrolls = body ? body.scrollHeight - body.clientHeight : 0
  return { found: [...new Set(found)], scrolls }
}

mkdirSync(directory, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]),
})
const tab = await browser.newPage({ reducedMotion: 'reduce' })
tab.on('pageerror', (error) => console.log('ERROR', error.message))
tab.on('console', (message) => message.type() === 'error' && console.log('CONSOLE', message.text()))
for (const { name, width, height } of shapes) {
  await tab.setViewportSize({ width, height })
  for (const { theme, text } of looks) {
    for (const page of pages) {
      await tab.goto(`${base}?page=${page}&theme=${theme}&text=${text}`)
      await tab.locator('main').waitFor({ state: 'attached' })
      const { found, scrolls } = await tab.evaluate(audit)
      await tab.screenshot({ path: `${directory}/${page}-${name}-${theme}-${text}.png` })
      const notes = [...found, ...(scrolls > 0 ? [`scrolls ${scrolls}`] : [])]
      if (theme === 'light' && notes.length > 0) console.log(`${page} ${name} ${text} %\n  ${notes.join('\n  ')}`)
    }
  }
}
await browser.close()
