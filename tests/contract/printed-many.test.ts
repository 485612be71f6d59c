/**
 * Labels of places and badges, many on a sheet: printed as a PDF viewer or a label printer would, cut where the maker of the sheet
 * cuts it, and read back by the camera's decoders. Where each label lies is written here from the sheets, not from the product.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { interpretScan } from '../../shared/barcode/scan.ts'
import { findChromium } from '../browser/chromium.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { pagesOf } from '../support/pdf-text.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { type Floor, ok, openFloor, type Problem } from './floor.ts'
import { pictureOf, textsOn } from './labels/on-label.ts'
import { openPdfPages, type PdfPages } from './labels/pdf-pages.ts'
import { cropped, type Picture, readPicture } from './labels/read-label.ts'
import { type PrintedLabel, printZpl } from './labels/zpl-printer.ts'

const DPI = 300
const INCH = 25.4

interface Cut {
  page: [width: number, height: number]
  across: number
  down: number
  left: number
  top: number
  stepX: number
  stepY: number
  width: number
  height: number
}

/** In millimetres, as the sheets are sold. */
const SHEETS: Record<string, Cut> = {
  'a4-21': {
    page: [210, 297],
    across: 3,
    down: 7,
    left: 7.2,
    top: 15.15,
    stepX: 66,
    stepY: 38.1,
    width: 63.5,
    height: 38.1,
  },
  'a4-10': {
    page: [210, 297],
    across: 2,
    down: 5,
    left: 4.65,
    top: 6,
    stepX: 101.6,
    stepY: 57,
    width: 99.1,
    height: 57,
  },
  'letter-30': inches({
    page: [8.5, 11],
    across: 3,
    down: 10,
    left: 3 / 16,
    top: 0.5,
    stepX: 2.75,
    stepY: 1,
    width: 2.625,
    height: 1,
  }),
  'letter-10': inches({
    page: [8.5, 11],
    across: 2,
    down: 5,
    left: 5 / 32,
    top: 0.5,
    stepX: 4.1875,
    stepY: 2,
    width: 4,
    height: 2,
  }),
  'a4-cards': {
    page: [210, 297],
    across: 2,
    down: 5,
    left: 15,
    top: 13.5,
    stepX: 95,
    stepY: 54,
    width: 85,
    height: 54,
  },
  'letter-cards': inches({
    page: [8.5, 11],
    across: 2,
    down: 5,
    left: 0.75,
    top: 0.5,
    stepX: 3.5,
    stepY: 2,
    width: 3.5,
    height: 2,
  }),
}

function inches({ page: [width, height], across, down, ...lengths }: Cut): Cut {
  const inMm = Object.fromEntries(
    Object.entries(lengths).map(([name, length]) => [name, length * INCH]),
  ) as typeof lengths
  return { page: [width * INCH, height * INCH], across, down, ...inMm }
}

/** The label at a place of the sheet, from 0, row by row. */
function cutOut(page: Picture, cut: Cut, place: number): Picture {
  const dots = (mm: number) => Math.round((mm / INCH) * DPI)
  const [column, row] = [place % cut.across, Math.floor(place / cut.across)]
  return cropped(page, {
    x: dots(cut.left + column * cut.stepX),
    y: dots(cut.top + row * cut.stepY),
    width: dots(cut.width),
    height: dots(cut.height),
  })
}

const isWhite = ({ grey }: Picture): boolean => grey.every((dot) => dot > 250)

/** As a camera is held to the code: bars stand lowest, cells at one side. */
async function codeOn(label: Picture, part: 'below' | 'left' | 'right'): Promise<string | undefined> {
  const half = Math.floor(label.width / 2)
  const low = Math.floor(label.height * 0.6)
  const box = {
    below: { x: 0, y: low, width: label.width, height: label.height - low },
    left: { x: 0, y: 0, width: half, height: label.height },
    right: { x: half - 60, y: 0, width: label.width - half + 60, height: label.height },
  }[part]
  return readPicture(cropped(label, box))
}

