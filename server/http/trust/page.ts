/** The page that is shown over plain HTTP: how a handheld is told to trust this server, in three steps. */
import { toSVG } from 'bwip-js/node'
import { html, raw } from 'hono/html'
import type { Places } from './places.ts'

export interface Shown extends Places {
  /** What devices list it as. */
  name: string
  /** SHA-256, in pairs. */
  fingerprint: string
}

export const trustPage = ({ page, app, name, fingerprint }: Shown) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Trust this Lotline server</title>
    <link rel="stylesheet" href="/trust/style.css" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
  </head>
  <body>
    <main>
      <h1>Let this device open Lotline safely</h1>
      <p>
        The camera, and work without a network, need a safe address (https). This server vouches for itself on this
        site’s network; tell each device once to believe it. It takes two minutes.
      </p>
      <section class="desk">
        <div class="code">${raw(toSVG({ bcid: 'qrcode', text: page, padding: 2, backgroundcolor: 'FFFFFF' }))}</div>
        <p>
          At a desk? Scan this with the handheld’s camera: it opens this page there.
          <span class="address">${page}</span>
        </p>
      </section>
      <section>
        <h2>Android</h2>
        <ol>
          <li>
            Download the certificate.
            <a class="button" href="/trust/authority.crt" download="lotline-authority.crt">Download for Android</a>
          </li>
          <li>
            Open <b>Settings</b>, search for <b>CA certificate</b>, choose it, then <b>Install anyway</b>. (On most devices:
            Security → More → Encryption &amp; credentials → Install a certificate.)
          </li>
          <li>Choose <b>lotline-authority.crt</b> under Downloads. Done: open Lotline below.</li>
        </ol>
      </section>
      <section>
        <h2>iPhone and iPad</h2>
        <ol>
          <li>
            In Safari, download the profile and tap <b>Allow</b>.
            <a class="button" href="/trust/authority.mobileconfig">Download for iOS</a>
          </li>
          <li>Open <b>Settings</b>, tap <b>Profile Downloaded</b>, then <b>Install</b>.</li>
          <li>
            Open <b>Settings → General → About → Certificate Trust Settings</b> and switch on
            <b>${name}</b>. Done: open Lotline below.
          </li>
        </ol>
      </section>
      <section>
        <h2>Then open</h2>
        <a class="button main" href="${app}">${app.replace(/\/$/, '')}</a>
        <p>Put that address on the home screen, and use no other. If the browser still warns, close it fully and try again.</p>
      </section>
      <section>
        <h2>Is it the right one?</h2>
        <p>
          This page came over a connection that anybody in the network could have changed. Compare what the device shows before
          it installs (SHA-256) with what the server’s administrator sees by <code>lotline tls --status</code>:
        </p>
        <p class="fingerprint">${fingerprint.match(/.{1,12}/g)?.map((part) => html`<span>${part}</span>`)}</p>
        <p>
          It can vouch for names and addresses of local networks and of this server, and for nothing in the internet. On
          Windows and macOS, a desk’s browser trusts it once it is opened and added to the trusted root authorities.
        </p>
      </section>
    </main>
  </body>
</html>`
