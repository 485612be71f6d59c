/** The only wiring: databases, network, clock, scanner, sound and screens meet here and nowhere else. */
import { createRoot } from 'react-dom/client'
import { v7 } from 'uuid'
import type { ScanContext } from '../shared/barcode/scan.ts'
import { watchBattery } from './device/battery.ts'
import { deviceClock } from './device/clock.ts'
import { watchInstall } from './device/install.ts'
import { registerServiceWorker } from './device/service-worker.ts'
import { type Cue, createSound } from './device/sound.ts'
import { createSpeech } from './device/speech.ts'
import { persistStorage, storageState } from './device/storage.ts'
import type { SupervisorKey } from './device/supervisor-key.ts'
import { vibrate } from './device/vibration.ts'
import type { Tone } from './flows/flow.ts'
import { heardAnswer } from './language/heard.ts'
import { language, locale, speak } from './language/language.ts'
import type { Recorder } from './outbox/append.ts'
import { type Credential, OutboxDatabase, type Session } from './outbox/database.ts'
import { backlog } from './outbox/pending.ts'
import { openStream } from './outbox/stream.ts'
import { keepAtHand } from './replica/at-hand.ts'
import { ReplicaDatabase } from './replica/database.ts'
import { createScanHub } from './scan/hub.ts'
import { listenToWedge } from './scan/wedge.ts'
import { App, type Shell, type ShellState } from './shell/app.tsx'
import { calmly } from './shell/calm.ts'
import { deviceState } from './shell/device-state.ts'
import type { OfficeDoor } from './shell/door.tsx'
import type { Begun, FirstStart } from './shell/first-start.tsx'
import { readAddress } from './shell/from-address.ts'
import { createPreferences } from './shell/preferences.ts'
import { readScannerSettings } from './shell/scanner-settings.ts'
import { screenName } from './shell/screen-name.ts'
import { tellAnswer } from './sync/answers.ts'
import { followEvents } from './sync/follow-events.ts'
import { call, createHttpTransport } from './sync/http-transport.ts'
import { returnUnbegun } from './sync/lease-ahead.ts'
import { type SyncLoop, startSync } from './sync/loop.ts'
import { Unauthorised } from './sync/transport.ts'
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
/** Whether who is signed in still is: asked that often while the server can be reached. */
const SESSION_CHECK_MS = 20_000
/** Photos and pictures fill a device within a shift, not within a minute. */
const STORAGE_CHECK_MS = 5 * 60_000

const outbox = new OutboxDatabase()
const replica = new ReplicaDatabase()
const atHand = keepAtHand(replica)
const hub = createScanHub()
const sound = createSound()
const speech = createSpeech(locale)
let credential: Credential | null = null
let session: Session | null = null
const DEMO_KEY = 'lotline-demo'
/** Remembered, so that what only the demo has need not push aside what is on the screen already. */
let demo = localStorage.getItem(DEMO_KEY) === 'yes'
let sync: SyncLoop | null = null
let door: OfficeDoor | null = null
let refused: string | null = null
let enrolmentGiven = ''
/** Nobody can sign in on this server yet. */
let isNew = false
/** Of who takes the device over: it was scanned while somebody else was signed in. */
let nextBadge: string | null = null
/** Somebody asked for a new code before the old session was over. */
let enrollingAgain = false
let waiting = 0
let sessionCheckedAt = 0

const http = {
  fetch: window.fetch.bind(window),
  credential: () => credential,
  session: () => session?.token,
  unsent: () => unsentNow(outbox, deviceClock.wallMs()),
  app: import.meta.env.VITE_LOTLINE_VERSION,
  screen: () => screenName(window.location.pathname, session !== null),
  battery: watchBattery(),
}

const transport = createHttpTransport(http)

const scanContext = (): ScanContext => ({
  today: new Date().toLocaleDateString('en-CA'),
  site: {},
  ...readScannerSettings(),
})

const preferences = createPreferences(localStorage, (wanted) => {
  applyAppearance(wanted.theme, wanted.text)
  sound.setVolume(wanted.volume)
  speech.turn(wanted.speech)
  speak(wanted.language)
})

