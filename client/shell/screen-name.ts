/** Which screen a device shows, as it tells the server: `pick`, `count`, `office`; `home` in between. */

/** Of people who work, and not of what they work on: nothing behind the first part of the address is told. */
export function screenName(path: string, isSignedIn: boolean): string {
  if (!isSignedIn) return 'sign-in'
  return /^\/([a-z][a-z-]*)/.exec(path)?.[1] ?? 'home'
}
