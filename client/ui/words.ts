/**
 * The only words that the kit says by itself: fixed states, and names for keys that show an icon. Everything else is
 * passed in by the screens. They stand in one object so that a translation can take their place.
 */
export const words = {
  synced: 'Synced',
  waiting: (count: number) => `${count} waiting`,
  offline: 'Offline',
  offlineSaved: (count: number) => `Offline · ${count} saved`,
  attention: (count: number) => (count === 1 ? '1 needs attention' : `${count} need attention`),
  oldest: (age: string) => `oldest ${age}`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => `${count} d`,
  nothingRecorded: 'Nothing was recorded.',
  clear: 'Clear',
  backspace: 'Delete last digit',
  less: (step: number) => `${step} less`,
  more: (step: number) => `${step} more`,
  add: (count: number) => `+${count}`,
  entered: (count: number, of: number) => `${count} of ${of} digits`,
}
