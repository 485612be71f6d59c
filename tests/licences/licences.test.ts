/** What runs with Lotline may be used with it, and is named where people look for it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { directDependencies, LOOKED_AT, type Package, productionPackages, whyNot } from './packages.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const packages = productionPackages()

describe('packages that run with Lotline', () => {
  it('are all found, and no development dependency with them', () => {
    const names = new Set(packages.map(({ name }) => name))
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
    expect(directDependencies().filter((name) => !names.has(name))).toEqual([])
    expect(packages.length).toBeGreaterThan(directDependencies().length)
    expect(names.has('vitest') || names.has('@biomejs/biome')).toBe(false)
    expect(Object.hasOwn(devDependencies, 'vitest')).toBe(true)
  })

  it('are all under a licence that allows it', () => expect(packages.flatMap((one) => whyNot(one) ?? [])).toEqual([]))

  it.each(LOOKED_AT)('that were looked at by hand are still as they were: $name', ({ name, licence }) =>
    expect(packages.some((one) => name.test(one.name) && one.licence === licence)).toBe(true))
})

describe('a package', () => {
  const named = (licence: string | null, name = 'some'): Package => ({ name, version: '1.2.3', licence })

  it.each(['MIT', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)', 'Apache-2.0'])('may be used under %s', (licence) =>
    expect(whyNot(named(licence))).toBeNull())

  it.each([
    ['GPL-3.0-only', 'some@1.2.3 is under GPL-3.0-only, which is not on the list.'],
    ['(MIT AND AGPL-3.0-only)', 'some@1.2.3 is under (MIT AND AGPL-3.0-only), which is not on the list.'],
    ['MPL-2.0', 'some@1.2.3 is under MPL-2.0, which is not on the list.'],
    ['SEE LICENSE IN X', 'some@1.2.3 says "SEE LICENSE IN X", which is no licence that the list knows.'],
    [null, 'some@1.2.3 says no licence.'],
  ])('may not under %s', (licence, why) => expect(whyNot(named(licence))).toBe(why))

  it('that was looked at is looked at again when it says something else', () => {
    expect(whyNot(named('MPL-2.0', 'web-push'))).toBeNull()
    expect(whyNot(named('GPL-3.0-only', 'web-push'))).not.toBeNull()
    expect(whyNot(named(null, 'png-js'))).toBeNull()
    expect(whyNot(named(null, 'web-push'))).not.toBeNull()
  })
})

describe('the page of third-party software', () => {
  /** Name and licence of each row. */
  const rows = [...read('docs/third-party.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name, licence]) => [
    name,
    licence?.trim(),
  ])

  it('names each dependency with its licence', () => {
    const licences = new Map(packages.map(({ name, licence }) => [name, licence]))
    const due = directDependencies().map((name) => [name, licences.get(name)])
    expect(rows.sort()).toEqual(due.sort())
  })
})

describe('the licence of Lotline itself', () => {
  it('is told alike by package.json, its file and its page', () => {
    const { license } = JSON.parse(read('package.json')) as { license: string }
    expect(license).toBe('UNLICENSED')
    expect(read('LICENSE')).toContain(`"${license}"`)
    expect(read('LICENSE')).toMatch(/All rights reserved/)
  })
})
