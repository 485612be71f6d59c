// Vendure as its documentation sets it up, on SQLite that syncs every commit: no plugins, no e-mail, no search index. Runs in
// the folder that it is installed in.
const { answer } = require('./answer.cjs')
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { bootstrap, DefaultLogger, dummyPaymentHandler, LogLevel } = require('@vendure/core')
const { populate } = require('@vendure/core/cli')

const shop = {
  defaultLanguage: 'en',
  defaultZone: 'Everywhere',
  countries: [{ code: 'US', name: 'United States', zone: 'Everywhere' }],
  taxRates: [{ name: 'Standard', percentage: 0 }],
  shippingMethods: [{ name: 'Parcel', price: 0 }],
  paymentMethods: [
    {
      name: 'Invoice',
      handler: { code: dummyPaymentHandler.code, arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
}

const HEADING =
  'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets'

const settingsOf = ({ folder, port, user, password }) => ({
  apiOptions: { port, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['bearer'],
    superadminCredentials: { identifier: user, password },
    cookieOptions: { secret: 'of benches only' },
  },
  dbConnectionOptions: {
    type: 'better-sqlite3',
    database: join(folder, 'vendure.db'),
    synchronize: true,
    enableWAL: true,
    prepareDatabase: (database) => database.pragma('synchronous = FULL'),
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  importExportOptions: { importAssetsDir: folder },
  logger: new DefaultLogger({ level: LogLevel.Error }),
})

async function start({ skus, quantity, price, ...where }) {
  const products = join(where.folder, 'products.csv')
  const rows = skus.map((sku) => `${sku},${sku},,,,,,${sku},${price},Standard,${quantity},true,,`)
  writeFileSync(products, `${[HEADING, ...rows].join('\n')}\n`)
  await populate(() => bootstrap(settingsOf(where)), shop, products)
}

answer({ start })
