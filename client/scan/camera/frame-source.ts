/** Waits for the next picture of a video, and grabs it. */
export interface FrameSource {
  /** Resolves when the video shows a new picture; false once stopped. */
  next(): Promise<boolean>
  stopped(): boolean
  /** The picture now shown, or null where the video has none yet. */
  grab(): ImageData | null
  stop(): void
}

/** Beyond this a frame holds no more of a label, only more pixels to decode. */
const LONGEST_SIDE = 1280
/** At most this often a second is plenty to scan, and leaves the phone cool. */
const FRAME_INTERVAL_MS = 60

export function createFrameSource(video: HTMLVideoElement): FrameSource {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let stopped = false
  let wake = () => {}
  return {
    async next() {
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(() => awaitPicture(video, resolve), FRAME_INTERVAL_MS)
      })
      return !stopped
    },
    stopped: () => stopped,
    grab: () => context && grabFrame(video, canvas, context),
    stop() {
      stopped = true
      wake()
    },
  }
}

/** Firefox got requestVideoFrameCallback late; without it, any moment will do. */
function awaitPicture(video: HTMLVideoElement, then: () => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(() => then())
  else then()
}

function grabFrame(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
): ImageData | null {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0 || videoHeight === 0) return null
  const scale = Math.min(1, LONGEST_SIDE / Math.max(videoWidth, videoHeight))
  const width = Math.round(videoWidth * scale)
  const height = Math.round(videoHeight * scale)
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  context.drawImage(video, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
