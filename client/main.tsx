/** The only wiring: databases, network, clock, scanner, sound and screens meet here and nowhere else. */
import { createRoot } from 'react-dom/client'
import { v7 } from 'uuid'
import type { ScanContext } from '../shared/barcode/scan.ts'
import { deviceClock } from './device/clock.ts'
import { registerServiceWorker } from './device/service-worker.ts'
import { type Cue, createSound } from './device/sound.ts'
import { persistStorage, storageState } from './device/storage.ts'
import type { SupervisorKey } from './device/supervisor-key.ts'
import { vibrate } from './device/vibration.ts'
import { keepAwake } from './device/wake-lock.ts'
import type { Tone } from './flows/flow.ts'
import type { Recorder } from './outbox/append.ts'
import { type Credential, OutboxDatabase, type Session } from './outbox/database.ts'
import { openStream } from './outbox/stream.ts'
import { keepAtHand } from './replica/at-hand.ts'
import { ReplicaDatabase } from './replica/database.ts'
import { createScanHub } from './scan/hub.ts'
import { listenToWedge } from './scan/wedge.ts'
import { App, type Shell, type ShellState } from './shell/app.tsx'
import { deviceState } from './shell/device-state.ts'
import { readScannerSettings } from './shell/scanner-settings.ts'
import { listenToEvents } from './sync/events.ts'
import { call, createHttpTransport } from './sync/http-transport.ts'
import { returnUnbegun } from './sync/lease-ahead.ts'
import { type SyncLoop, startSync } from './sync/loop.ts'
import { unsentNow } from './sync/unsent.ts'
import { applyAppearance } from './ui/index.ts'
import './ui/reset.css'
import './ui/tokens.css'

const CUES: Record<Exclude<Tone, 'quiet'>, Cue> = {
  right: 'right',
  done: 'line-done',
  attention: 'attention',
  wrong: 'wrong',
}
const EVENTS_RETRY_MS = 5_000

const outbox = new OutboxDatabase()
const replica = new ReplicaDatabase()
const atHand = keepAtHand(replica)
const hub = createScanHub()
const sound = createSound()
let credential: Credential | null = null
let session: Session | null = null
let demo = false
let sync: SyncLoop | null = null

const http = {
  fetch: window.fetch.bind(window),
  credential: () => credential,
  session: () => session?.token,
  unsent: () => unsentNow(outbox, deviceClock.wallMs()),
  app: import.meta.env.VITE_LOTLINE_VERSION,
}

const transport = createHttpTransport(http)

const scanContext = (): ScanContext => ({
  today: new Date().toLocaleDateString('en-CA'),
  site: {},
  ...readScannerSettings(),
})

function signal(tone: Tone): void {
  if (tone === 'quiet') return
  sound.play(CUES[tone])
  vibrate(CUES[tone])
}

// --- What is in front -------------------------------------------------------------------------------------------------

let state: ShellState | null = null
const listeners = new Set<() => void>()

