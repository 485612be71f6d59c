/** The authority as a configuration profile: the form in which iOS takes it. Unsigned, as the page over which it comes. */
import { createHash } from 'node:crypto'

export function trustProfile(der: Uint8Array, name: string): string {
  // The same for the same authority, so that installing it again replaces it.
  const [inner, outer] = [uuidOf(der, 'certificate'), uuidOf(der, 'profile')]
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key><string>lotline-authority.crt</string>
      <key>PayloadContent</key><data>${Buffer.from(der).toString('base64')}</data>
      <key>PayloadDisplayName</key><string>${escaped(name)}</string>
      <key>PayloadIdentifier</key><string>lotline.authority.${inner}</string>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadUUID</key><string>${inner}</string>
      <key>PayloadVersion</key><integer>1</integer>
    </dict>
  </array>
  <key>PayloadDescription</key><string>Lets this device open Lotline safely on the network of this site.</string>
  <key>PayloadDisplayName</key><string>${escaped(name)}</string>
  <key>PayloadIdentifier</key><string>lotline.trust.${outer}</string>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadUUID</key><string>${outer}</string>
  <key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
`
}

const uuidOf = (der: Uint8Array, what: string): string =>
  createHash('sha256')
    .update(what)
    .update(der)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
    .toUpperCase()

const escaped = (text: string): string => text.replace(/[<>&'"]/g, (char) => `&#${char.charCodeAt(0)};`)
