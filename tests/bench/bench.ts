/** Runs the parts one after the other, prints what they found, and fails loudly where a part could not be measured. */
import { writeFileSync } from 'node:fs'
import { measureArchive } from './archive.ts'
import { measureDevice } from './device.ts'
import { measureFirstLoad } from './first-load.ts'
import { measureItems, measureMovements } from './growth.ts'
import { measureDevices } from './growth-devices.ts'
import { describeMachine, machineWords } from './machine.ts'
import { measureMargins } from './margins.ts'
import { measureOrders } from './orders.ts'
import { measurePeers } from './peers/peers.ts'
import { measurePostgres } from './postgres.ts'
import { measureProfile } from './profile.ts'
import { areProfilesAsked, keepProfilesIn, profilesFolder } from './profiles-folder.ts'
import { measurePromise } from './promise.ts'
import { measurePublish } from './publish.ts'
import { measurePush } from './push.ts'
import { measureReads } from './read.ts'
import { measureRecall } from './recall.ts'
import { measureRelease } from './release.ts'
import { measureReplenishment } from './replenishment.ts'
import { type Figure, NotPossible, table, verdict } from './report.ts'
import { measureScans } from './scan.ts'
import { measureShift } from './shift.ts'
import { measureToday } from './today.ts'
import { measureUrgent } from './urgent.ts'

const PARTS: Record<string, () => Figure[] | Promise<Figure[]>> = {
  push: measurePush,
  postgres: measurePostgres,
  read: measureReads,
  today: measureToday,
  release: measureRelease,
  orders: measureOrders,
  promise: measurePromise,
  publish: measurePublish,
  urgent: measureUrgent,
  load: measureFirstLoad,
  scan: measureScans,
  archive: measureArchive,
  device: measureDevice,
  shift: measureShift,
  recall: measureRecall,
  margins: measureMargins,
  replenishment: measureReplenishment,
  growth: measureGrowth,
  'growth-movements': measureMovements,
  'growth-items': measureItems,
  'growth-devices': () => measureDevices(),
  profile: measureProfile,
  peers: measurePeers,
}
/** They take as long as all others together, or need a registry of packages: measured where they are named. */
const BY_NAME = [
  'archive',
  'device',
  'shift',
  'growth',
  'growth-movements',
  'growth-items',
  'growth-devices',
  'profile',
  'peers',
]
const PART_WITHIN_MS = 240_000
/** Parts that fill databases by the million first. */
const LONGER_WITHIN_MS: Record<string, number> = {
  recall: 900_000,
  urgent: 900_000,
  margins: 900_000,
  replenishment: 600_000,
  archive: 1_200_000,
  device: 600_000,
  shift: 1_500_000,
  growth: 3_600_000,
  'growth-movements': 2_400_000,
  'growth-items': 1_200_000,
  'growth-devices': 1_200_000,
  profile: 600_000,
  peers: 1_800_000,
}
const RESULTS = new URL('./results.json', import.meta.url)

/** The exit code: 0 all measured and good enough, 1 a target was missed, 2 a part could not be measured. */
export async function bench(words: string[]): Promise<number> {
  const { parts, json } = readWords(words)
  const machine = describeMachine()
  console.log(`${machineWords(machine)}\n`)
  const figures: Figure[] = []
  const failures: { part: string; why: string }[] = []
  for (const part of parts) {
    const started = performance.now()
    process.stderr.write(`Measuring ${part} … `)
    try {
      figures.push(...(await within(LONGER_WITHIN_MS[part] ?? PART_WITHIN_MS, part)))
    } catch (error) {
      failures.push({ part, why: whyOf(error) })
    }
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0)} s\n`)
  }
  console.log(table(figures))
  if (areProfilesAsked() || parts.includes('profile')) console.log(`\nProfiles are kept in ${profilesFolder()}`)
  for (const { part, why } of failures) console.error(`\nNOT MEASURED: ${part}\n${why}`)
  const result = { machine, figures: figures.map((figure) => ({ ...figure, verdict: verdict(figure) })), failures }
  const text = `${JSON.stringify(result, null, 1)}\n`
  writeFileSync(RESULTS, text)
  if (json !== undefined) writeFileSync(json, text)
  console.log(`\n${text}`)
  if (failures.length > 0) return 2
  return figures.some((figure) => verdict(figure) === 'FAIL') ? 1 : 0
}

/** All three series, one after the other. */
async function measureGrowth(): Promise<Figure[]> {
  return [...(await measureMovements()), ...(await measureItems()), ...(await measureDevices())]
}

function whyOf(error: unknown): string {
  if (error instanceof NotPossible) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function readWords(words: string[]): { parts: string[]; json: string | undefined } {
  const [afterJson, json] = takeOption(words, '--json')
  const [named, profiles] = takeOption(afterJson, '--profiles')
  if (profiles !== undefined) keepProfilesIn(profiles)
  const unknown = named.find((part) => !Object.hasOwn(PARTS, part))
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}. Parts: ${Object.keys(PARTS).join(', ')}.`)
  const usual = Object.keys(PARTS).filter((part) => !BY_NAME.includes(part))
  return { parts: named.length > 0 ? named : usual, json }
}

/** The other words, and what stands behind the option. */
function takeOption(words: string[], option: string): [string[], string | undefined] {
  const at = words.indexOf(option)
  return at < 0 ? [words, undefined] : [words.toSpliced(at, 2), words[at + 1]]
}

async function within(limitMs: number, part: string): Promise<Figure[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${limitMs / 1000} s.`)), limitMs)
  })
  try {
    return await Promise.race([PARTS[part]?.() ?? [], late])
  } finally {
    clearTimeout(timer)
  }
}
