/** The boundaries of the design, read from the real imports. Each rule is also shown something that breaks it. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

const ROOT = new URL('..', import.meta.url).pathname
const FOLDERS = ['shared', 'client', 'server']
const OF_FLOWS = [
  'client/flows/',
  'client/scan/',
  'client/language/',
  'shared/',
  'client/replica/',
  'client/outbox/append.ts',
]
const OF_OFFICE = [
  ...['client/office/', 'client/ui/', 'client/language/', 'shared/'],
  ...['client/shell/floor.ts', 'client/sync/answers.ts', 'client/sync/follow-events.ts'],
]

interface Import {
  /** A path from the root where it is relative, else the package as it was written. */
  to: string
  names: string[]
  /** Gone when the types are gone. */
  typeOnly: boolean
  /** Loaded only when it is wanted: `import(…)`. */
  lazy: boolean
}

interface Source {
  path: string
  text: string
  imports: Import[]
  /** What is called or constructed, such as `Date.now`, `fetch` or `new Date()` without arguments. */
  calls: string[]
}

type Node = { type: string } & Record<string, unknown>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Every node below, this one included. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const part of value) yield* nodesOf(part)
  else if (isNode(value)) {
    yield value
    for (const [name, part] of Object.entries(value)) if (name !== 'type') yield* nodesOf(part)
  }
}

/** Text of a literal, also of one in backticks without holes. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  const [quasi] = (node.quasis as { value: { cooked: string } }[] | undefined) ?? []
  return node.type === 'TemplateLiteral' ? quasi?.value.cooked : undefined
}

/** `a`, `a.b.c`; empty for anything else. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'Identifier') return String(node.name)
  if (node.type === 'ImportMeta' || node.type === 'MetaProperty') return 'import.meta'
  if (node.type === 'MemberExpression') return [nameOf(node.object), nameOf(node.property)].filter(Boolean).join('.')
  return ''
}

function specifierOf(node: Node): string | undefined {
  if (/^(Import|Export)\w*Declaration$|^ImportExpression$|^TSImportType$/.test(node.type)) return textOf(node.source)
  // Workers and assets: new URL('./x.ts', import.meta.url)
  const [first, second] = (node.arguments as unknown[] | undefined) ?? []
  if (node.type !== 'NewExpression' || nameOf(node.callee) !== 'URL') return undefined
  return nameOf(second).startsWith('import.meta') ? textOf(first) : undefined
}

function importOf(path: string, node: Node): Import[] {
  const specifier = specifierOf(node)
  if (specifier === undefined) return []
  const to = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier
  const names = ((node.specifiers as Node[] | undefined) ?? []).map((one) => nameOf(one.imported ?? one.local))
  const typeOnly = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType'
  return [{ to, names, typeOnly, lazy: node.type === 'ImportExpression' }]
}

function callOf(node: Node): string[] {
  if (node.type === 'CallExpression') return [nameOf(node.callee)]
  if (node.type !== 'NewExpression') return []
  return [`new ${nameOf(node.callee)}${(node.arguments as unknown[]).length === 0 ? '()' : ''}`]
}

function read(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const nodes = [...nodesOf(program)]
  return { path, text, imports: nodes.flatMap((node) => importOf(path, node)), calls: nodes.flatMap(callOf) }
}

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length), entry.name))
    .filter((path) => !path.includes('node_modules/') && !path.includes('dist/'))

const isSource = (path: string) => /\.tsx?$/.test(path)
const isTest = (path: string) => /\.test\.tsx?$/.test(path)

const within =
  (...places: string[]) =>
  (path: string): boolean =>
    places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))

const isPackage = ({ to }: Import): boolean => !within('shared/', 'client/', 'server/', 'tests/')(to)

interface Rule {
  name: string
  /** What breaks it in one file, or nothing. `all`: every file by its path, for what is reached through others. */
  findings(source: Source, all: Map<string, Source>): string[]
  /** Files that break it, each alone. */
  broken: [path: string, text: string][]
  /** Files that do not. */
  kept: [path: string, text: string][]
}

const importsThat =
  (applies: (path: string) => boolean, isWrong: (one: Import, source: Source) => boolean) =>
  (source: Source): string[] =>
    applies(source.path) ? source.imports.filter((one) => isWrong(one, source)).map((one) => one.to) : []

