/** Names that lead out of the folder they belong to: in addresses, in folders that others write to, in backups and imports. */
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { copyPhotos } from '../../server/backup/photos.ts'
import { diskFiles, folderProblem } from '../../server/channels/edi/exchange/folder.ts'
import { createFileDrop } from '../../server/channels/rest/file-drop.ts'
import { IMPORT_KINDS, importFile } from '../../server/import/import-file.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { ok } from './floor.ts'

const SECRET = 'what only this server may read'

let server: TestServer
let root: string
let secret: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'lotline-paths-'))
  secret = join(root, 'secret.txt')
  writeFileSync(secret, SECRET)
  const app = join(root, 'app')
  mkdirSync(join(app, 'assets'), { recursive: true })
  writeFileSync(join(app, 'index.html'), '<!doctype html><title>The app</title>')
  writeFileSync(join(app, 'assets', 'a-1.js'), 'export {}')
  server = await startTestServer('sqlite', undefined, { appFolder: app })
})
afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

describe('an address', () => {
  const paths = [
    ...['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%2e%2e%2fsecret.txt', '/..%5csecret.txt'],
    ...[
      '/..\\secret.txt',
      '/assets/../../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets/%2e%2e/%2e%2e/secret.txt',
    ],
    ...['/assets/....//....//secret.txt', '/%252e%252e%252fsecret.txt', '/assets/..%c0%af..%c0%afsecret.txt'],
    ...['/assets/a-1.js%00', '/%00', '/assets/%00../../secret.txt', '//secret.txt', '/.%00./secret.txt', '/assets/%'],
    ...['/etc/passwd', '//etc/passwd', '/assets//etc/passwd', '/assets/%2fetc%2fpasswd', '/file:///etc/passwd'],
  ]
  it.each(paths)('%s leads nowhere else', async (path) => {
    const answer = await server.fetch(new Request(`http://test${path}`))
    const text = await answer.text()
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain('root:')
    // Nothing, or the page of the app, which says itself that there is no such place.
    if (answer.ok) expect(text).toContain('The app')
    else expect([400, 404]).toContain(answer.status)
    expect(server.faults.splice(0)).toEqual([])
  })

  it.each([
    '..%2f..%2fsecret',
    '%00',
    'a'.repeat(63),
    'g'.repeat(64),
    `../${'a'.repeat(64)}`,
    'A'.repeat(64),
  ])('of a photo is a hash and nothing else: %s', async (hash) => {
    const headers = { authorization: `Bearer ${server.adminToken}` }
    for (const method of ['GET', 'PUT']) {
      const url = `http://test/api/v1/attachments/${hash}`
      const body = method === 'PUT' ? new Uint8Array([0xff, 0xd8, 0xff]) : null
      expect([404, 422]).toContain((await server.fetch(new Request(url, { method, headers, body }))).status)
    }
    expect(server.faults.splice(0)).toEqual([])
  })
})

