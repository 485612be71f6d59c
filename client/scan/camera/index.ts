// The camera's own chunk: import it with `await import('./camera/index.ts')`, never statically, or every
// handheld with a laser loads decoders that it never uses.
export type { CameraChoice } from './camera-choice.ts'
export { CameraProblem, type CameraReason } from './camera-problem.ts'
export { type Camera, type CameraOptions, openCamera } from './open-camera.ts'
