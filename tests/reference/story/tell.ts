/** A few weeks of a small tea merchant: every operation succeeds once, and is refused where that is worth showing. */
import { createProvider } from '../../../server/auth/oidc/provider.ts'
import { captureCosts } from '../../../server/costing/capture.ts'
import { feedSettled, openFloor } from '../../contract/floor.ts'
import { startIdentityProvider } from '../../support/identity-provider.ts'
import { createRecorder, type Recorder } from '../recorder.ts'
import { begin, takeOver } from './beginning.ts'
import { giveKeys, hire, setUp } from './company.ts'
import { planOrders, reckon, setRates, withoutCost } from './earning.ts'
import { correct, count, mend, settle } from './floor-work.ts'
import { connectErp, joinMarketplace, openShop, tradeByEdi } from './platforms.ts'
import { keepTraceability, label, lookAfterLots } from './quality.ts'
import { takeBack } from './returning.ts'
import type { Scene } from './scene.ts'
import { moveBetweenWarehouses, receive, sell, sellAgain, setAside } from './selling.ts'
import { enterOffice, watch } from './watching.ts'

const PUBLIC_URL = 'http://localhost:8787'
const DAY = 86_400_000

/** In the last days of a month, so that one is over when its figures are asked for. The clock must stand at BEGINS. */
export const BEGINS = '2026-02-25T15:00:00.000Z'

export async function tellStory(): Promise<ReturnType<Recorder['examples']>> {
  const provider = await startIdentityProvider()
  const { issuer, clientId, clientSecret } = provider
  const settings = { issuer, clientId, clientSecret, publicUrl: PUBLIC_URL, name: 'Acme' }
  const oidc = { provider: createProvider(settings, Date.now), publicUrl: PUBLIC_URL, name: 'Acme' }
  const floor = await openFloor('sqlite', { oidc })
  try {
    const recorder = createRecorder(floor.server)
    const scene: Scene = {
      ...recorder,
      floor,
      server: floor.server,
      now: () => Date.now() + floor.clock.offset,
      pass: (days) => {
        floor.clock.offset += days * DAY
      },
    }
    await begin(scene)
    await setUp(scene)
    await takeOver(scene)
    const staff = await hire(scene)
    await enterOffice(scene, provider, PUBLIC_URL)
    await captureCosts(floor.server.database.work)
    await setRates(scene)
    await receive(scene)
    await setAside(scene)
    const { shipment } = await sell(scene)
    await moveBetweenWarehouses(scene)
    await lookAfterLots(scene)
    await keepTraceability(scene, shipment)
    await label(scene)
    await takeBack(scene, staff)
    await count(scene, staff)
    await correct(scene)
    await settle(scene, staff)
    await mend(scene)
    await connectErp(scene)
    await openShop(scene)
    await joinMarketplace(scene)
    await tradeByEdi(scene)
    await watch(scene, staff)
    await sellAgain(scene, 'WEB-1020', await withoutCost(scene), 1)
    await feedSettled(floor.server)
    await captureCosts(floor.server.database.work)
    scene.pass(7)
    await reckon(scene)
    await planOrders(scene)
    await giveKeys(scene)
    await floor.cleanAudit()
    return recorder.examples()
  } finally {
    await floor.close()
    await provider.close()
  }
}
