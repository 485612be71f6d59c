import type { RawScan } from '../raw-scan.ts'
import { createAgreement } from './agreement.ts'
import {
  type CameraChoice,
  type CameraSource,
  type ChoiceStore,
  cameraSource,
  listCameras,
  openStream,
  rememberCamera,
  rememberedCamera,
} from './camera-choice.ts'
import { CameraProblem, cameraProblem } from './camera-problem.ts'
import { createDecoder, type Decoder } from './decoder.ts'
import { createFrameSource, type FrameSource } from './frame-source.ts'
import { type DetectorClass, type NativeDecoder, nativeDecoder } from './native-decoder.ts'
import { canFocus, focusAt, focusContinuously, hasTorch, setTorch } from './track-controls.ts'
import { createWorkerDecoder } from './worker-decoder.ts'

export interface CameraOptions {
  /** A camera from `cameras()`. Default: the one chosen before, else the one facing away. */
  readonly deviceId?: string
  /** Where the choice is kept. Default: nowhere. */
  readonly remember?: ChoiceStore
  /** Told once when the picture or the reader is lost while open. The camera is closed by then. */
  readonly onProblem?: (problem: CameraProblem) => void
  /** Closes the camera, also one that is still asking for permission when the screen goes away. */
  readonly signal?: AbortSignal
  /** Milliseconds on the time base of `performance.now()`. */
  readonly now?: () => number
}

/** An open camera. */
export interface Camera {
  cameras(): Promise<CameraChoice[]>
  /** The id of the camera in use. */
  deviceId(): string
  /**
   * Changes to another camera, and remembers it.
   * @throws CameraProblem
   */
  use(deviceId: string): Promise<void>
  hasTorch(): boolean
  /** Resolves to false where there is no torch or it refuses. */
  setTorch(on: boolean): Promise<boolean>
  canFocus(): boolean
  /** Focuses where the person touched; `x` and `y` from 0 to 1 in the picture. */
  focusAt(x: number, y: number): Promise<boolean>
  /** Stops reading and releases the camera. Twice is harmless. */
  stop(): void
}

/**
 * Shows the camera in `video` and reports each code once two frames agree on it, and again only
 * after it has left the view.
 * @throws CameraProblem, or the signal's reason where that closed it first
 */
export async function openCamera(
  video: HTMLVideoElement,
  options: CameraOptions,
  onScan: (scan: RawScan) => void,
): Promise<Camera> {
  const source = cameraSource()
  const store = options.remember ?? null
  const native = await nativeDecoder(globalThis as { BarcodeDetector?: DetectorClass })
  const picture = await show(video, source, options.deviceId ?? rememberedCamera(store), options.signal)
  const camera = controls(picture, source, store, startReading(picture, native, options, onScan))
  picture.onLost = () => {
    camera.stop()
    options.onProblem?.(new CameraProblem('lost'))
  }
  options.signal?.addEventListener('abort', camera.stop, { once: true })
  return camera
}

/** The stream that a video shows, replaceable while it is being read. */
interface Picture {
  readonly video: HTMLVideoElement
  stream: MediaStream
  /** Called when the system takes the camera away, not when it is released. */
  onLost: () => void
}

async function show(
  video: HTMLVideoElement,
  source: CameraSource,
  deviceId: string | null,
  signal?: AbortSignal,
): Promise<Picture> {
  const stream = await openStream(source, deviceId)
  const picture: Picture = { video, stream, onLost: () => {} }
  try {
    // The screen may have gone while the person was asked: a camera nobody closes stays on.
    signal?.throwIfAborted()
    await play(picture, stream)
    signal?.throwIfAborted()
    return picture
  } catch (error) {
    release(picture)
    throw signal?.aborted ? signal.reason : cameraProblem(error)
  }
}

async function play(picture: Picture, stream: MediaStream): Promise<void> {
  const { video } = picture
  picture.stream = stream
  // Without these, Safari on iPhones opens the video full screen or does not start it.
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  trackOf(picture)?.addEventListener('ended', () => {
    if (picture.stream === stream) picture.onLost()
  })
  await video.play()
  const track = trackOf(picture)
  if (track) await focusContinuously(track)
}

function trackOf({ stream }: Picture): MediaStreamTrack | undefined {
  return stream.getVideoTracks()[0]
}

function release(picture: Picture): void {
  for (const track of picture.stream.getTracks()) track.stop()
  if (picture.video.srcObject === picture.stream) picture.video.srcObject = null
}

/** Reads frame after frame until the returned function is called. */
function startReading(
  picture: Picture,
  native: NativeDecoder | null,
  options: CameraOptions,
  onScan: (scan: RawScan) => void,
): () => void {
  const frames = createFrameSource(picture.video)
  const decoder = createDecoder(picture.video, frames, native, createWorkerDecoder, loadPageDecoder)
  const stop = () => {
    frames.stop()
    decoder.stop()
  }
  readFrames(frames, decoder, options.now ?? (() => performance.now()), onScan).catch((error: unknown) => {
    stop()
    release(picture)
    options.onProblem?.(cameraProblem(error))
  })
  return stop
}

async function readFrames(
  frames: FrameSource,
  decoder: Decoder,
  now: () => number,
  onScan: (scan: RawScan) => void,
): Promise<void> {
  const agree = createAgreement()
  while (await frames.next()) {
    const at = now()
    const agreed = agree(await decoder.read(at), at)
    if (agreed && !frames.stopped())
      onScan({ text: agreed.text, source: 'camera', at: now(), symbology: agreed.format })
  }
}

function controls(picture: Picture, source: CameraSource, store: ChoiceStore | null, stopReading: () => void): Camera {
  const withTrack = <T>(use: (track: MediaStreamTrack) => T, without: T): T => {
    const track = trackOf(picture)
    return track ? use(track) : without
  }
  return {
    cameras: () => listCameras(source),
    deviceId: () => withTrack((track) => track.getSettings().deviceId ?? '', ''),
    async use(deviceId) {
      // Android opens no second camera while the first is open.
      release(picture)
      await play(picture, await openStream(source, deviceId))
      rememberCamera(store, deviceId)
    },
    hasTorch: () => withTrack(hasTorch, false),
    setTorch: (on) => withTrack((track) => setTorch(track, on), Promise.resolve(false)),
    canFocus: () => withTrack(canFocus, false),
    focusAt: (x, y) => withTrack((track) => focusAt(track, x, y), Promise.resolve(false)),
    stop() {
      stopReading()
      release(picture)
    },
  }
}

const loadPageDecoder = async () => (await import('./page-decoder.ts')).createPageDecoder()
