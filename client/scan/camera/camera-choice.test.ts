import { describe, expect, it } from 'vitest'
import { type CameraSource, listCameras, openStream, rememberCamera, rememberedCamera } from './camera-choice.ts'
import { CameraProblem, cameraProblem } from './camera-problem.ts'

/** Devices whose getUserMedia answers each request in turn: with a stream, or an error of that name. */
function devices(...answers: (string | null)[]): CameraSource & { asked: MediaStreamConstraints[] } {
  const asked: MediaStreamConstraints[] = []
  return {
    asked,
    async getUserMedia(constraints) {
      asked.push(constraints ?? {})
      const name = answers.shift()
      if (name) throw Object.assign(new Error(name), { name })
      return {} as MediaStream
    },
    async enumerateDevices() {
      return [
        { kind: 'audioinput', deviceId: 'm', label: 'Microphone' },
        { kind: 'videoinput', deviceId: 'b', label: 'Back' },
        { kind: 'videoinput', deviceId: 'f', label: '' },
      ] as MediaDeviceInfo[]
    },
  }
}

describe('the camera', () => {
  it('is the one facing away by default, without sound', async () => {
    const source = devices(null)
    await openStream(source, null)
    expect(source.asked[0]).toMatchObject({ audio: false, video: { facingMode: { ideal: 'environment' } } })
  })

  it('is the one facing away where the remembered one has gone', async () => {
    for (const gone of ['OverconstrainedError', 'NotFoundError']) {
      const source = devices(gone, null)
      await openStream(source, 'old')
      expect(source.asked.map(({ video }) => video)).toMatchObject([
        { deviceId: { exact: 'old' } },
        { facingMode: { ideal: 'environment' } },
      ])
    }
  })

  it('is not another one where the remembered one is in use', async () => {
    await expect(openStream(devices('NotReadableError', null), 'old')).rejects.toMatchObject({ reason: 'in-use' })
  })

  it('has a name in the list even before labels may be read', async () => {
    expect(await listCameras(devices())).toEqual([
      { deviceId: 'b', label: 'Back' },
      { deviceId: 'f', label: 'Camera 2' },
    ])
  })

  it('is remembered, or not where storage is blocked', () => {
    const kept = new Map<string, string>()
    const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) }
    expect(rememberedCamera(store)).toBeNull()
    rememberCamera(store, 'b')
    expect(rememberedCamera(store)).toBe('b')
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError')
    }
    expect(rememberedCamera({ getItem: blocked, setItem: blocked })).toBeNull()
    expect(() => rememberCamera({ getItem: blocked, setItem: blocked }, 'b')).not.toThrow()
    expect(rememberedCamera(null)).toBeNull()
  })
})

describe('a camera problem', () => {
  it.each([
    ['NotFoundError', 'none'],
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'in-use'],
    ['TrackStartError', 'in-use'],
    ['SecurityError', 'insecure'],
    ['Whatever', 'unknown'],
  ])('%s is "%s" and one plain sentence', (name, reason) => {
    const problem = cameraProblem(Object.assign(new Error(), { name }))
    expect(problem).toMatchObject({ reason })
    expect(problem.message).toMatch(/^[A-Z].*\.$/)
  })

  it('stays what it is', () => {
    const problem = new CameraProblem('lost')
    expect(cameraProblem(problem)).toBe(problem)
    expect(cameraProblem(undefined).reason).toBe('unknown')
  })
})
