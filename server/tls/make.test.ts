import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endSentence, factsOf } from './facts.ts'
import { filesOf } from './folder.ts'
import { permittedBy } from './issue.ts'
import { makeTls, type Wanted } from './make.ts'
import { type Names, namesOf, readName } from './names.ts'
import { pairFilesOf, readPair } from './pair.ts'

const NOW = Date.parse('2026-03-01T10:00:00Z')
const DAY = 86_400_000
const NOTHING: Names = { dns: [], ip: [] }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lotline-tls-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const machine = (address: string) => ({
  hostname: 'Depot-1.corp.example.com',
  interfaces: {
    lo: [{ address: '127.0.0.1', internal: true }],
    eth0: [
      { address, internal: false },
      { address: 'fe80::1', internal: false },
      { address: '2a00:1450:1:2:aaaa::1', internal: false },
      { address: 'fd00::5', internal: false },
    ],
  } as never,
})

const wanted = (over: Partial<Wanted> = {}): Wanted => ({
  ...{ folder, site: 'depot-1', asked: NOTHING, anew: false, now: NOW },
  names: namesOf(machine('192.168.1.20'), []),
  ...over,
})
const read = (file: 'authority' | 'certificate') => new X509Certificate(readFileSync(filesOf(folder)[file]))
const mode = (path: string) => statSync(path).mode & 0o777

describe('what a machine is called', () => {
  it('is all that a handheld may type', () => {
    expect(namesOf(machine('192.168.1.20'), [{ dns: ['lotline.lan'], ip: ['10.9.9.9'] }])).toEqual({
      dns: ['lotline.lan', 'depot-1.corp.example.com', 'depot-1.local', 'localhost'],
      ip: ['10.9.9.9', '192.168.1.20', '2a00:1450:1:2:aaaa::1', 'fd00::5', '127.0.0.1', '::1'],
    })
  })

  it.each([
    'a b',
    '-x',
    'x_y',
    'http://x',
    '1.2.3',
    '300.1.1.1',
    '',
    'a..b',
    '*.lan',
    'a'.repeat(64),
  ])('is not "%s"', (text) => {
    expect(readName(text)).toBeUndefined()
  })
})

describe('an authority and a certificate', () => {
  it('are such as browsers take, and keys that only their user reads', async () => {
    const made = await makeTls(wanted())
    expect(made).toMatchObject({ newAuthority: true, left: [], added: [], gone: [] })
    const [authority, server] = [read('authority'), read('certificate')]
    expect(authority.ca).toBe(true)
    expect(server.ca).toBe(false)
    expect(server.verify(authority.publicKey)).toBe(true)
    expect(server.checkIssued(authority)).toBe(true)
    expect(server.checkHost('depot-1.local')).toBe('depot-1.local')
    expect(server.checkIP('192.168.1.20')).toBe('192.168.1.20')
    expect(server.checkIP('fd00::5')).toBe('fd00::5')
    // id-kp-serverAuth
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    const days = (Date.parse(server.validTo) - Date.parse(server.validFrom)) / DAY
    expect(days).toBeLessThanOrEqual(397)
    expect(days).toBeGreaterThan(390)
    const files = filesOf(folder)
    expect([mode(files.key), mode(files.authorityKey), mode(join(folder, 'authority'))]).toEqual([0o600, 0o600, 0o700])
    expect(readPair({ certificate: files.certificate, key: files.key }).key).toContain('PRIVATE KEY')
    expect(readFileSync(files.key, 'utf8')).not.toBe(readFileSync(files.authorityKey, 'utf8'))
  })

  it('can vouch for local networks and this machine, and for nothing else', async () => {
    await makeTls(wanted())
    const { dns, ranges } = permittedBy(readFileSync(filesOf(folder).authority, 'utf8'))
    expect(dns).toEqual([
      'local',
      'lan',
      'internal',
      'home.arpa',
      'localhost',
      'depot-1.corp.example.com',
      'depot-1.local',
    ])
    // Its public network is permitted as it was; the rest of the internet is not.
    expect(ranges).toContain('2a00:1450:1:2::/64')
    expect(ranges).not.toContain('0.0.0.0/0')
    expect(ranges).toHaveLength(7)
  })

  it('renewed, keep the authority, whatever the machine is called now', async () => {
    await makeTls(wanted())
    const [authority, first] = [read('authority'), read('certificate')]
    const made = await makeTls(wanted({ names: namesOf(machine('192.168.1.77'), []), now: NOW + 300 * DAY }))
    expect(made).toMatchObject({ newAuthority: false, added: ['192.168.1.77'], gone: ['192.168.1.20'] })
    expect(read('authority').fingerprint256).toBe(authority.fingerprint256)
    expect(read('certificate').fingerprint256).not.toBe(first.fingerprint256)
    expect(read('certificate').verify(authority.publicKey)).toBe(true)
    expect(factsOf(readFileSync(filesOf(folder).certificate, 'utf8'), NOW + 300 * DAY).daysLeft).toBe(396)
  })

  it('leave out what the authority may not vouch for, and say so where it was asked for', async () => {
    await makeTls(wanted())
    const before = read('certificate').fingerprint256
    const moved = await makeTls(wanted({ names: { dns: ['localhost'], ip: ['203.0.113.5', '10.0.0.9'] } }))
    expect(moved).toMatchObject({ left: ['203.0.113.5'], names: { dns: ['localhost'], ip: ['10.0.0.9'] } })
    const asked = readName('shop.example.org') ?? NOTHING
    const asking = wanted({ names: namesOf(machine('192.168.1.20'), [asked]), asked })
    await expect(makeTls(asking)).rejects.toMatchObject({ code: 'name-not-permitted' })
    await makeTls({ ...asking, anew: true })
    expect(read('certificate').checkHost('shop.example.org')).toBe('shop.example.org')
    expect(read('certificate').fingerprint256).not.toBe(before)
  })

  it('are not made anew in silence where the authority’s key was taken away', async () => {
    await makeTls(wanted())
    const [before, files] = [read('certificate').fingerprint256, filesOf(folder)]
    rmSync(files.authorityKey)
    await expect(makeTls(wanted())).rejects.toMatchObject({ code: 'authority-not-whole' })
    expect(read('certificate').fingerprint256).toBe(before)
  })
})