const scanned = (text: string | undefined) =>
  interpretScan(text ?? 'nothing was read', { today: '2026-11-24', site: {}, gsSurvives: true })

describe.each(EDGE_DIALECTS)('many labels on %s', (dialect) => {
  let floor: Floor
  let pages: PdfPages | undefined
  const codes = Array.from({ length: 25 }, (_, index) => `B-${String(index + 1).padStart(2, '0')}-1`)
  beforeAll(async () => {
    floor = await openFloor(dialect)
    if (dialect === 'sqlite' && findChromium() !== null) pages = await openPdfPages()
    // Walked past from the last to the first.
    for (const [index, code] of codes.entries())
      await ok(floor.server, 'PUT', `/locations/${code}`, {
        kind: 'pick',
        zone: 'Aisle B',
        pickSequence: 1_000 - index,
      })
    await ok(floor.server, 'PUT', '/locations/TOTE-1', { kind: 'unit', pickSequence: 1 })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(async () => {
    await pages?.close()
    await floor.close()
  })

  async function made(path: string, body: object): Promise<{ type: string; bytes: Uint8Array }> {
    const response = await floor.server.fetch(
      new Request(`http://test/api/v1/labels/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${floor.server.adminToken}` },
        body: JSON.stringify(body),
      }),
    )
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(response.status, response.status < 300 ? '' : new TextDecoder().decode(bytes)).toBe(200)
    return { type: response.headers.get('content-type') ?? '', bytes }
  }
  const refused = (path: string, body: object, token?: string) =>
    floor.server.call<Problem>('POST', `/labels/${path}`, body, token === undefined ? {} : { token })
  const hire = (name: string, roles: string[]) => ok<{ badge: string }>(floor.server, 'POST', '/users', { name, roles })

  // What a PDF looks like is the same on both databases.
  const isDrawn = dialect === 'sqlite' && findChromium() !== null
  it.runIf(isDrawn).each(IS_WHOLE ? ['a4-21', 'a4-10', 'letter-30', 'letter-10'] : ['letter-30'])(
    'of places on %s lie where the sheet is cut, in the order of the way',
    async (paper) => {
      const cut = SHEETS[paper] as Cut
      const { type, bytes } = await made('locations', { locations: [...codes, codes[0]], paper, first: 3 })
      expect(type).toBe('application/pdf')
      const drawn = (await pages?.draw(bytes, DPI)) ?? []
      const each = cut.across * cut.down
      expect(drawn).toHaveLength(Math.ceil((codes.length + 2) / each))
      const points = cut.page.map((mm) => Math.round((mm / INCH) * 72))
      for (const page of drawn) expect(page.points).toEqual(points)
      const first = drawn[0] as Picture
      expect(isWhite(cutOut(first, cut, 0)) && isWhite(cutOut(first, cut, 1))).toBe(true)
      const wanted = [...codes].reverse()
      for (const [index, code] of wanted.entries()) {
        if (index % 4 > 0 && index < wanted.length - 1) continue
        const place = index + 2
        const label = cutOut(drawn[Math.floor(place / each)] as Picture, cut, place % each)
        expect(scanned(await codeOn(label, 'below')), `${paper} ${code}`).toMatchObject({ kind: 'location', code })
      }
      expect((await pagesOf(bytes)).join(' ')).toContain('Aisle B')
    },
    120_000,
  )

  it('of places are read back from a label printer, whatever their code and the size of the roll', async () => {
    const long = `L${'X'.repeat(39)}`
    const odd = 'ÄÖ-1'
    for (const code of [long, odd])
      await ok(floor.server, 'PUT', `/locations/${encodeURIComponent(code)}`, { kind: 'storage', pickSequence: 2_000 })
    const wanted = ['TOTE-1', codes[0] ?? '', long, odd]
    for (const paper of ['roll-4x2', 'roll-2x1']) {
      const { type, bytes } = await made('locations', { locations: wanted, paper, format: 'zpl' })
      expect(type).toBe('application/zpl')
      const labels = new TextDecoder().decode(bytes).split(/(?<=\^XZ\n)/)
      const printed: PrintedLabel[] = labels.map(printZpl)
      expect(printed.map(({ texts }) => texts.at(-1)?.text)).toEqual(expect.arrayContaining(['TOTE-1', codes[0], odd]))
      const scans = []
      for (const label of printed) scans.push(scanned((await textsOn(pictureOf(label), label.pictures))[0]))
      expect(scans.map(({ kind, code }) => [kind, code]).sort()).toEqual(
        [
          ['unit', 'TOTE-1'],
          ['location', codes[0]],
          ['location', long],
          ['location', odd],
        ].sort(),
      )
    }
  })

  it.runIf(isDrawn).each(['a4-cards', 'letter-cards'])(
    'of people on %s are badges that sign them in, with no PIN on them',
    async (paper) => {
      const cut = SHEETS[paper] as Cut
      const people = [
        await hire('Maria Lopez', ['picker']),
        await hire('Wolfgang Amadeus van der Berg-Oppenheimer', ['supervisor', 'receiver', 'counter', 'inspector']),
        await hire('Łukasz Żółć', ['receiver']),
        await hire('Ольга', ['planner']),
      ]
      const { bytes } = await made('badges', { badges: people.map(({ badge }) => badge), paper, first: 2 })
      const [page, ...more] = (await pages?.draw(bytes, DPI)) ?? []
      expect(more).toEqual([])
      for (const [index, { badge }] of people.entries()) {
        const text = await codeOn(cutOut(page as Picture, cut, index + 1), 'right')
        expect(scanned(text), `${paper} ${index}`).toMatchObject({ kind: 'badge', code: badge })
      }
      const said = (await pagesOf(bytes)).join(' ')
      for (const word of ['Maria', 'Lopez', 'Picker', 'Łukasz', 'Żółć', 'Ольга', 'Main']) expect(said).toContain(word)
      for (const { badge } of people) expect(said).not.toContain(badge)
    },
  )

  it('of people say who the badge is of, and are made of no badge that nobody has', async () => {
    const { badge } = await hire('Ada Byron', ['counter'])
    const { bytes } = await made('badges', { badges: [badge.toLowerCase()], paper: 'card' })
    expect((await pagesOf(bytes))[0]).toMatch(/Ada.*Byron.*Counter/s)
    const stranger = 'STRANGERSTRANGERSTRANGER42'
    expect(await refused('badges', { badges: [badge, stranger], paper: 'card' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-badge', field: 'badges[1]' },
    })
    const supervisor = await floor.server.token('supervisor')
    expect(await refused('badges', { badges: [badge], paper: 'card' }, supervisor)).toMatchObject({ status: 403 })
    expect((await refused('locations', { locations: [codes[0]], paper: 'a4-21' }, supervisor)).status).toBe(200)
    const log = JSON.stringify(await ok(floor.server, 'GET', '/audit-log'))
    expect(log).not.toContain(badge)
  })

  it('are turned down where paper, place or location make no sense', async () => {
    const places = (over: object) => refused('locations', { locations: [codes[0]], paper: 'a4-21', ...over })
    expect(await places({ locations: ['NOWHERE'] })).toMatchObject({ status: 422, body: { code: 'unknown-location' } })
    expect(await places({ locations: ['@customer'] })).toMatchObject({
      status: 422,
      body: { code: 'unknown-location' },
    })
    expect(await places({ locations: [] })).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(await places({ locations: Array(2_001).fill('B-01-1') })).toMatchObject({ status: 422 })
    expect(await places({ paper: 'napkin' })).toMatchObject({ status: 422, body: { field: 'paper' } })
    expect(await places({ first: 22 })).toMatchObject({ status: 422, body: { code: 'no-such-place' } })
    expect(await places({ paper: 'roll-4x2', first: 2 })).toMatchObject({
      status: 422,
      body: { code: 'no-such-place' },
    })
    expect(await places({ format: 'zpl' })).toMatchObject({ status: 422, body: { code: 'sheet-as-zpl' } })
  })
})