const shell: Shell = {
  read: () => state ?? enrolling(),
  subscribe(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

function become(next: ShellState): void {
  state = next
  for (const listener of listeners) listener()
}

const enrolling = (): ShellState => ({ stage: 'enrol', props: { hub, enrol }, demo })

function show(recorder: Recorder): void {
  become(stageNow(recorder))
}

function stageNow(recorder: Recorder): ShellState {
  if (!credential || !sync) return enrolling()
  if (!session || Date.parse(session.expiresAt) < deviceClock.wallMs()) {
    return { stage: 'sign-in', props: { hub, scanContext, signIn, onTouch: () => sound.unlock() }, demo }
  }
  return {
    stage: 'floor',
    demo,
    floor: {
      view: { outbox, replica, atHand },
      recorder,
      hub,
      sync,
      credential,
      session,
      scanContext,
      supervisor,
      ask: (method, path, body) => call(http, method, path, body, { token: session?.token }),
      signal,
      signOut,
    },
  }
}

// --- Device and person ------------------------------------------------------------------------------------------------

let recorder: Recorder

async function enrol(code: string): Promise<Credential> {
  const deviceId = `HH-${v7().slice(-8).toUpperCase()}`
  const answer = await call<{ token: string; warehouse: string }>(http, 'POST', '/devices/enrol', { code, deviceId })
  credential = { deviceId, token: answer.token, warehouse: answer.warehouse }
  await outbox.device.put({ name: 'credential', value: credential })
  startSyncing(credential.deviceId)
  show(recorder)
  return credential
}

async function signIn(badge: string, pin: string): Promise<Session> {
  const answer = await call<Session>(http, 'POST', '/auth/sign-in', { badge, pin, deviceId: credential?.deviceId })
  session = answer
  await outbox.device.put({ name: 'session', value: session })
  void persistStorage()
  sync?.nudge()
  show(recorder)
  return session
}

/** Its cryptography is fetched when it is first needed, from the app's own store where there is no network. */
async function supervisor(badge: string, pin: string): Promise<SupervisorKey | null> {
  const { badgeMark, unlockKey } = await import('./device/supervisor-key.ts')
  const people = await replica.rows.supervisors
    .where('badge')
    .equals(await badgeMark(badge))
    .toArray()
  for (const person of people) {
    const key = await unlockKey(person, badge, pin)
    if (key) return key
  }
  return null
}

/** Deletes nothing but the session: what waits is sent all the same. */
async function signOut(): Promise<void> {
  session = null
  if (credential) void returnUnbegun({ outbox, replica, transport, deviceId: credential.deviceId })
  await outbox.device.delete('session')
  history.replaceState(null, '', '/')
  show(recorder)
}

// --- Keeping in step --------------------------------------------------------------------------------------------------

const exclusively = (run: () => Promise<void>, what = 'sync'): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(`lotline-${what}`, run) : run()

function startSyncing(deviceId: string): void {
  sync = startSync({
    outbox,
    replica,
    transport,
    deviceId,
    now: deviceClock.wallMs,
    random: Math.random,
    wantsWork: () => session?.user.roles.some((role) => role !== 'planner') ?? false,
    userId: () => session?.user.id ?? null,
    exclusively,
  })
  window.addEventListener('online', () => sync?.nudge())
  window.addEventListener('offline', () => sync?.nudge())
  void followEvents(sync)
}

async function followEvents(loop: SyncLoop): Promise<void> {
  for (;;) {
    await listenToEvents({
      fetch: http.fetch,
      token: () => credential?.token ?? null,
      onChange: loop.nudge,
      signal: new AbortController().signal,
    }).catch(() => {})
    // The stream broke: the chip should say so now, not at the next poll.
    loop.nudge()
    // Streams that a server ended when it stopped must not all come back in one instant.
    await new Promise((resolve) => setTimeout(resolve, EVENTS_RETRY_MS * (0.5 + Math.random() / 2)))
  }
}

// --- Start ------------------------------------------------------------------------------------------------------------

async function start(): Promise<void> {
  applyAppearance('system', '100')
  listenToWedge(
    document,
    { expectRepeats: hub.expectsRepeats, gsReplacements: readScannerSettings().gsReplacements },
    (scan) => hub.scan(scan),
  )
  document.addEventListener('pointerdown', () => sound.unlock(), { once: true })
  const stream = await openStream(outbox, v7(), deviceClock.wallMs())
  recorder = {
    database: outbox,
    stream,
    newId: () => v7(),
    now: deviceClock.wallMs,
    monotonic: deviceClock.monotonicMs,
  }
  credential = ((await outbox.device.get('credential'))?.value as Credential | undefined) ?? null
  session = ((await outbox.device.get('session'))?.value as Session | undefined) ?? null
  if (credential) startSyncing(credential.deviceId)
  show(recorder)
  createRoot(document.getElementById('root') as HTMLElement).render(<App shell={shell} />)
  keepAwake()
  void lookAround()
}

/** What may be known a moment later than the first screen. */
async function lookAround(): Promise<void> {
  const storage = await storageState()
  deviceState.set({ lowStorage: storage?.low ?? false, evictable: storage?.persisted === false })
  await findDemo()
  if (import.meta.env.PROD)
    await registerServiceWorker({ url: '/sw.js', onUpdateReady: (apply) => deviceState.set({ applyUpdate: apply }) })
}

const DEMO_KEY = 'lotline-demo'

/** In the demo a new browser is enrolled by itself; offline it remembers that it is the demo. */
async function findDemo(): Promise<void> {
  demo = localStorage.getItem(DEMO_KEY) === 'yes'
  try {
    const answer = await fetch('/demo.json', { cache: 'no-store' })
    demo = answer.ok && (answer.headers.get('content-type') ?? '').includes('json')
    localStorage.setItem(DEMO_KEY, demo ? 'yes' : 'no')
    if (demo && !credential) await enrol(((await answer.json()) as { enrolmentCode: string }).enrolmentCode)
  } catch {
    // Offline.
  }
  show(recorder)
}

void start()