function signal(tone: Tone): void {
  if (tone === 'quiet') return
  sound.play(CUES[tone])
  if (preferences.read().vibration) vibrate(CUES[tone])
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

const enrolling = (): ShellState => ({
  stage: 'enrol',
  demo,
  props: {
    ...{ hub, enrol, code: enrolmentGiven, door, refused },
    again: credential && { waiting, onLater: enrollingAgain ? later : null },
    first: isNew ? first : null,
  },
})

function later(): void {
  enrollingAgain = false
  show(recorder)
}

async function enrolAgain(): Promise<void> {
  waiting = (await backlog(outbox)).waiting
  enrollingAgain = true
  show(recorder)
}

function show(recorder: Recorder): void {
  become(stageNow(recorder))
}

function stageNow(recorder: Recorder): ShellState {
  const isOver = !session || Date.parse(session.expiresAt) < deviceClock.wallMs()
  if (session?.desk && !isOver) return { stage: 'desk', signedIn: { session, signOut: () => signOut() }, hub, demo }
  if (!credential || !sync || enrollingAgain || isNew) return enrolling()
  if (!session || isOver) {
    // Nobody can sign in on a device that is not accepted.
    if (sync.status().unauthorised) return enrolling()
    const props = { hub, scanContext, signIn, door, refused, badge: nextBadge, onTouch: () => sound.unlock() }
    return { stage: 'sign-in', props, demo }
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
      ask,
      signal,
      say: speech.say,
      preferences,
      keepStorage,
      signOut: () => signOut(),
      handOver: signOut,
      enrolAgain: () => void enrolAgain(),
    },
  }
}

/** Of whoever is signed in. */
async function ask<Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
  const answer = await heardAnswer(await call<Answer>(http, method, path, body, { token: session?.token }))
  tellAnswer(method, path)
  return answer
}

// --- Device and person ------------------------------------------------------------------------------------------------

let recorder: Recorder

/** Its old name where it had one: what it holds names sessions of that device. */
const ownName = (): string => credential?.deviceId ?? `HH-${v7().slice(-8).toUpperCase()}`

async function enrol(code: string): Promise<Credential> {
  const deviceId = ownName()
  const answer = await call<{ token: string; warehouse: string }>(http, 'POST', '/devices/enrol', { code, deviceId })
  const own = await keepCredential({ deviceId, ...answer })
  isNew = false
  show(recorder)
  return own
}

async function keepCredential({ deviceId, token, warehouse }: Credential): Promise<Credential> {
  credential = { deviceId, token, warehouse }
  await outbox.device.put({ name: 'credential', value: credential })
  enrollingAgain = false
  if (sync) sync.nudge()
  else startSyncing(deviceId)
  return credential
}

/** The first administrator sees the badge before anything else: it cannot be shown again. */
const first: FirstStart = {
  async begin(input) {
    const deviceId = ownName()
    const begun = await call<Begun>(http, 'POST', '/auth/first-start', { ...input, deviceId })
    await keepCredential({ deviceId, ...begun.device })
    await keepSession(begun.session)
    preferences.become(begun.session.user.id)
    return begun
  },
  enter() {
    isNew = false
    history.replaceState(null, '', '/office/start')
    show(recorder)
  },
}

async function signIn(badge: string, pin: string): Promise<Session> {
  const answer = await call<Session>(http, 'POST', '/auth/sign-in', { badge, pin, deviceId: credential?.deviceId })
  nextBadge = null
  await keepSession(answer)
  preferences.become(answer.user.id)
  void keepStorage()
  sync?.nudge()
  show(recorder)
  return answer
}

/** Asks the browser to keep the data, and tells what it said. */
async function keepStorage(): Promise<boolean> {
  const kept = await persistStorage()
  await lookAtStorage()
  return kept
}

async function keepSession(started: Session): Promise<void> {
  session = started
  sessionCheckedAt = deviceClock.monotonicMs()
  refused = null
  await outbox.device.put({ name: 'session', value: started })
}

/** The identity provider led back here, with a code for one session at a desk. */
async function enterOffice(code: string): Promise<void> {
  try {
    await keepSession({ ...(await call<Session>(http, 'POST', '/auth/oidc/session', { code })), desk: true })
  } catch (error) {
    refused = error instanceof Error ? error.message : String(error)
  }
}