/** All that is loaded with a file, by imports that are not only types. */
function reachedFrom(source: Source, all: Map<string, Source>, seen = new Set<string>()): Set<string> {
  for (const { to, typeOnly } of source.imports) {
    if (typeOnly || seen.has(to)) continue
    seen.add(to)
    const next = all.get(to)
    if (next) reachedFrom(next, all, seen)
  }
  return seen
}

const CLOCKED = [
  'channels/edi',
  'ledger',
  'inbox',
  'orders',
  'picking',
  'availability',
  'lots',
  'feed',
  'exceptions',
  'receiving',
  'master',
]
const OUTSIDE =
  /^(Date\.now|Math\.random|new Date\(\)|setTimeout|setInterval|setImmediate|performance\.now|crypto\.\w+|randomUUID|randomBytes|randomInt)$/
const LEDGER_TABLES = /\.(?:insert|update|delete)\(\s*(?:\w+\.)*(stock|shelf|movements)\s*\)/

const rules: Rule[] = [
  {
    name: 'shared imports only shared and valibot',
    findings: importsThat(within('shared/'), (one) => !within('shared/', 'valibot')(one.to)),
    broken: [
      ['shared/rules/a.ts', "import { readFileSync } from 'node:fs'"],
      ['shared/rules/a.ts', "export * from '../../server/problem.ts'"],
      ['shared/rules/a.ts', "const later = () => import('react')"],
      ['shared/rules/a.ts', "type Row = import('../../client/replica/view.ts').View"],
    ],
    kept: [['shared/rules/a.ts', "import * as v from 'valibot'\nimport type { Money } from './money.ts'"]],
  },
  {
    name: 'client and server never import each other',
    findings: (source) => [
      ...importsThat(within('client/'), (one) => one.to.startsWith('server/'))(source),
      ...importsThat(within('server/'), (one) => one.to.startsWith('client/'))(source),
    ],
    broken: [
      ['client/sync/a.ts', "import type { Work } from '../../server/db/work.ts'"],
      ['server/http/a.ts', "export { app } from '../../client/main.tsx'"],
    ],
    kept: [['server/http/a.ts', "import { firstIssue } from '../../shared/wire/problem.ts'"]],
  },
  {
    name: 'flows know flows, scan, texts, shared, outbox/append and the replica; their screens also ui and shell',
    findings: importsThat(within('client/flows/'), (one, { path }) => {
      if (isPackage(one)) return false
      if (within(...OF_FLOWS)(one.to)) return false
      return !(path.endsWith('.tsx') && within('client/ui/', 'client/shell/')(one.to))
    }),
    broken: [
      ['client/flows/pick/machine.ts', "import { Button } from '../../ui/index.ts'"],
      ['client/flows/pick/screen.tsx', "import { drain } from '../../sync/drain.ts'"],
      ['client/flows/pick/screen.tsx', "import { OutboxDatabase } from '../../outbox/database.ts'"],
    ],
    kept: [
      ['client/flows/pick/screen.tsx', "import { Button } from '../../ui/index.ts'\nimport 'react'"],
      ['client/flows/pick/machine.ts', "import type { NewTransaction } from '../../outbox/append.ts'"],
    ],
  },
  {
    name: 'machines reach no React, no Dexie and no network',
    findings: (source, all) =>
      /^client\/flows\/.*machine\.ts$/.test(source.path)
        ? [
            ...[...reachedFrom(source, all)].filter((to) =>
              /^(react|dexie|wouter|lucide)|^client\/(ui|shell|sync)\//.test(to),
            ),
            ...source.calls.filter((call) => /(^|\.)fetch$|^new (XMLHttpRequest|EventSource|WebSocket)/.test(call)),
          ]
        : [],
    broken: [
      ['client/flows/pick/machine.ts', "import { useState } from 'react'"],
      ['client/flows/pick/machine.ts', "import Dexie from 'dexie'"],
      ['client/flows/pick/machine.ts', "await fetch('/api/v1/tasks')"],
      ['client/flows/pick/machine.ts', "globalThis.fetch('/api/v1/tasks')"],
    ],
    kept: [['client/flows/pick/machine.ts', "import type { Dexie } from 'dexie'"]],
  },
  {
    name: 'the office knows itself, ui, texts, shared, who is signed in, answers, events; only a lazy import knows it',
    findings: (source) => [
      ...importsThat(within('client/office/'), (one) => !isPackage(one) && !within(...OF_OFFICE)(one.to))(source),
      ...importsThat(
        (path) => !within('client/office/')(path),
        ({ to, lazy }) => to.startsWith('client/office/') && !lazy,
      )(source),
    ],
    broken: [
      ['client/office/stock/a.ts', "import { OutboxDatabase } from '../../outbox/database.ts'"],
      ['client/office/stock/a.ts', "import { stockOf } from '../../replica/view.ts'"],
      ['client/shell/app.tsx', "import Office from '../office/office.tsx'"],
      ['client/flows/home/screen.tsx', "import { figure } from '../../office/words.ts'"],
    ],
    kept: [
      ['client/shell/app.tsx', "const Office = lazy(() => import('../office/office.tsx'))"],
      [
        'client/office/a.tsx',
        "import { Dialog } from '../ui/dialog.tsx'\nimport { useFloor } from '../shell/floor.ts'",
      ],
    ],
  },
  {
    name: 'only ledger, picking and import change balances',
    findings: importsThat(
      (path) => path.startsWith('server/') && !within('server/ledger/', 'server/picking/', 'server/import/')(path),
      ({ to, names }) =>
        (to === 'server/ledger/stock.ts' && names.includes('changeStock')) ||
        (to === 'server/ledger/scene.ts' && names.includes('change')),
    ),
    broken: [
      ['server/orders/a.ts', "import { changeStock } from '../ledger/stock.ts'"],
      ['server/http/a.ts', "import { change as alter, type Scene } from '../ledger/scene.ts'"],
    ],
    kept: [
      ['server/picking/a.ts', "import { change } from '../ledger/scene.ts'"],
      ['server/orders/a.ts', "import type { Scene } from '../ledger/scene.ts'"],
    ],
  },
  {
    name: 'only the ledger writes its tables',
    findings: ({ path, text }) => {
      const [, table] = LEDGER_TABLES.exec(text) ?? []
      return table === undefined || path.startsWith('server/ledger/') ? [] : [table]
    },
    broken: [
      ['server/orders/a.ts', 'await tx.db.update(tx.t.stock).set({ quantity: 1 })'],
      ['server/orders/a.ts', 'await tx.db\n  .insert(movements)\n  .values(row)'],
    ],
    kept: [['server/ledger/a.ts', 'await tx.db.update(stock).set(row)']],
  },
  {
    name: 'the database knows no capability but the chain of the feed',
    findings: importsThat(
      within('server/db/'),
      (one) => one.to.startsWith('server/') && !within('server/db/', 'server/feed/chain.ts')(one.to),
    ),
    broken: [['server/db/sqlite/a.ts', "import { emit } from '../../feed/emit.ts'"]],
    kept: [
      ['server/db/sqlite/a.ts', "import { GENESIS } from '../../feed/chain.ts'\nimport Database from 'better-sqlite3'"],
    ],
  },
  {
    name: 'the domain reads no clock and rolls no dice',
    findings: ({ path, calls }) =>
      within('shared/', ...CLOCKED.map((folder) => `server/${folder}/`))(path)
        ? calls.filter((call) => OUTSIDE.test(call))
        : [],
    broken: [
      ['shared/rules/a.ts', 'const now = Date.now()'],
      ['server/ledger/a.ts', 'const today = new Date()'],
      ['server/inbox/a.ts', 'setTimeout(() => {}, 1)'],
      ['server/orders/a.ts', 'const id = crypto.randomUUID()'],
      ['server/feed/a.ts', 'const start = performance.now()'],
      ['server/master/a.ts', 'const dice = Math.random()'],
    ],
    kept: [
      ['server/ledger/a.ts', 'const then = new Date(tx.now).toISOString()'],
      ['server/cli/a.ts', 'const now = Date.now()'],
    ],
  },
  {
    name: 'no file is named after nothing',
    findings: ({ path }) =>
      path.split('/').filter((part) => /(^|-)(utils?|helpers?|managers?|services?)(\.\w+)*$/.test(part)),
    broken: [
      ['shared/utils.ts', ''],
      ['server/orders/order-service.ts', ''],
      ['client/helpers/a.ts', ''],
      ['client/sync/manager.test.ts', ''],
    ],
    kept: [['client/device/service-worker.ts', '']],
  },
  {
    name: 'file names are in kebab-case',
    findings: ({ path }) =>
      path
        .split('/')
        .filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(property|test|module|config))*(\.\w+)?$/.test(part)),
    broken: [
      ['client/ui/ScanBand.tsx', ''],
      ['server/orders/place_order.ts', ''],
      ['server/Orders/place.ts', ''],
    ],
    kept: [['client/scan/burst.property.test.ts', '']],
  },
]

