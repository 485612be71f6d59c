import { chromium } from 'playwright-core'
import { readFileSync } from 'node:fs'
const base = 'http://localhost:18801'
const demo = JSON.parse(readFileSync('/tmp/h/demo-data/demo/demo.json','utf8'))
const admin = demo.users.find(u=>u.roles.includes('admin'))
const paths = JSON.parse(process.argv[2] ?? '[["today","/office/today"]]')
const widths = (process.argv[3] ?? '1440,768,360').split(',').map(Number)
const looks = (process.argv[4] ?? 'light:en').split(',')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--no-first-run','--disable-background-networking'] })
for (const look of looks) {
  const [theme, lang] = look.split(':')
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addInitScript(([theme,lang])=>{ localStorage.setItem('lotline-language', lang); for (const k of Object.keys(localStorage)) if (k.startsWith('lotline-preferences')||k.includes('preferences')) {} ; window.__theme=theme }, [theme,lang])
  const page = await context.newPage()
  page.on('pageerror', e => console.log('PAGEERROR', String(e)))
  page.on('console', m => { if (m.type()==='error') console.log('console', m.text().slice(0,200)) })
  await page.goto(base)
  await page.waitForTimeout(3500)
  const type = async (t) => { for (const c of t) await page.keyboard.press(c === ':' ? 'Shift+:' : c, {delay: 3}); await page.keyboard.press('Enter') }
  for (let i=0;i<3;i++){ await type('BDG:'+admin.badge); await page.waitForTimeout(1200); if (await page.getByText(/PIN/).first().isVisible().catch(()=>false)) break }
  for (const d of demo.pin) await page.getByRole('button',{name:d, exact:true}).first().click()
  await page.getByRole('button',{name:/Start shift|Empezar|Iniciar|Comenzar/}).first().click()
  await page.waitForURL('**/office/today', {timeout: 15000})
  for (const [name,path] of paths) {
    for (const w of widths) {
      await page.setViewportSize({ width: w, height: w===360?740:w===768?1024:900 })
      await page.goto(base+path); await page.waitForTimeout(1800)
      await page.evaluate(t => { document.documentElement.dataset.theme = t }, theme)
      if (process.env.OPEN) await page.evaluate(() => document.querySelectorAll('details').forEach(d => d.open = true))
      if (process.env.SCROLL) await page.evaluate(() => document.querySelectorAll('*').forEach(e => { if (e.scrollHeight > e.clientHeight + 40 && getComputedStyle(e).overflowY==='auto') e.scrollTop = 1e6 }))
      await page.waitForTimeout(200)
      await page.screenshot({ path: `/tmp/h/shots/${name}-${w}-${theme}-${lang}.png` })
    }
  }
  await context.close()
}
await browser.close()
