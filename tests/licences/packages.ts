/** What is installed with Lotline where it runs, and under which licence each package stands. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import satisfies from 'spdx-satisfies'

const ROOT = new URL('../..', import.meta.url).pathname

export interface Package {
  name: string
  version: string
  /** As it says itself; null: it says nothing. */
  licence: string | null
}

interface Locked {
  version?: string
  license?: string
  dev?: boolean
  link?: boolean
}

/** A licence as package.json files of all ages state it. */
type Stated = string | { type?: string } | undefined

interface Manifest {
  license?: Stated
  licenses?: Stated[]
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** Each version of each package that is no development dependency, optional ones of other machines included. */
export function productionPackages(root = ROOT): Package[] {
  const { packages } = readJson(join(root, 'package-lock.json')) as { packages: Record<string, Locked> }
  const found = Object.entries(packages).flatMap(([path, { version, license, dev, link }]): Package[] => {
    if (path === '' || dev || link || version === undefined) return []
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    // What is for another machine is not installed: of it the lock file tells.
    const manifest = join(root, path, 'package.json')
    const licence = existsSync(manifest) ? licenceIn(readJson(manifest) as Manifest) : license
    return [{ name, version, licence: licence ?? null }]
  })
  return [...new Map(found.map((one) => [`${one.name}@${one.version}`, one])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )
}

function licenceIn({ license, licenses }: Manifest): string | undefined {
  const all = [license, ...(licenses ?? [])].flatMap((stated) =>
    stated === undefined ? [] : [typeof stated === 'string' ? stated : (stated.type ?? '')],
  )
  return all.length === 0 ? undefined : all.join(' OR ')
}

/** Named by package.json itself. */
export const directDependencies = (root = ROOT): string[] =>
  Object.keys((readJson(join(root, 'package.json')) as { dependencies: Record<string, string> }).dependencies)

/** They ask for their notice to be kept, and for nothing that reaches into what is made with them. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
  'WTFPL',
  'Zlib',
]

/** Looked at by hand: packages that may be used by what they say of themselves, and not by the list. */
export const LOOKED_AT: readonly { name: RegExp; licence: string | null; why: string }[] = [
  {
    name: /^(web-push|lightningcss(-.+)?)$/,
    licence: 'MPL-2.0',
    why: 'Asks for changes of its own files to be published. None is changed here.',
  },
  {
    name: /^caniuse-lite$/,
    licence: 'CC-BY-4.0',
    why: 'Data, read while the client is built. Its authors are named by this.',
  },
  {
    name: /^dejavu-fonts-ttf$/,
    licence: 'SEE LICENSE IN README.md AND LICENSE',
    why: 'Fonts of Bitstream and Arev: free to embed, to change under another name, and to sell with software.',
  },
  { name: /^chainsaw$/, licence: 'MIT/X11', why: 'MIT by its older name.' },
  { name: /^png-js$/, licence: null, why: 'Its LICENSE file is that of MIT.' },
  {
    name: /^buffers$/,
    licence: null,
    why: 'No word of a licence. It comes with exceljs, by unzipper and binary, for reading workbooks as a stream.',
  },
]

/** Why it may not be used; null: it may. */
export function whyNot({ name, version, licence }: Package): string | null {
  if (LOOKED_AT.some((one) => one.name.test(name) && one.licence === licence)) return null
  const it = `${name}@${version}`
  if (licence === null) return `${it} says no licence.`
  try {
    return satisfies(licence, ALLOWED) ? null : `${it} is under ${licence}, which is not on the list.`
  } catch {
    return `${it} says "${licence}", which is no licence that the list knows.`
  }
}