/** Rules about what is shipped do not bind tests; rules about names bind all. */
const bindsTests = (rule: Rule): boolean => rule.broken.every(([, text]) => text === '')

const sources = new Map(
  FOLDERS.flatMap(filesBelow)
    .filter(isSource)
    .map((path) => [path, read(path, readFileSync(join(ROOT, path), 'utf8'))]),
)

describe.each(rules)('$name', (rule) => {
  it('holds', () => {
    const bound = [...sources.values()].filter(({ path }) => bindsTests(rule) || !isTest(path))
    const findings = bound.flatMap((source) =>
      rule.findings(source, sources).map((found) => `${source.path}: ${found}`),
    )
    expect(findings).toEqual([])
  })

  it.each(rule.broken)('is broken by %s: %s', (path, text) => {
    expect(rule.findings(read(path, text), new Map())).not.toEqual([])
  })

  it.each(rule.kept)('is kept by %s: %s', (path, text) => {
    expect(rule.findings(read(path, text), new Map())).toEqual([])
  })
})

describe('the reading of imports', () => {
  it('sees every kind of import, and none in comments and texts', () => {
    const { imports } = read(
      'client/scan/camera/a.ts',
      `
      import './side-effect.ts'
      import type { A } from '../a.ts'
      import b, { c as d } from '../../b.ts'
      export { e } from './e.ts'
      export * from './f.ts'
      const g = () => import('./g.ts')
      const h = import(\`./h.ts\`)
      type I = import('./i.ts').I
      const j = new Worker(new URL('./j.ts', import.meta.url))
      // import './comment.ts'
      const text = "import './text.ts'"
      `,
    )
    expect(imports.map((one) => one.to)).toEqual([
      'client/scan/camera/side-effect.ts',
      'client/scan/a.ts',
      'client/b.ts',
      'client/scan/camera/e.ts',
      'client/scan/camera/f.ts',
      'client/scan/camera/g.ts',
      'client/scan/camera/h.ts',
      'client/scan/camera/i.ts',
      'client/scan/camera/j.ts',
    ])
    expect(imports[2]?.names).toEqual(['b', 'c'])
    expect(imports.map((one) => one.typeOnly)).toEqual([false, true, false, false, false, false, false, true, false])
  })

  it('follows what is loaded through others, and not what is only a type', () => {
    const all = new Map(
      [
        read('client/flows/x/machine.ts', "import { y } from './y.ts'\nimport type { Z } from './z.ts'"),
        read('client/flows/x/y.ts', "import 'dexie'"),
        read('client/flows/x/z.ts', "import 'react'"),
      ].map((source) => [source.path, source]),
    )
    const machine = all.get('client/flows/x/machine.ts')
    expect([...reachedFrom(machine as Source, all)]).toEqual(['client/flows/x/y.ts', 'dexie'])
  })

  it('finds every relative import, so that no rule is blind', () => {
    const lost = [...sources.values()].flatMap(({ path, imports }) =>
      imports
        .filter((one) => !isPackage(one) && isSource(one.to) && !sources.has(one.to))
        .map((one) => `${path}: ${one.to}`),
    )
    expect(lost.filter((line) => !line.includes(': tests/'))).toEqual([])
    expect(sources.size).toBeGreaterThan(200)
    expect([...sources.keys()].map((path) => basename(dirname(path)))).toContain('ledger')
  })
})
