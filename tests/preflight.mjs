// Says in one line what this machine lacks, before anything else fails in a way that nobody understands.
import { existsSync } from 'node:fs'

const chromiums = [
  process.env.LOTLINE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const offices = [
  process.env.LOTLINE_SOFFICE,
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
]
const isThere = (place) => place && existsSync(place)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

function lacking() {
  if (major < 20 || (major === 20 && minor < 19))
    return `Node ${process.versions.node} is too old: install Node 20.19 or later.`
  if (!chromiums.some(isThere))
    return 'Chromium is missing: install it (Debian: apt-get install chromium), or name it in LOTLINE_CHROMIUM, then run npm test again.'
  if (!offices.some(isThere))
    return 'LibreOffice Calc is missing: install it (Debian: apt-get install libreoffice-calc-nogui), or name its soffice in LOTLINE_SOFFICE, then run npm test again.'
  return undefined
}

async function brokenAddon() {
  try {
    const { default: Database } = await import('better-sqlite3')
    new Database(':memory:').close()
    return undefined
  } catch (error) {
    return `better-sqlite3 did not build: install a compiler (Debian: apt-get install g++ make python3), then run npm ci again. (${error.message.split('\n')[0]})`
  }
}

const problem = lacking() ?? (await brokenAddon())
if (problem) {
  console.error(problem)
  process.exit(1)
}
