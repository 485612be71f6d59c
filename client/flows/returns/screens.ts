/** All of returns in one piece: who takes goods in also inspects them, and the pickers' first load knows one name of it. */
export { InspectScreen } from './inspect/screen.tsx'
export { ReturnsScreen } from './receive/screen.tsx'
export { ReworkScreen } from './rework/screen.tsx'
export { SendBackScreen } from './send-back/screen.tsx'