/** Somebody whose session was ended elsewhere works on here only until the server has said so. */
async function checkSession(): Promise<void> {
  const checked = session
  if (!checked || deviceClock.monotonicMs() - sessionCheckedAt < SESSION_CHECK_MS) return
  sessionCheckedAt = deviceClock.monotonicMs()
  try {
    await call(http, 'GET', '/auth/session', undefined, { token: checked.token })
  } catch (error) {
    if (error instanceof Unauthorised && session === checked) await forgetSession()
  }
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
async function signOut(next: string | null = null): Promise<void> {
  nextBadge = next
  const token = session?.token
  if (credential && !session?.desk) void returnUnbegun({ outbox, replica, transport, deviceId: credential.deviceId })
  // Where the server cannot be reached, the session ends by itself with the shift.
  if (token !== undefined) void call(http, 'POST', '/auth/sign-out', {}, { token }).catch(() => {})
  await forgetSession()
}

async function forgetSession(): Promise<void> {
  session = null
  preferences.become(null)
  await outbox.device.delete('session')
  waiting = (await backlog(outbox)).waiting
  history.replaceState(null, '', '/')
  show(recorder)
}

// --- Keeping in step --------------------------------------------------------------------------------------------------

/** Who works on the floor: nobody, while somebody is here for the office alone. */
const worker = (): Session | null => (session?.desk ? null : session)

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
    wantsWork: () => worker()?.user.roles.some((role) => role !== 'planner') ?? false,
    userId: () => worker()?.user.id ?? null,
    afterContact: checkSession,
    exclusively,
  })
  sync.subscribe(() => {
    // Signed in, a banner says it.
    if (!session) show(recorder)
  })
  window.addEventListener('online', () => sync?.nudge())
  window.addEventListener('offline', () => sync?.nudge())
  void followEvents({
    fetch: http.fetch,
    token: () => credential?.token ?? null,
    onChange: calmly(sync.nudge),
    // The chip should say so now, not at the next poll.
    onBreak: sync.nudge,
    retryMs: EVENTS_RETRY_MS,
    random: Math.random,
    network: window,
    signal: new AbortController().signal,
  })
}

// --- Start ------------------------------------------------------------------------------------------------------------

async function start(): Promise<void> {
  document.documentElement.lang = language
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
  const from = readAddress(window.location.hash)
  if (from) history.replaceState(null, '', window.location.pathname + window.location.search)
  if (from?.kind === 'refused') refused = from.say
  if (from?.kind === 'enrol') enrolmentGiven = from.code
  if (from?.kind === 'signed-in') await enterOffice(from.code)
  if (session) preferences.become(session.user.id)
  if (credential) {
    waiting = (await backlog(outbox)).waiting
    startSyncing(credential.deviceId)
  }
  show(recorder)
  createRoot(document.getElementById('root') as HTMLElement).render(<App shell={shell} />)
  watchInstall(window, (install) => deviceState.set({ install }))
  void lookAround()
}

/** What may be known a moment later than the first screen. */
async function lookAround(): Promise<void> {
  await lookAtStorage()
  setInterval(() => void lookAtStorage(), STORAGE_CHECK_MS)
  await Promise.all([findDemo(), findDoor()])
  if (import.meta.env.PROD)
    await registerServiceWorker({ url: '/sw.js', onUpdateReady: (apply) => deviceState.set({ applyUpdate: apply }) })
}

async function lookAtStorage(): Promise<void> {
  const storage = await storageState()
  deviceState.set({
    lowStorage: storage?.low ?? false,
    evictable: storage?.persisted === false,
    freeBytes: storage?.freeBytes ?? null,
  })
}

async function findDoor(): Promise<void> {
  try {
    const methods = await call<{ oidc: OfficeDoor | null; firstStart: boolean }>(http, 'GET', '/auth/methods')
    door = methods.oidc
    isNew = methods.firstStart && !session
  } catch {
    // Offline nobody can sign in anyway.
  }
  if (!session) show(recorder)
}

/** In the demo a new browser is enrolled by itself; offline it remembers that it is the demo. */
async function findDemo(): Promise<void> {
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