describe('certificates that were made elsewhere', () => {
  const given = (tlsCert: string | undefined, tlsKey: string | undefined) => {
    const files = pairFilesOf({ tlsFolder: folder, tlsCert, tlsKey })
    return files && readPair(files)
  }
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  it('are not needed, and none are served where there are none', () => {
    expect(given(undefined, undefined)).toBeUndefined()
  })

  it('say plainly what is wrong with them', async () => {
    await makeTls(wanted())
    const { certificate, key, authorityKey } = filesOf(folder)
    expect(() => given(certificate, undefined)).toThrow(/LOTLINE_TLS_CERT is given without LOTLINE_TLS_KEY/)
    expect(() => given(undefined, key)).toThrow(/LOTLINE_TLS_KEY is given without LOTLINE_TLS_CERT/)
    expect(() => given('/nowhere/a.crt', key)).toThrow('/nowhere/a.crt is not there')
    expect(() => given(folder, key)).toThrow(/cannot be read \(EISDIR\)/)
    expect(() => given(certificate, authorityKey)).toThrow(/does not belong to the certificate/)
    expect(() => given(write('a.crt', 'nothing'), key)).toThrow(/a.crt holds no certificate in PEM/)
    expect(() => given(write('b.crt', '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----'), key)).toThrow(
      /b.crt holds no certificate/,
    )
    expect(() => given(certificate, write('a.key', 'nothing'))).toThrow(/a.key holds no private key/)
    expect(() => given(certificate, write('b.key', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nQUJD'))).toThrow(/password/)
    // A key in the place of a certificate is not quoted.
    expect(() => given(key, certificate)).toThrow(/holds no certificate/)
    expect(given(certificate, key)).toBeDefined()
    chmodSync(key, 0o600)
  })
})

describe('the end of a certificate', () => {
  it('is told from 30 days before it on', () => {
    const endsAt = Date.parse('2026-06-01T00:00:00Z')
    expect(endSentence({ endsAt, daysLeft: 30 })).toBeUndefined()
    expect(endSentence({ endsAt, daysLeft: 29 })).toBe(
      'The certificate of this server ends on 2026-06-01, in 29 days. Renew it before that.',
    )
    expect(endSentence({ endsAt, daysLeft: -1 })).toContain('ended on 2026-06-01')
  })
})