describe('a folder that a partner writes to', () => {
  let folder: string
  let made = 0
  beforeEach(() => {
    folder = join(root, `in-${++made}`)
    mkdirSync(folder)
  })
  const linkTo = (name: string, target: string) => symlinkSync(target, join(folder, name))

  it('lists no links, and none is read that takes a file’s place', async () => {
    linkTo('order.edi', secret)
    linkTo('folder.edi', root)
    writeFileSync(join(folder, 'true.edi'), 'ISA')
    expect(await diskFiles.list(folder)).toEqual(['true.edi'])
    expect(await diskFiles.read(folder, 'order.edi')).toBeUndefined()
    expect(await diskFiles.read(folder, 'true.edi')).toMatchObject({ size: 3 })
  })

  it('gives no file to where a link of theirs leads', async () => {
    const elsewhere = join(root, `elsewhere-${made}`)
    mkdirSync(elsewhere)
    linkTo('done', elsewhere)
    writeFileSync(join(folder, 'cron'), '* * * * * root x')
    await expect(diskFiles.move(folder, 'cron', join(folder, 'done'), 'cron-2')).rejects.toThrow(/is a link/)
    expect(readdirSync(elsewhere)).toEqual([])
    // A folder of whoever runs the server may be a link: it is not theirs.
    const own = join(root, `own-${made}`)
    symlinkSync(elsewhere, own)
    await diskFiles.move(folder, 'cron', own, 'cron-2')
    expect(readdirSync(elsewhere)).toEqual(['cron'])
  })

  it('has nothing written through a link that waits there', async () => {
    linkTo('.out-1.edi.tmp', secret)
    await diskFiles.stage(folder, 'out-1.edi', 'ISA*')
    await diskFiles.reveal(folder, 'out-1.edi')
    linkTo('.lotline-probe', secret)
    expect(await folderProblem(folder, false)).toBeUndefined()
    expect(readFileSync(secret, 'utf8')).toBe(SECRET)
    expect(lstatSync(join(folder, 'out-1.edi')).isFile()).toBe(true)
  })

  it('of orders by CSV neither', async () => {
    const connector = `drop-${made}`
    const elsewhere = join(root, `elsewhere-${made}`)
    mkdirSync(elsewhere)
    await ok(server, 'PUT', `/channels/${connector}`, { name: 'Drop', kind: 'dtc', priority: 1 })
    await ok(server, 'PUT', `/connectors/${connector}`, { kind: 'rest', channel: connector, folders: { in: folder } })
    linkTo('link.csv', secret)
    linkTo('failed', elsewhere)
    const order = join(folder, 'orders.csv')
    writeFileSync(order, SECRET)
    const old = new Date(Date.now() - 60_000)
    utimesSync(order, old, old)
    const reported: unknown[] = []
    const drop = createFileDrop({
      work: server.database.work,
      now: () => Date.now(),
      random: () => 0.5,
      report: (error) => reported.push(error),
    })
    await drop.step()
    expect(readdirSync(elsewhere)).toEqual([])
    expect(existsSync(order)).toBe(true)
    rmSync(join(folder, 'failed'))
    mkdirSync(join(folder, 'failed'))
    linkTo('failed/.orders.result.csv.tmp', secret)
    server.faults.splice(0)
    await server.database.work.run([], (tx) => tx.db.update(tx.t.connectors).set({ restsUntil: 0 }))
    await drop.step()
    expect(readFileSync(secret, 'utf8')).toBe(SECRET)
    expect(readdirSync(join(folder, 'failed')).sort()).toEqual(['orders.csv', 'orders.result.csv'])
    expect(existsSync(join(folder, 'link.csv'))).toBe(true)
  })
})

describe('a backup', () => {
  it('has its photos copied by their hash only, whatever it calls them', async () => {
    const [from, to] = [join(root, 'photos'), join(root, 'restored')]
    const photo = 'a photo'
    const hash = createHash('sha256').update(photo).digest('hex')
    mkdirSync(join(from, hash.slice(0, 2)), { recursive: true })
    writeFileSync(join(from, hash.slice(0, 2), hash), photo)
    const names = ['../secret.txt', '/../../secret.txt', '..', secret, `../${hash}`, '']
    expect(await copyPhotos(from, to, [...names, hash])).toEqual(names)
    expect(readdirSync(to, { recursive: true }).sort()).toEqual([hash.slice(0, 2), join(hash.slice(0, 2), hash)])
  })
})

describe('an import', () => {
  const zip = (name: string, bytes: number) => Buffer.from(zipSync({ [name]: new Uint8Array(bytes) })).toString('utf8')

  const archives = [zip('../../x', 10), zip('xl/workbook.xml', 50_000_000)]

  it.each(IMPORT_KINDS)('of %s takes no workbook and no ZIP, and opens neither', async (kind) => {
    for (const text of archives) {
      const result = await importFile(server.database.work, kind, 'MAIN', text)
      expect(result).toEqual({
        ok: false,
        errors: [{ line: 1, reason: expect.stringContaining('a workbook or a ZIP, and not CSV') }],
      })
    }
  })
})
