/**
 * Types of the Lotline API, made from its OpenAPI document. For openapi-fetch:
 *
 *   import createClient from 'openapi-fetch'
 *   import type { paths } from './lotline.d.ts'
 *   const lotline = createClient<paths>({ baseUrl: 'https://…/api/v1', headers: { authorization: `Bearer ${token}` } })
 */

interface Refusal {
  headers: { [name: string]: unknown }
  content: { 'application/problem+json': components['schemas']['Problem'] }
}

export interface paths {
  '/auth/sign-in': {
    post: operations['signIn']
  }
  '/auth/first-start': {
    post: operations['beginFirstStart']
  }
  '/auth/sign-out': {
    post: operations['signOut']
  }
  '/auth/session': {
    get: operations['getSession']
  }
  '/audit-log': {
    get: operations['listAuditLog']
  }
  '/auth/methods': {
    get: operations['listSignInMethods']
  }
  '/auth/oidc/session': {
    post: operations['startOidcSession']
  }
  '/users/{badge}': {
    put: operations['putUser']
  }
  '/users': {
    post: operations['createUser']
    get: operations['listUsers']
  }
  '/users/{id}/change': {
    post: operations['changeUser']
  }
  '/users/{id}/badge': {
    post: operations['replaceBadge']
  }
  '/users/{id}/disable': {
    post: operations['disableUser']
  }
  '/users/{id}/enable': {
    post: operations['enableUser']
  }
  '/users/{id}/sign-out': {
    post: operations['signOutUser']
  }
  '/users/{id}/oidc': {
    put: operations['linkIdentity']
  }
  '/devices/enrolments': {
    post: operations['createEnrolment']
  }
  '/devices/enrol': {
    post: operations['enrolDevice']
  }
  '/devices': {
    get: operations['listDevices']
  }
  '/devices/{id}/revoke': {
    post: operations['revokeDevice']
  }
  '/devices/{id}/scanner-check': {
    post: operations['confirmScanner']
  }
  '/api-keys': {
    get: operations['listApiKeys']
    post: operations['createApiKey']
  }
  '/api-keys/grants': {
    get: operations['listGrants']
  }
  '/api-keys/{id}/revoke': {
    post: operations['revokeApiKey']
  }
  '/setup': {
    get: operations['getSetup']
  }
  '/setup/sample': {
    post: operations['loadSample']
  }
  '/imports/{kind}/check': {
    post: operations['checkImport']
  }
  '/imports/{kind}': {
    post: operations['importRows']
  }
  '/warehouses': {
    get: operations['listWarehouses']
  }
  '/warehouses/{code}': {
    get: operations['getWarehouse']
    put: operations['putWarehouse']
  }
  '/items/{sku}': {
    put: operations['putItem']
    get: operations['getItem']
  }
  '/items': {
    get: operations['listItems']
  }
  '/locations': {
    get: operations['listLocations']
  }
  '/locations/{code}': {
    put: operations['putLocation']
  }
  '/channels': {
    get: operations['listChannels']
  }
  '/channels/{channel}': {
    put: operations['putChannel']
  }
  '/inventory/{sku}': {
    get: operations['getInventory']
  }
  '/inventory': {
    get: operations['listInventory']
  }
  '/inventory/{sku}/history': {
    get: operations['getStockHistory']
  }
  '/stock': {
    get: operations['listStock']
  }
  '/movements': {
    get: operations['listMovements']
  }
  '/receipts': {
    post: operations['announceReceipt']
  }
  '/inventory/{sku}/explain': {
    get: operations['explainAvailability']
  }
  '/inventory/{sku}/curve': {
    get: operations['getAvailabilityCurve']
  }
  '/inventory/{sku}/split': {
    get: operations['proposeSplit']
    post: operations['applySplit']
  }
  '/items/{sku}/timeline': {
    get: operations['getItemTimeline']
  }
  '/protections': {
    get: operations['listProtections']
  }
  '/protections/{sku}/{channel}': {
    put: operations['setProtection']
  }
  '/protections/transfer': {
    post: operations['transferProtection']
  }
  '/protections/preview': {
    post: operations['previewProtection']
  }
  '/rules': {
    get: operations['listRules']
    put: operations['putRule']
  }
  '/rules/{id}': {
    delete: operations['deleteRule']
  }
  '/rules/preview': {
    post: operations['previewRules']
  }
  '/rules/apply': {
    post: operations['applyRules']
  }
  '/orders': {
    post: operations['placeOrder']
    get: operations['listOrders']
  }
  '/orders/{id}': {
    get: operations['getOrder']
  }
  '/orders/{id}/release': {
    post: operations['releaseOrder']
  }
  '/orders/{id}/cancel': {
    post: operations['cancelOrder']
  }
  '/orders/{id}/change': {
    post: operations['changeOrder']
  }
  '/orders/release': {
    post: operations['releaseOrders']
  }
  '/pick-lists/{id}': {
    get: operations['getPickList']
  }
  '/tasks': {
    get: operations['listTasks']
  }
  '/pick-lists/{id}/lease': {
    post: operations['leasePickList']
  }
  '/pick-lists/{id}/return': {
    post: operations['returnPickList']
  }
  '/transfers': {
    post: operations['askForTransfer']
    get: operations['listTransfers']
  }
  '/transfers/{id}': {
    get: operations['getTransfer']
  }
  '/lots': {
    get: operations['listLots']
  }
  '/lots/{sku}/{lot}/trace': {
    get: operations['traceLot']
  }
  '/lots/{sku}/{lot}/hold': {
    post: operations['holdLot']
  }
  '/lots/{sku}/{lot}/release': {
    post: operations['releaseLot']
  }
  '/recalls': {
    post: operations['recallLots']
    get: operations['listRecalls']
  }
  '/recalls/preview': {
    post: operations['previewRecall']
  }
  '/recalls/{id}': {
    get: operations['getRecall']
  }
  '/recalls/{id}/notifications': {
    get: operations['exportRecallNotices']
  }
  '/traceability/export': {
    get: operations['exportTraceability']
  }
  '/traceability/events/{transaction}': {
    put: operations['completeTraceabilityEvent']
  }
  '/lots/{sku}/{lot}': {
    put: operations['completeLot']
  }
  '/partners': {
    get: operations['listPartners']
  }
  '/partners/{name}': {
    put: operations['putPartner']
  }
  '/settings/traceability': {
    get: operations['getTraceabilitySettings']
    put: operations['putTraceabilitySettings']
  }
  '/settings/labels': {
    get: operations['getLabelSettings']
    put: operations['putLabelSettings']
  }
  '/sscc': {
    post: operations['giveOutSsccs']
  }
  '/labels/units/{unit}': {
    get: operations['getUnitLabel']
  }
  '/labels/lots/{sku}/{lot}': {
    get: operations['getLotLabel']
  }
  '/labels/locations': {
    post: operations['getLocationLabels']
  }
  '/labels/badges': {
    post: operations['getBadges']
  }
  '/counts': {
    post: operations['askForCounts']
    get: operations['listCounts']
  }
  '/counts/plan': {
    post: operations['planCounts']
  }
  '/counts/accuracy': {
    get: operations['getCountAccuracy']
  }
  '/counts/accuracy/weeks': {
    get: operations['getAccuracyByWeek']
  }
  '/counts/{id}': {
    get: operations['getCount']
  }
  '/counts/lease': {
    post: operations['leaseCounts']
  }
  '/counts/return': {
    post: operations['returnCounts']
  }
  '/counts/cancel': {
    post: operations['cancelCounts']
  }
  '/settings/counting': {
    get: operations['getCountingSettings']
    put: operations['putCountingSettings']
  }
  '/adjustments': {
    post: operations['adjustStock']
    get: operations['listAdjustments']
  }
  '/transactions/{id}/reverse': {
    post: operations['reverseTransaction']
  }
  '/returns': {
    post: operations['announceReturn']
    get: operations['listReturns']
  }
  '/returns/lookup': {
    get: operations['lookUpShipped']
  }
  '/returns/figures': {
    get: operations['getReturnFigures']
  }
  '/returns/{id}': {
    get: operations['getReturn']
  }
  '/returns/{id}/documents': {
    put: operations['putReturnDocuments']
  }
  '/returns/{id}/chargeback': {
    post: operations['answerChargeback']
  }
  '/returns/{id}/close': {
    post: operations['closeReturn']
  }
  '/returns/{id}/evidence': {
    get: operations['getReturnEvidence']
  }
  '/settings/returns': {
    get: operations['getReturnSettings']
    put: operations['putReturnSettings']
  }
  '/attachments/{sha256}': {
    put: operations['uploadPhoto']
    get: operations['getPhoto']
  }
  '/attachments/{sha256}/state': {
    get: operations['getUploadState']
  }
  '/exceptions': {
    get: operations['listExceptions']
  }
  '/exceptions/counts': {
    get: operations['countExceptions']
  }
  '/exceptions/owners': {
    get: operations['listOwners']
  }
  '/exceptions/{id}': {
    get: operations['getException']
  }
  '/exceptions/{id}/owner': {
    put: operations['setExceptionOwner']
  }
  '/exceptions/{id}/resolve': {
    post: operations['resolveException']
  }
  '/exceptions/resolve': {
    post: operations['resolveExceptions']
  }
  '/refused': {
    get: operations['listRefused']
  }
  '/refused/{id}': {
    get: operations['getRefused']
  }
  '/refused/{id}/resubmit': {
    post: operations['resubmitRefused']
  }
  '/refused/{id}/dismiss': {
    post: operations['dismissRefused']
  }
  '/connectors': {
    get: operations['listConnectors']
  }
  '/connectors/{id}': {
    put: operations['putConnector']
  }
  '/connectors/{id}/mappings': {
    put: operations['putMappings']
    post: operations['changeMappings']
  }
  '/connectors/{id}/listings': {
    get: operations['listListings']
  }
  '/connectors/{id}/pools': {
    get: operations['listPools']
  }
  '/connectors/{id}/failures': {
    get: operations['listFailures']
  }
  '/connectors/{id}/drift': {
    get: operations['getDrift']
  }
  '/connectors/{id}/lag': {
    get: operations['getConnectorLag']
  }
  '/connectors/{id}/failures/{failure}/retry': {
    post: operations['retryFailure']
  }
  '/connectors/{id}/failures/{failure}/ignore': {
    post: operations['ignoreFailure']
  }
  '/connectors/{id}/outgoing': {
    get: operations['listOutgoing']
  }
  '/connectors/{id}/outgoing/replay': {
    post: operations['replayOutgoing']
  }
  '/connectors/{id}/orders': {
    post: operations['bringOrder']
  }
  '/connectors/{id}/orders/batch': {
    post: operations['bringOrders']
  }
  '/connectors/{id}/orders/{externalId}': {
    get: operations['getBroughtOrder']
  }
  '/connectors/{id}/documents': {
    get: operations['listDocuments']
  }
  '/connectors/{id}/documents/{document}': {
    get: operations['getDocument']
  }
  '/connectors/{id}/documents/{document}/resend': {
    post: operations['resendDocument']
  }
  '/connectors/{id}/documents/{document}/retry': {
    post: operations['retryDocument']
  }
  '/channels/{channel}/fees': {
    put: operations['putFees']
    get: operations['listFees']
  }
  '/channels/{channel}/fee-categories': {
    put: operations['putFeeCategories']
    get: operations['listFeeCategories']
  }
  '/channels/{channel}/return-freight': {
    put: operations['putReturnFreight']
    get: operations['getReturnFreight']
  }
  '/channels/{channel}/shortage-costs': {
    put: operations['putShortageCosts']
    get: operations['getShortageCosts']
  }
  '/settings/labour': {
    put: operations['putLabourSettings']
    get: operations['getLabourSettings']
  }
  '/settings/storage': {
    put: operations['putStorageSettings']
    get: operations['getStorageSettings']
  }
  '/settings/carrier-rates': {
    put: operations['putCarrierRates']
    get: operations['listCarrierRates']
  }
  '/currency-rates': {
    put: operations['putCurrencyRates']
    get: operations['listCurrencyRates']
  }
  '/costs': {
    post: operations['enterCost']
  }
  '/landed-costs': {
    post: operations['enterLandedCost']
  }
  '/lots/{sku}/{lot}/cost': {
    put: operations['putLotCost']
    get: operations['getLotCost']
  }
  '/margins': {
    get: operations['getMargins']
  }
  '/margins/export': {
    get: operations['exportMargins']
  }
  '/margins/periods': {
    get: operations['listMarginPeriods']
  }
  '/margins/periods/{month}': {
    get: operations['getMarginPeriod']
  }
  '/margins/periods/{month}/close': {
    post: operations['closeMarginPeriod']
  }
  '/margins/entries': {
    get: operations['listMarginEntries']
  }
  '/margins/gaps': {
    get: operations['listMarginGaps']
  }
  '/margins/gaps/fill': {
    post: operations['fillMarginGaps']
  }
  '/replenishment': {
    get: operations['listReplenishment']
  }
  '/replenishment/export': {
    get: operations['exportReplenishment']
  }
  '/replenishment/{sku}': {
    get: operations['getReplenishment']
  }
  '/replenishment/accept': {
    post: operations['acceptSuggestion']
  }
  '/replenishment/{sku}/policy': {
    put: operations['putReplenishmentPolicy']
  }
  '/replenishment/{sku}/protect': {
    post: operations['protectByPlan']
  }
  '/settings/replenishment': {
    get: operations['getReplenishmentSettings']
    put: operations['putReplenishmentSettings']
  }
  '/demand': {
    post: operations['tellDemand']
    get: operations['listDemand']
  }
  '/demand/events': {
    get: operations['listDemandEvents']
    post: operations['addDemandEvent']
  }
  '/demand/events/{id}': {
    delete: operations['deleteDemandEvent']
  }
  '/sync/push': {
    post: operations['push']
  }
  '/sync/pull': {
    get: operations['pull']
  }
  '/notifications/key': {
    get: operations['getPushKey']
  }
  '/notifications/subscription': {
    put: operations['putPushSubscription']
  }
  '/notifications/unsubscribe': {
    post: operations['unsubscribePush']
  }
  '/status': {
    get: operations['getStatus']
  }
  '/today': {
    get: operations['getToday']
  }
  '/sync/events': {
    get: operations['listenToEvents']
  }
}

export interface operations {
  /** Sign a person in by badge and PIN on an enrolled device */
  signIn: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        badge: string
        pin: string
        deviceId: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['SignedIn']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      429: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Make the first administrator of a new server, with the code that it prints where it is started; enrols the browser and signs in */
  beginFirstStart: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        code: string
        deviceId: string
        name: string
        pin: string
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          user: {
            id: string
            name: string
            roles: components['schemas']['Role'][]
          }
          /** To be printed: it is known to nobody else from then on. */
          badge: string
          /** The credential of the browser that it was made in, and where that works. */
          device: {
            token: string
            warehouse: string
          }
          session: components['schemas']['SignedIn']
        }
      } }
      400: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      429: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** End the session that asks; what was recorded in it stays proven */
  signOut: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          sessionId: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Whose session this is, while it lasts */
  getSession: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          sessionId: string
          deviceId: string | null
          user: {
            id: string
            name: string
            roles: components['schemas']['Role'][]
          }
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Sensitive acts, the newest first: who did what, about what; secrets are not kept */
  listAuditLog: {
    parameters: {
      path?: never
      query?: {
        /** From when on. */
        from?: string
        /** Until when; of days, that day included. */
        to?: string
        /** Whose acts. */
        by?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            by: string
            name: string
            act: string
            details?: unknown
            position: number
            at: string
          }[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** How people can sign in here: by badge on a device and, where oidc is not null, in the office by a provider; firstStart: nobody can yet, and whoever has the code of POST /auth/first-start is the first */
  listSignInMethods: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          badge: boolean
          oidc: {
            name: string
          } | null
          firstStart: boolean
        }
      } }
      400: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** The session for the code that the identity provider’s answer led to; once, in the browser that began it */
  startOidcSession: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        code: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['SignedIn']
      } }
      400: Refusal
      401: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Add a person, or change name, roles and PIN of the one with this badge */
  putUser: {
    parameters: {
      path: {
        /** Code of a badge. */
        badge: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        name: string
        roles: ('picker' | 'receiver' | 'counter' | 'inspector' | 'supervisor' | 'planner' | 'admin')[]
        pin: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['Named']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Add a person with a badge that is made here, and a PIN where none is given; both are shown this once */
  createUser: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        name: string
        roles: ('picker' | 'receiver' | 'counter' | 'inspector' | 'supervisor' | 'planner' | 'admin')[]
        pin?: string
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          name: string
          roles: components['schemas']['Role'][]
          badge: string
          pin: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** People, oldest first, and by which e-mail each may enter the office; no badge and no PIN */
  listUsers: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            name: string
            roles: components['schemas']['Role'][]
            disabled: boolean
            email: string | null
            hasEntered: boolean
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Change name and roles; badge and PIN stay */
  changeUser: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        name: string
        roles: ('picker' | 'receiver' | 'counter' | 'inspector' | 'supervisor' | 'planner' | 'admin')[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['Named']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Replace a lost badge, and with it the PIN; both are shown this once */
  replaceBadge: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        pin?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          name: string
          roles: components['schemas']['Role'][]
          badge: string
          pin: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Let a person in no more and end their sessions; what they did stays theirs */
  disableUser: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          name: string
          roles: components['schemas']['Role'][]
          disabled: true
          sessionsEnded: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Let a disabled person in again, with badge, PIN and roles as they were */
  enableUser: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          name: string
          roles: components['schemas']['Role'][]
          disabled: false
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** End a person's sessions on every device */
  signOutUser: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          sessionsEnded: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Say by which e-mail of the identity provider a person may enter the office; null: by none */
  linkIdentity: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        email: string | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          email: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Ask for a code with which one device can be enrolled within the hour */
  createEnrolment: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          code: string
          expiresAt: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Give a device its credential for an enrolment code */
  enrolDevice: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        code: string
        deviceId: string
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          token: string
          warehouse: string
        }
      } }
      400: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      429: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Devices that were enrolled, by name */
  listDevices: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            id: string
            warehouse: string
            revoked: boolean
            enrolledAt: string
          }[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Take a device its credential and end the sessions on it; what it holds unsent stays on it */
  revokeDevice: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          revoked: true
          sessionsEnded: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Say that the scanner of a device was checked and is set right; a device for itself, or who may enrol devices */
  confirmScanner: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** API keys, oldest first, with what each may do; none of them can be read again */
  listApiKeys: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            name: string
            role: 'admin' | 'counter' | 'inspector' | 'picker' | 'planner' | 'receiver' | 'supervisor' | null
            scopes: string[] | null
            createdAt: string
            expiresAt: string | null
            /** To the hour. */
            lastUsedAt: string | null
            revoked: boolean
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Make an API key with a role or with scopes; it is shown this once */
  createApiKey: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        name: string
        role?: 'picker' | 'receiver' | 'counter' | 'inspector' | 'supervisor' | 'planner' | 'admin'
        scopes?: ('floor:receive' | 'floor:move' | 'floor:pick' | 'floor:ship' | 'floor:transform' | 'floor:count' | 'floor:return' | 'floor:inspect' | 'floor:adjust' | 'counts:plan' | 'rotation:override' | 'floor:reverse' | 'stock:read' | 'orders:read' | 'orders:write' | 'protections:write' | 'pick-lists:lease' | 'receipts:write' | 'returns:write' | 'lots:hold' | 'lots:complete' | 'recalls:write' | 'exceptions:read' | 'exceptions:resolve' | 'refused:resolve' | 'connectors:read' | 'connectors:write' | 'costing:read' | 'costing:write' | 'master:write' | 'users:write' | 'devices:enrol' | 'keys:write' | 'sync:any-device')[]
        expiresAt?: string
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          token: string
          name: string
          role: 'admin' | 'counter' | 'inspector' | 'picker' | 'planner' | 'receiver' | 'supervisor' | null
          scopes: ('connectors:read' | 'connectors:write' | 'costing:read' | 'costing:write' | 'counts:plan' | 'devices:enrol' | 'exceptions:read' | 'exceptions:resolve' | 'floor:adjust' | 'floor:count' | 'floor:inspect' | 'floor:move' | 'floor:pick' | 'floor:receive' | 'floor:return' | 'floor:reverse' | 'floor:ship' | 'floor:transform' | 'keys:write' | 'lots:complete' | 'lots:hold' | 'master:write' | 'orders:read' | 'orders:write' | 'pick-lists:lease' | 'protections:write' | 'recalls:write' | 'receipts:write' | 'refused:resolve' | 'returns:write' | 'rotation:override' | 'stock:read' | 'sync:any-device' | 'users:write')[] | null
          expiresAt: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What whoever asks may give to a key or a person: roles, and scopes */
  listGrants: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          roles: components['schemas']['Role'][]
          scopes: ('connectors:read' | 'connectors:write' | 'costing:read' | 'costing:write' | 'counts:plan' | 'devices:enrol' | 'exceptions:read' | 'exceptions:resolve' | 'floor:adjust' | 'floor:count' | 'floor:inspect' | 'floor:move' | 'floor:pick' | 'floor:receive' | 'floor:return' | 'floor:reverse' | 'floor:ship' | 'floor:transform' | 'keys:write' | 'lots:complete' | 'lots:hold' | 'master:write' | 'orders:read' | 'orders:write' | 'pick-lists:lease' | 'protections:write' | 'recalls:write' | 'receipts:write' | 'refused:resolve' | 'returns:write' | 'rotation:override' | 'stock:read' | 'sync:any-device' | 'users:write')[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Revoke an API key: it opens nothing from the next call on */
  revokeApiKey: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          name: string
          revoked: true
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** The steps of setting a warehouse up, each judged by what is there; done null: it cannot be seen from here */
  getSetup: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          warehouse: {
            code: string
            name: string
            timeZone: string
            currency: string
            address: components['schemas']['Address'] | null
          }
          steps: {
            company: {
              done: boolean
            }
            warehouse: {
              done: boolean
            }
            locations: {
              done: boolean
              bins: number
              docks: number
              staging: number
              returns: number
            }
            items: {
              done: boolean
              count: number
              sample: number
            }
            barcodes: {
              done: boolean
              without: number
            }
            people: {
              done: boolean
              roles: {
                admin?: number
                counter?: number
                inspector?: number
                picker?: number
                planner?: number
                receiver?: number
                supervisor?: number
              }
            }
            devices: {
              done: boolean
              count: number
            }
            scanner: {
              done: boolean
              count: number
            }
            labels: {
              done: boolean
              printedAt: string | null
            }
            receipt: {
              done: boolean
            }
            shipment: {
              done: boolean
            }
            backup: {
              done: boolean | null
              /** `daily`: this server, by itself. `by the database`: PostgreSQL, by means of its own, which are not seen from here. */
              by: 'by the database' | 'daily' | 'none'
              takenAt: string | null
            }
            https: {
              done: boolean
            }
          }
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Fill an empty catalogue with sample items, each marked as one */
  loadSample: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': { [key: string]: unknown }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Say what is wrong with rows of a table, and change nothing; kind: items, barcodes, locations, lots, stock. Cells are text, by column */
  checkImport: {
    parameters: {
      path: {
        /** Only those of this kind. */
        kind: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        rows: {
          line: number
          cells: { [key: string]: string }
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          errors: {
            line: number
            reason: string
          }[]
          /** Of the rows without an error, those about something that is there already. */
          known: number
          rows: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Write rows of a table, all or none. What is there already is changed in the columns that are sent, and stock is added to; send an Idempotency-Key, so that rows that are sent again are not written again */
  importRows: {
    parameters: {
      path: {
        /** Only those of this kind. */
        kind: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        rows: {
          line: number
          cells: { [key: string]: string }
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          rows: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** The warehouses of the company, by code, and the one that the caller works in */
  listWarehouses: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            code: string
            name: string
            timeZone: string
            currency: string
            gln: string | null
            /** Whether a younger lot is stopped at the scan, or only pointed out; an item may say otherwise. */
            rotationPolicy: 'enforce' | 'warn'
            /** The business at this place, as records of food traceability name it. */
            address: components['schemas']['Address'] | null
          })[]
          next: null
          own: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** A warehouse: where it is, and how strictly it keeps to the rotation */
  getWarehouse: {
    parameters: {
      path: {
        /** Its code. */
        code: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          code: string
          name: string
          timeZone: string
          currency: string
          gln: string | null
          /** Whether a younger lot is stopped at the scan, or only pointed out; an item may say otherwise. */
          rotationPolicy: 'enforce' | 'warn'
          /** The business at this place, as records of food traceability name it. */
          address: components['schemas']['Address'] | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Add or change a warehouse */
  putWarehouse: {
    parameters: {
      path: {
        /** Its code. */
        code: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        name: string
        timeZone: string
        currency: string
        gln?: string
        rotationPolicy?: 'enforce' | 'warn'
        address?: {
          name?: string
          phone?: string
          street?: string
          city?: string
          state?: string
          zip?: string
          country?: string
        } | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          name: string
          timeZone: string
          currency: string
          gln?: string
          rotationPolicy?: 'enforce' | 'warn'
          address?: {
            name?: string
            phone?: string
            street?: string
            city?: string
            state?: string
            zip?: string
            country?: string
          } | null
          code: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Add or change an item with its barcodes */
  putItem: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        name: string
        rotation?: 'fifo' | 'fefo'
        rotationPolicy?: 'enforce' | 'warn' | null
        traced?: boolean
        lotTracked?: boolean
        unit?: string
        standardCost?: {
          amount: number
          currency: string
        } | null
        secondarySku?: string | null
        group?: string | null
        substituteSku?: string | null
        leadTimeDays?: number | null
        /** Of one base unit, packed to be sent. */
        weightGrams?: number | null
        cubicCm?: number | null
        barcodes?: {
          code: string
          quantity?: number
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          name: string
          rotation: 'fefo' | 'fifo'
          rotationPolicy?: 'enforce' | 'warn' | null
          traced?: boolean
          lotTracked: boolean
          unit: string
          standardCost?: {
            amount: number
            currency: string
          } | null
          secondarySku?: string | null
          group?: string | null
          substituteSku?: string | null
          leadTimeDays?: number | null
          /** Of one base unit, packed to be sent. */
          weightGrams?: number | null
          cubicCm?: number | null
          barcodes: {
            code: string
            quantity: number
          }[]
          sku: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** An item and how it rotates */
  getItem: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          sku: string
          name: string
          rotation: 'fefo' | 'fifo'
          /** Null: as the warehouse says. */
          rotationPolicy: 'enforce' | 'warn' | null
          /** On the food traceability list: key data elements are asked for and exported. */
          traced: boolean
          lotTracked: boolean
          unit: string
          standardCost: components['schemas']['Money'] | null
          secondarySku: string | null
          /** Items of one group share allocation rules. */
          group: string | null
          /** What a customer takes instead, where a planner proposes it. */
          substituteSku: string | null
          leadTimeDays: number | null
          /** Of one base unit, packed to be sent: what a carrier charges by. */
          weightGrams: number | null
          cubicCm: number | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Items by SKU */
  listItems: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            sku: string
            name: string
            rotation: 'fefo' | 'fifo'
            /** Null: as the warehouse says. */
            rotationPolicy: 'enforce' | 'warn' | null
            /** On the food traceability list: key data elements are asked for and exported. */
            traced: boolean
            lotTracked: boolean
            unit: string
            standardCost: components['schemas']['Money'] | null
            secondarySku: string | null
            /** Items of one group share allocation rules. */
            group: string | null
            /** What a customer takes instead, where a planner proposes it. */
            substituteSku: string | null
            leadTimeDays: number | null
            /** Of one base unit, packed to be sent: what a carrier charges by. */
            weightGrams: number | null
            cubicCm: number | null
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Locations and units by code, without the places that only the ledger knows */
  listLocations: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            code: string
            kind: components['schemas']['LocationKind']
            within: string | null
            zone: string | null
            blocked: boolean
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Add or change a location or unit */
  putLocation: {
    parameters: {
      path: {
        /** Its code. */
        code: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        kind: 'dock' | 'storage' | 'pick' | 'staging' | 'returns' | 'unit'
        within?: string | null
        pickSequence?: number
        blocked?: boolean
        zone?: string | null
        warehouse?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          kind: 'dock' | 'pick' | 'returns' | 'staging' | 'storage' | 'unit'
          within?: string | null
          pickSequence: number
          blocked: boolean
          zone?: string | null
          code: string
          warehouse: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Channels by priority */
  listChannels: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            buffer: number
            channel: string
            drawsShared: boolean
            /** `transfer`: not of customers; what other warehouses of the company ask for. */
            kind: 'dtc' | 'marketplace' | 'retail' | 'transfer' | 'wholesale'
            minShelfLifeDays: number
            name: string
            ordersAhead: boolean
            priority: number
            servedFrom: string[] | null
            [key: string]: unknown
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Add or change a channel */
  putChannel: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        name: string
        kind: 'dtc' | 'marketplace' | 'retail' | 'wholesale' | 'transfer'
        priority?: number
        drawsShared?: boolean
        buffer?: number
        minShelfLifeDays?: number | null
        ordersAhead?: boolean
        /** The warehouses that its orders are filled from, the first choice first. Left out: the one that is asked. */
        servedFrom?: string[] | null
        /** The service that its stock is reckoned for: a part of 1 of the cycles, or with its kind. */
        serviceLevel?: number | {
          kind: 'cycle' | 'fill'
          level: number
        } | null
        [key: string]: unknown
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          name: string
          kind: 'dtc' | 'marketplace' | 'retail' | 'transfer' | 'wholesale'
          priority: number
          drawsShared: boolean
          buffer: number
          minShelfLifeDays?: number | null
          ordersAhead?: boolean
          /** The warehouses that its orders are filled from, the first choice first. Left out: the one that is asked. */
          servedFrom?: string[] | null
          /** The service that its stock is reckoned for: a part of 1 of the cycles, or with its kind. */
          serviceLevel?: number | {
            kind: 'cycle' | 'fill'
            level: number
          } | null
          channel: string
          [key: string]: unknown
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** On hand, sellable and, per channel, what is committed, allocated and available to promise */
  getInventory: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['Inventory']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** The same for a page of items, by SKU or as is asked for */
  listInventory: {
    parameters: {
      path?: never
      query?: {
        /** SKU of an item. */
        sku?: string
        /** Code of a channel. */
        channel?: string
        /** Only what has this in its code or name. */
        search?: string
        /** Only those of this kind; several, separated by commas. */
        filter?: string
        /** `sku`, `name`, or a figure, from the largest with a minus before it: `-onHand`, `-atp:CHANNEL`. */
        sort?: string
        /** Holds a name where items are sorted by it. */
        cursor?: string
        /** How many of what follows the cursor are passed over: a jump ahead in a long list. */
        skip?: string
        /** The most that is answered at once. */
        limit?: number
        /** true: also how many there are in all. */
        total?: 'true' | 'false'
        /** true: also how many each filter would leave. */
        counts?: 'true' | 'false'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          next: string | null
          total?: number
          /** How many items each filter alone would leave. */
          counts?: {
            'at-risk': number
            backordered: number
            'out-of-stock': number
            protected: number
          }
          items: {
            sku: string
            name: string
            warehouse: string
            onHand: number
            sellable: number
            free: number
            shared: number
            byStatus: {
              available: number
              uninspected: number
              rework: number
              damaged: number
            }
            onHold: number
            expired: number
            blocked: number
            /** Available stock of lots that nobody has received or completed yet. */
            unconfirmed: number
            suspect: number
            /** On its way here from other warehouses of the company; not on hand. */
            inTransit: number
            /** Committed units that stock no longer covers. */
            atRisk: number
            channels: components['schemas']['ChannelInventory'][]
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** One item over the last days: on hand, and what each channel could sell, had protected and was committed */
  getStockHistory: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** How many days. */
        days?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          sku: string
          items: {
            /** An ISO date: how it was when it began. */
            day: string
            onHand: number
            channels: {
              channel: string
              protected: number
              committed: number
              availableToPromise: number
            }[]
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Balances by item, lot and location */
  listStock: {
    parameters: {
      path?: never
      query?: {
        /** SKU of an item. */
        sku?: string
        /** Lot number. */
        lot?: string
        /** Code of a location. */
        location?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            sku: string
            lot: string | null
            location: string
            status: 'available' | 'damaged' | 'rework' | 'uninspected'
            quantity: number
            allocated: number
            suspect: number
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Ledger lines, oldest first */
  listMovements: {
    parameters: {
      path?: never
      query?: {
        /** SKU of an item. */
        sku?: string
        /** Lot number. */
        lot?: string
        /** Id of a transaction. */
        transaction?: string
        /** Id of an order. */
        order?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            sku: string
            lot: string | null
            quantity: number
            from: {
              location: string
              status: 'available' | 'damaged' | 'rework' | 'uninspected'
            }
            to: {
              location: string
              status: 'available' | 'damaged' | 'rework' | 'uninspected'
            }
            reason: string
            transaction: string
            order: string | null
            channel: string | null
            device: string | null
            user: string | null
            occurredAt: string
            recordedAt: string
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Announce an expected receipt */
  announceReceipt: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        supplier: string
        reference: string
        /** When it is due: channels that order ahead are promised against it. */
        expectedOn?: string
        /** When it was ordered; left out: today. */
        orderedOn?: string
        lines: {
          sku: string
          quantity: number
        }[]
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Why a channel may promise what it may: the arithmetic with the orders, protections and lots behind it */
  explainAvailability: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query: {
        /** Code of a channel. */
        channel: string
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          sku: string
          name: string
          warehouse: string
          channel: string
          availableToPromise: number
          limitedBy: 'base' | 'nothing' | 'shelf-life'
          steps: ({
            key: string
            label: string
            value: number
            /** How it enters: added, taken away, a result, or a limit of which the least counts. */
            op: '+' | '-' | '=' | 'min'
            note?: string
            of: ({
              kind: 'order' | 'protection' | 'stock'
              label: string
              quantity: number
              id?: string
              lot?: string | null
              location?: string
              channel?: string
              date?: string | null
            })[]
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What a channel may promise by date, planned receipts included */
  getAvailabilityCurve: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query: {
        /** Code of a channel. */
        channel: string
        /** How many days. */
        days?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          sku: string
          channel: string
          /** Steps: each value holds from its date on. */
          points: {
            date: string
            availableToPromise: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** How scarce stock is best shared out until the next receipt, by margin, penalties and what may be asked for; nothing is changed */
  proposeSplit: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** Of the time to come, and of the periods that demand is read from; left out: until the next planned receipt. */
        days?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          sku: string
          currency: string
          /** Until the next planned receipt, where one is due. */
          days: number
          until: string | null
          periods: number
          /** Not promised to anybody: what can be shared out. */
          units: number
          /** Expected to be asked for in all. */
          asked: number
          isScarce: boolean
          channels: ({
            channel: string
            name: string
            /** Minor units of the warehouse's currency; null: nothing was sold there, so nobody knows. */
            margin: number | null
            penalty: number
            penaltyFrom: 'charged' | 'stated' | null
            /** Units that it is likely to ask for, on average. */
            asked: number
            /** Set aside for it, also where a deficit has eaten a part of that: what a change is compared with. */
            held: number
            /** What is left of that, and how it would go with it. */
            now: components['schemas']['Figures']
            /** Null: nothing is proposed for it, and what it has stays. */
            proposed: components['schemas']['Figures'] | null
            /** In plain sentences. */
            reasons: string[]
          })[]
          /** Protected for nobody, now and as proposed. */
          shared: {
            now: number
            proposed: number
          }
          /** Expected, minor units. `firstCome`: with nothing protected. */
          contribution: {
            now: number
            proposed: number
            firstCome: number
          }
          /** Why nothing is proposed; null: something is. */
          withheld: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Protect as a person has decided: all channels at once, or nothing */
  applySplit: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        protections: {
          channel: string
          quantity: number
          expected: number
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          protections: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Who moved, ordered or decided what of an item, newest first */
  getItemTimeline: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            at: string
            kind: 'exception' | 'movement' | 'order' | 'protection'
            what: string
            who: string | null
            device: string | null
            quantity: number | null
            lot: string | null
            from: string | null
            to: string | null
            order: string | null
            channel: string | null
            why: string | null
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What is set aside, by item and channel */
  listProtections: {
    parameters: {
      path?: never
      query?: {
        /** SKU of an item. */
        sku?: string
        /** Code of a channel. */
        channel?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: components['schemas']['Protection'][]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Set stock aside for a channel */
  setProtection: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
        /** Code of a channel. */
        channel: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        quantity: number
        expected?: number
        target?: number | null
        until?: string | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['Protection']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Move protection from one channel to another */
  transferProtection: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        sku: string
        from: string
        to: string
        quantity: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          sku: string
          from: components['schemas']['Protection']
          to: components['schemas']['Protection']
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What setting or moving a protection would do; nothing is changed */
  previewProtection: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        sku: string
        from: string
        to: string
        quantity: number
      } | {
        sku: string
        channel: string
        quantity: number
        expected?: number
        target?: number | null
        until?: string | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          before: components['schemas']['Inventory']
          after: components['schemas']['Inventory']
          problem: {
            code: string
            detail: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** How protections follow stock */
  listRules: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: components['schemas']['RuleAnswer'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Set the rule of an item or a group of items, and a channel */
  putRule: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        sku?: string | null
        group?: string | null
        channel: string
        kind: 'fixed'
        value: number
      } | {
        sku?: string | null
        group?: string | null
        channel: string
        kind: 'target'
        value: number
      } | {
        sku?: string | null
        group?: string | null
        channel: string
        kind: 'share'
        value: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['RuleAnswer']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Delete a rule; protections stay as they are */
  deleteRule: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': { [key: string]: unknown }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What applying all rules now would change */
  previewRules: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          changes: components['schemas']['RuleChange'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Set all protections to what their rules say, as far as stock goes */
  applyRules: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          changes: components['schemas']['RuleChange'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Place an order: what it asks for is committed, or it is refused whole */
  placeOrder: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        externalId: string
        channel: string
        customer: {
          id: string
          name: string
          [key: string]: unknown
        }
        shipBy?: string
        /** From when on it wants its goods: a channel that orders ahead may then be promised planned receipts. */
        startsOn?: string
        shipTo?: { [key: string]: unknown }
        fees?: unknown
        shippingPaid?: {
          amount: number
          currency: string
        }
        onShort?: 'reject' | 'partial' | 'backorder' | 'record'
        lines: {
          sku: string
          quantity: number
          unitPrice: {
            amount: number
            currency: string
          }
          discount?: {
            amount: number
            currency: string
          }
          tax?: {
            amount: number
            currency: string
          }
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['OrdersOrderAnswer']
      } }
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['OrdersOrderAnswer']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Orders, newest first or as is asked for, with their figures and what blocks them */
  listOrders: {
    parameters: {
      path?: never
      query?: {
        /** Only those in this state. */
        state?: string
        /** Code of a channel. */
        channel?: string
        /** SKU of an item. */
        sku?: string
        /** Only what has this in its code or name. */
        search?: string
        /** Only what is to be sent by this day. */
        dueBy?: string
        /** What they are sorted by; with a minus before it, from the largest. */
        sort?: '-placed' | 'placed' | 'shipBy' | '-shipBy'
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** How many of what follows the cursor are passed over: a jump ahead in a long list. */
        skip?: string
        /** The most that is answered at once. */
        limit?: number
        /** true: also how many there are in all. */
        total?: 'true' | 'false'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            quantity: number
            committed: number
            allocated: number
            picked: number
            shipped: number
            backordered: number
            planned: number
            atRisk: number
            id: string
            externalId: string
            channel: string
            status: components['schemas']['OrderStatus']
            shipBy: string | null
            startsOn: string | null
            version: number
            placedAt: string
            blocks: {
              code: string
              detail: string
            }[]
            customer: string
          })[]
          next: string | null
          total?: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** One order with its lines */
  getOrder: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          quantity: number
          committed: number
          allocated: number
          picked: number
          shipped: number
          backordered: number
          planned: number
          atRisk: number
          id: string
          externalId: string
          channel: string
          status: components['schemas']['OrderStatus']
          shipBy: string | null
          startsOn: string | null
          version: number
          placedAt: string
          blocks: {
            code: string
            detail: string
          }[]
          warehouse: string
          customer: {
            id: string
            name: string
            [key: string]: unknown
          }
          shipTo: { [key: string]: unknown } | null
          pickLists: ({
            id: string
            state: 'cancelled' | 'done' | 'open'
            device: string | null
          })[]
          shipments: ({
            transactionId: string
            carrier: string | null
            service: string | null
            zone: string | null
            trackingNumber: string | null
            cost: components['schemas']['Money'] | null
            units: string[]
            documentType: string | null
            documentNumber: string | null
            shippedAt: string
          })[]
          lines: {
            id: string
            sku: string
            quantity: number
            committed: number
            backordered: number
            planned: number
            allocated: number
            picked: number
            shipped: number
            cancelled: number
            name: string
            fromProtected: number
            atRisk: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Allocate lots by rotation and make the pick list */
  releaseOrder: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          pickListId: string | null
          tasks: components['schemas']['ReleasedTask'][]
          short: components['schemas']['Short'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Give up what an order is still due; what is picked is asked to be put back */
  cancelOrder: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          quantity: number
          committed: number
          allocated: number
          picked: number
          shipped: number
          backordered: number
          planned: number
          atRisk: number
          id: string
          externalId: string
          channel: string
          status: components['schemas']['OrderStatus']
          shipBy: string | null
          startsOn: string | null
          version: number
          placedAt: string
          blocks: {
            code: string
            detail: string
          }[]
          warehouse: string
          customer: {
            id: string
            name: string
            [key: string]: unknown
          }
          shipTo: { [key: string]: unknown } | null
          pickLists: ({
            id: string
            state: 'cancelled' | 'done' | 'open'
            device: string | null
          })[]
          shipments: ({
            transactionId: string
            carrier: string | null
            service: string | null
            zone: string | null
            trackingNumber: string | null
            cost: components['schemas']['Money'] | null
            units: string[]
            documentType: string | null
            documentNumber: string | null
            shippedAt: string
          })[]
          lines: {
            id: string
            sku: string
            quantity: number
            committed: number
            backordered: number
            planned: number
            allocated: number
            picked: number
            shipped: number
            cancelled: number
            name: string
            fromProtected: number
            atRisk: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Change quantities of an order: lines that are not named stay, a quantity of 0 gives a line up */
  changeOrder: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        version: number
        /** Lines that are not named stay as they are; a quantity of 0 gives a line up. */
        lines: {
          id?: string
          sku?: string
          quantity: number
          unitPrice?: {
            amount: number
            currency: string
          }
          discount?: {
            amount: number
            currency: string
          }
          tax?: {
            amount: number
            currency: string
          }
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          quantity: number
          committed: number
          allocated: number
          picked: number
          shipped: number
          backordered: number
          planned: number
          atRisk: number
          id: string
          externalId: string
          channel: string
          status: components['schemas']['OrderStatus']
          shipBy: string | null
          startsOn: string | null
          version: number
          placedAt: string
          blocks: {
            code: string
            detail: string
          }[]
          warehouse: string
          customer: {
            id: string
            name: string
            [key: string]: unknown
          }
          shipTo: { [key: string]: unknown } | null
          pickLists: ({
            id: string
            state: 'cancelled' | 'done' | 'open'
            device: string | null
          })[]
          shipments: ({
            transactionId: string
            carrier: string | null
            service: string | null
            zone: string | null
            trackingNumber: string | null
            cost: components['schemas']['Money'] | null
            units: string[]
            documentType: string | null
            documentNumber: string | null
            shippedAt: string
          })[]
          lines: {
            id: string
            sku: string
            quantity: number
            committed: number
            backordered: number
            planned: number
            allocated: number
            picked: number
            shipped: number
            cancelled: number
            name: string
            fromProtected: number
            atRisk: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Release several orders, named or by due date: a list each, or one batch pick with a tote per order */
  releaseOrders: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        orders?: string[]
        dueBy?: string
        channel?: string
        batch?: boolean
        /** A batch becomes one list for each zone: several pickers at once, each in one part of the warehouse. */
        byZone?: boolean
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          released: ({
            orderId: string
            externalId: string
            pickListId: string | null
            tasks: components['schemas']['ReleasedTask'][]
            short: components['schemas']['Short'][]
          })[]
          left: {
            orderId: string
            externalId: string
            code: string
            detail: string
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** The pick ticket of a list: it exists only after allocation */
  getPickList: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          warehouse: string
          state: 'cancelled' | 'done' | 'open'
          staging: string
          device: string | null
          createdAt: string
          orders: ({
            id: string
            externalId: string
            channel: string
            customer: string
            shipBy: string | null
            tote: string | null
          })[]
          tasks: ({
            id: string
            orderId: string | null
            tote: string | null
            sku: string
            name: string
            lot: string | null
            expiresOn: string | null
            location: string
            quantity: number
            done: number
            state: 'cancelled' | 'done' | 'open'
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What the floor is asked to do */
  listTasks: {
    parameters: {
      path?: never
      query?: {
        /** Only those of this kind. */
        kind?: string
        /** Only those in this state. */
        state?: string
        /** Id of a device. */
        device?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            kind: components['schemas']['TaskKind']
            state: 'cancelled' | 'done' | 'open'
            pickListId: string | null
            order: string | null
            lineId: string | null
            sku: string
            lot: string | null
            location: string
            quantity: number
            done: number
            device: string | null
            createdAt: string
            scope?: 'item' | 'location' | 'lot' | null
            origin?: 'disturbed' | 'drift' | 'floor' | 'hand' | 'negative-stock' | 'plan' | 'short-pick' | 'variance' | null
            blind?: boolean
            leasedAt?: string | null
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Give a pick list to a device */
  leasePickList: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        deviceId: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          deviceId: string | null
          state: 'cancelled' | 'done' | 'open'
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Take a pick list back from its device */
  returnPickList: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        deviceId: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          deviceId: string | null
          state: 'cancelled' | 'done' | 'open'
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Ask for goods of this warehouse to go to another one: an order of the company’s own */
  askForTransfer: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        /** The warehouse that the goods go to. */
        to: string
        /** Left out: a number is made. The same one again is the same transfer. */
        reference?: string
        shipBy?: string
        /** The day on which it should be there: what has not come by then is named. */
        expectedOn?: string
        onShort?: 'reject' | 'partial' | 'backorder'
        lines: {
          sku: string
          quantity: number
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          reference: string
          from: string | null
          to: string | null
          state: 'closed' | 'open'
          /** Of what was asked for; null: the floor began it. */
          order: 'backordered' | 'cancelled' | 'committed' | 'picked' | 'planned' | 'released' | 'shipped' | null
          expectedOn: string | null
          createdAt: string | null
          firstSentAt: string | null
          lastReceivedAt: string | null
          asked: {
            sku: string
            quantity: number
          }[]
          goods: ({
            sku: string
            sent: number
            received: number
            /** Never came, and was written off; negative: came beyond what was sent, and was written up. */
            lost: number
            lot: string | null
            underWay: number
          })[]
          units: ({
            unit: string
            receivedAt: string | null
          })[]
        }
      } }
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          reference: string
          from: string | null
          to: string | null
          state: 'closed' | 'open'
          /** Of what was asked for; null: the floor began it. */
          order: 'backordered' | 'cancelled' | 'committed' | 'picked' | 'planned' | 'released' | 'shipped' | null
          expectedOn: string | null
          createdAt: string | null
          firstSentAt: string | null
          lastReceivedAt: string | null
          asked: {
            sku: string
            quantity: number
          }[]
          goods: ({
            sku: string
            sent: number
            received: number
            /** Never came, and was written off; negative: came beyond what was sent, and was written up. */
            lost: number
            lot: string | null
            underWay: number
          })[]
          units: ({
            unit: string
            receivedAt: string | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Transfers that leave this warehouse or come to it, newest first */
  listTransfers: {
    parameters: {
      path?: never
      query?: {
        /** Only those in this state. */
        state?: 'open' | 'closed'
        /** Coming in or going out. */
        direction?: 'in' | 'out'
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            reference: string
            from: string | null
            to: string | null
            state: 'closed' | 'open'
            /** Of what was asked for; null: the floor began it. */
            order: 'backordered' | 'cancelled' | 'committed' | 'picked' | 'planned' | 'released' | 'shipped' | null
            expectedOn: string | null
            createdAt: string | null
            firstSentAt: string | null
            lastReceivedAt: string | null
            asked: {
              sku: string
              quantity: number
            }[]
            goods: ({
              sku: string
              sent: number
              received: number
              /** Never came, and was written off; negative: came beyond what was sent, and was written up. */
              lost: number
              lot: string | null
              underWay: number
            })[]
            units: ({
              unit: string
              receivedAt: string | null
            })[]
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** One transfer: what was asked for, what left, and what has come of each lot */
  getTransfer: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          reference: string
          from: string | null
          to: string | null
          state: 'closed' | 'open'
          /** Of what was asked for; null: the floor began it. */
          order: 'backordered' | 'cancelled' | 'committed' | 'picked' | 'planned' | 'released' | 'shipped' | null
          expectedOn: string | null
          createdAt: string | null
          firstSentAt: string | null
          lastReceivedAt: string | null
          asked: {
            sku: string
            quantity: number
          }[]
          goods: ({
            sku: string
            sent: number
            received: number
            /** Never came, and was written off; negative: came beyond what was sent, and was written up. */
            lost: number
            lot: string | null
            underWay: number
          })[]
          units: ({
            unit: string
            receivedAt: string | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Lots by item and number, or as is asked for, with what is on hand of each in all warehouses */
  listLots: {
    parameters: {
      path?: never
      query?: {
        /** Only what has this in its code or name. */
        search?: string
        /** Only lots on hold, or not on hold. */
        held?: 'true' | 'false'
        /** Only lots that a receipt has confirmed, or that none has. */
        confirmed?: 'true' | 'false'
        /** True: those that have expired and are still here. */
        expired?: 'true'
        /** What they are sorted by; with a minus before it, from the largest. */
        sort?: 'item' | '-item' | 'expires' | '-expires' | 'received' | '-received'
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** How many of what follows the cursor are passed over: a jump ahead in a long list. */
        skip?: string
        /** The most that is answered at once. */
        limit?: number
        /** true: also how many there are in all. */
        total?: 'true' | 'false'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            name: string
            supplier: string | null
            supplierLot: string | null
            producedOn: string | null
            expiresOn: string | null
            receivedAt: string
            held: string | null
            confirmed: boolean
            onHand: number
            sku: string
            lot: string
          })[]
          next: string | null
          total?: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** The way of a lot, in all warehouses: from whom, made from and into what, where it is, and who has it */
  traceLot: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
        /** Lot number. */
        lot: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          lot: {
            holds: ({
              reason: string
              source: string
              by: string
              placedAt: string | null
              liftedAt: string | null
              liftedBy: string | null
              liftReason: string | null
            })[]
            sku: string
            lot: string
            name: string
            supplier: string | null
            supplierLot: string | null
            tlcSource: string | null
            producedOn: string | null
            expiresOn: string | null
            receivedAt: string
            confirmed: boolean
            hold: string | null
          }
          received: ({
            supplier: string | null
            supplierLot: string | null
            reference: string | null
            quantity: number
            warehouse: string
            location: string
            at: string
            transaction: string
          })[]
          onHand: {
            quantity: number
            places: components['schemas']['Place'][]
          }
          inTransit: number
          scrapped: number
          adjusted: number
          shipped: ({
            channel: string
            customer: {
              id: string
              name: string
            }
            /** The number that the channel gave it. */
            order: string
            orderId: string
            quantity: number
            shippedAt: string
            carrier: string | null
            trackingNumber: string | null
          })[]
          returned: number
          graph: {
            nodes: ({
              id: string
              kind: 'channel' | 'customer' | 'lot' | 'supplier'
              label: string
              sku?: string
              lot?: string
              quantity?: number
            })[]
            links: {
              from: string
              to: string
              quantity: number
            }[]
          }
          madeFrom: ({
            sku: string
            lot: string
            quantity: number
            transaction: string
            kind: 'kit' | 'production' | 'relabel' | 'repack' | 'rework' | 'secondary'
            at: string
          })[]
          madeInto: ({
            sku: string
            lot: string
            quantity: number
            transaction: string
            kind: 'kit' | 'production' | 'relabel' | 'repack' | 'rework' | 'secondary'
            at: string
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Hold a lot, and what was made from it, in every warehouse at once */
  holdLot: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
        /** Lot number. */
        lot: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        reason: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          lots: components['schemas']['LotName'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Lift every hold on a lot, and those that it handed on to lots made from it */
  releaseLot: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
        /** Lot number. */
        lot: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': {
        reason?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          lots: components['schemas']['LotName'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Recall lots, or all that came in under a supplier lot: holds them and what was made from them, then tells who has it. A drill holds nothing */
  recallLots: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        lots?: {
          sku: string
          lot: string
        }[]
        supplierLot?: string
        reason: string
        drill?: boolean
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Those begun with (depth 0) and all that was made from them, nearest first. */
          lots: {
            sku: string
            lot: string
            name: string
            depth: number
            held: boolean
          }[]
          backward: {
            /** What went into the lots begun with, nearest first. */
            lots: {
              sku: string
              lot: string
              name: string
              depth: number
            }[]
            /** From whom the lots begun with came, and what went into them. */
            suppliers: components['schemas']['SupplierReport'][]
          }
          /** Units of all affected lots. */
          quantities: {
            onHand: number
            inTransit: number
            shipped: number
            returned: number
            scrapped: number
          }
          perLot: {
            /** In the house, in every warehouse. */
            onHand: number
            places: components['schemas']['Place'][]
            inTransit: number
            scrapped: number
            /** Found beyond what the books said; negative: missing. Opening balances count as found. */
            adjusted: number
            sku: string
            lot: string
            shipped: number
            returned: number
          }[]
          consignees: components['schemas']['ChannelConsignees'][]
          /** On hold through this recall. */
          holds: components['schemas']['LotName'][]
          id: string
          warehouse: string
          reason: string
          drill: boolean
          by: string
          supplierLot: string | null
          startedAt: string
          tookMs: number | null
          found: components['schemas']['RecallFound'] | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Recalls and drills of all warehouses, newest first, with what each found and how long it took */
  listRecalls: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            warehouse: string
            reason: string
            drill: boolean
            by: string
            supplierLot: string | null
            startedAt: string
            tookMs: number | null
            lots: {
              sku: string
              lot: string
            }[]
            found: components['schemas']['RecallFound'] | null
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What a recall would reach; nothing is held, and nothing kept */
  previewRecall: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        lots?: {
          sku: string
          lot: string
        }[]
        supplierLot?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Those begun with (depth 0) and all that was made from them, nearest first. */
          lots: {
            sku: string
            lot: string
            name: string
            depth: number
            held: boolean
          }[]
          backward: {
            /** What went into the lots begun with, nearest first. */
            lots: {
              sku: string
              lot: string
              name: string
              depth: number
            }[]
            /** From whom the lots begun with came, and what went into them. */
            suppliers: components['schemas']['SupplierReport'][]
          }
          /** Units of all affected lots. */
          quantities: {
            onHand: number
            inTransit: number
            shipped: number
            returned: number
            scrapped: number
          }
          perLot: {
            /** In the house, in every warehouse. */
            onHand: number
            places: components['schemas']['Place'][]
            inTransit: number
            scrapped: number
            /** Found beyond what the books said; negative: missing. Opening balances count as found. */
            adjusted: number
            sku: string
            lot: string
            shipped: number
            returned: number
          }[]
          consignees: components['schemas']['ChannelConsignees'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** A recall with what it reaches now */
  getRecall: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Those begun with (depth 0) and all that was made from them, nearest first. */
          lots: {
            sku: string
            lot: string
            name: string
            depth: number
            held: boolean
          }[]
          backward: {
            /** What went into the lots begun with, nearest first. */
            lots: {
              sku: string
              lot: string
              name: string
              depth: number
            }[]
            /** From whom the lots begun with came, and what went into them. */
            suppliers: components['schemas']['SupplierReport'][]
          }
          /** Units of all affected lots. */
          quantities: {
            onHand: number
            inTransit: number
            shipped: number
            returned: number
            scrapped: number
          }
          perLot: {
            /** In the house, in every warehouse. */
            onHand: number
            places: components['schemas']['Place'][]
            inTransit: number
            scrapped: number
            /** Found beyond what the books said; negative: missing. Opening balances count as found. */
            adjusted: number
            sku: string
            lot: string
            shipped: number
            returned: number
          }[]
          consignees: components['schemas']['ChannelConsignees'][]
          /** On hold through this recall. */
          holds: components['schemas']['LotName'][]
          id: string
          warehouse: string
          reason: string
          drill: boolean
          by: string
          supplierLot: string | null
          startedAt: string
          tookMs: number | null
          found: components['schemas']['RecallFound'] | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Whom to tell, of one channel or all: each order and lot, with how to reach the customer */
  exportRecallNotices: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of a channel. */
        channel?: string
        /** What kind of file. */
        format?: 'csv' | 'xlsx' | 'pdf'
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'text/csv': string
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': Blob
        'application/pdf': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** The sortable spreadsheet of receiving, shipping and transformation, and what is missing in it */
  exportTraceability: {
    parameters: {
      path?: never
      query?: {
        /** From when on. */
        from?: string
        /** Until when; of days, that day included. */
        to?: string
        /** SKU of an item. */
        sku?: string
        /** Lot number. */
        lot?: string
        /** The last lot of a range that begins with lot. */
        lotTo?: string
        /** no: without sales to consumers. */
        consumers?: 'yes' | 'no'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Say of a receipt, shipment or transformation what it left out: its document, or whom it went to */
  completeTraceabilityEvent: {
    parameters: {
      path: {
        /** Id of a transaction. */
        transaction: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        documentType?: string | null
        documentNumber?: string | null
        /** Whom a shipment went to, where neither its order nor the partners say it whole. */
        shipTo?: {
          name?: string
          phone?: string
          street?: string
          city?: string
          state?: string
          zip?: string
          country?: string
        } | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          at: string
          by: string
          documentNumber: string | null
          documentType: string | null
          shipTo: components['schemas']['Address'] | null
          transactionId: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Say of a lot what its receipts left out: supplier, supplier lot, source of its lot code */
  completeLot: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
        /** Lot number. */
        lot: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        supplier?: string
        supplierLot?: string
        tlcSource?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          supplier?: string
          supplierLot?: string
          tlcSource?: string
          sku: string
          lot: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Suppliers, sources of lot codes and customers by name */
  listPartners: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            name: string
            gln: string | null
            /** FDA food facility registration number. */
            ffrn: string | null
            url: string | null
            /** GLOBALG.A.P. number. */
            ggn: string | null
            address: components['schemas']['Address'] | null
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Add or change a partner: location numbers and address, under the name that receipts and orders give it */
  putPartner: {
    parameters: {
      path: {
        /** Its name. */
        name: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        gln?: string | null
        ffrn?: string | null
        url?: string | null
        ggn?: string | null
        address?: {
          name?: string
          phone?: string
          street?: string
          city?: string
          state?: string
          zip?: string
          country?: string
        } | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          name: string
          gln: string | null
          ffrn: string | null
          url: string | null
          ggn: string | null
          address: {
            name?: string
            phone?: string
            street?: string
            city?: string
            state?: string
            zip?: string
            country?: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** The traceability plan and whom to ask about it */
  getTraceabilitySettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          planText: string
          contactName: string | null
          contactTitle: string | null
          contactPhone: string | null
          contactEmail: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Write down the traceability plan and whom to ask about it */
  putTraceabilitySettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        planText?: string
        contactName?: string | null
        contactTitle?: string | null
        contactPhone?: string | null
        contactEmail?: string | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          planText: string
          contactName: string | null
          contactTitle: string | null
          contactPhone: string | null
          contactEmail: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What labels are made with, and how many SSCCs are left */
  getLabelSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          companyPrefix: null
          extensionDigit: null
          dates: null
          nextSerial: null
          serialsLeft: null
        } | {
          companyPrefix: string
          extensionDigit: number
          /** How a lot's last date is printed: AI 17, or AI 15 where goods are only at their best until then. */
          dates: 'best-before' | 'expiry'
          nextSerial: number
          serialsLeft: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Set what labels are made with */
  putLabelSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        companyPrefix: string
        extensionDigit?: number
        /** How a lot's last date is printed: AI 17, or AI 15 where goods are only at their best until then. */
        dates?: 'expiry' | 'best-before'
        /** For a company that has labelled units before: its serials go on from here. */
        nextSerial?: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          companyPrefix: null
          extensionDigit: null
          dates: null
          nextSerial: null
          serialsLeft: null
        } | {
          companyPrefix: string
          extensionDigit: number
          /** How a lot's last date is printed: AI 17, or AI 15 where goods are only at their best until then. */
          dates: 'best-before' | 'expiry'
          nextSerial: number
          serialsLeft: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Give out SSCCs, each once and never again */
  giveOutSsccs: {
    parameters: {
      path?: never
      query?: never
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': {
        count?: number
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: string[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** The label of a carton, pallet or tote, by its code or SSCC: GS1-128, 4 × 6 inch */
  getUnitLabel: {
    parameters: {
      path: {
        /** Code or SSCC of a carton, pallet or tote. */
        unit: string
      }
      query?: {
        /** What kind of file. */
        format?: 'pdf' | 'zpl'
        /** How many. */
        copies?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/pdf': Blob
        'application/zpl': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** The label of a lot: GS1-128 and GS1 DataMatrix, or the own code of an item without GTIN, 4 × 2 inch */
  getLotLabel: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
        /** Lot number. */
        lot: string
      }
      query?: {
        /** What kind of file. */
        format?: 'pdf' | 'zpl'
        /** How many. */
        copies?: number
        /** Base units in what it goes on: the barcode of a case of just so many is used where there is one. */
        quantity?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/pdf': Blob
        'application/zpl': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Labels of places in the order of the way: the code in large letters and as a barcode, on sheets or a roll */
  getLocationLabels: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        locations: string[]
        paper: 'a4-21' | 'a4-10' | 'letter-30' | 'letter-10' | 'roll-4x2' | 'roll-2x1'
        format?: 'pdf' | 'zpl'
        first?: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/pdf': Blob
        'application/zpl': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Badges of the size of a bank card, with name, role and code. Each badge is handed in: it is kept nowhere */
  getBadges: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        badges: string[]
        paper: 'a4-cards' | 'letter-cards' | 'card'
        format?: 'pdf' | 'zpl'
        first?: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/pdf': Blob
        'application/zpl': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Ask for counts of places, items, lots or a zone; blind unless said otherwise */
  askForCounts: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        locations?: string[]
        skus?: string[]
        /** Of the named items where there are any, else of every item that has a lot of this number. */
        lots?: string[]
        zone?: string
        /** A blind count keeps what the ledger has from the handhelds. */
        blind?: boolean
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            kind: 'count'
            state: 'cancelled' | 'done' | 'open'
            location: string
            scope: 'item' | 'location' | 'lot' | null
            sku: string | null
            lot: string | null
            origin: 'disturbed' | 'drift' | 'floor' | 'hand' | 'negative-stock' | 'plan' | 'short-pick' | 'variance' | null
            blind: boolean
            device: string | null
            createdAt: string
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Counts that were made, newest first, with what they found */
  listCounts: {
    parameters: {
      path?: never
      query?: {
        /** Code of a location. */
        location?: string
        /** SKU of an item. */
        sku?: string
        /** A part of the place, of an item in it, or of the person's name. */
        search?: string
        /** Only those in this state. */
        state?: 'off' | 'open'
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            location: string
            zone: string | null
            scope: components['schemas']['CountScope']
            sku: string | null
            lot: string | null
            origin: components['schemas']['CountOrigin']
            task: string | null
            user: string | null
            person: string | null
            device: string | null
            occurredAt: string
            recordedAt: string
            reversed: boolean
            lines: ({
              sku: string
              lot: string | null
              status: 'available' | 'damaged' | 'rework' | 'uninspected'
              class: components['schemas']['ItemClass']
              counted: number
              expected: number
              variance: number
              unitCost: number | null
              state: components['schemas']['CountLineState']
              adjusted: number
              reason: string | null
            })[]
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Plan the day now: items are classed anew, and the places whose count is due are asked for */
  planCounts: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            kind: 'count'
            state: 'cancelled' | 'done' | 'open'
            location: string
            scope: 'item' | 'location' | 'lot' | null
            sku: string | null
            lot: string | null
            origin: 'disturbed' | 'drift' | 'floor' | 'hand' | 'negative-stock' | 'plan' | 'short-pick' | 'variance' | null
            blind: boolean
            device: string | null
            createdAt: string
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** How right the ledger was, by zone, class, person or day */
  getCountAccuracy: {
    parameters: {
      path?: never
      query: {
        /** From when on. */
        from: string
        /** That day included. */
        to: string
        /** What the figures are summed up by, separated by commas. */
        groupBy?: 'zone' | 'class' | 'person' | 'day' | 'all'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            /** The zone, class, person's name or day; null: none. */
            group: string | null
            /** Counts of a place, or of an item or lot in it. */
            bins: number
            /** Share of them in which nothing was off; null where there were none. */
            binAccuracy: number | null
            /** Balances that this group counted, and that somebody else then found otherwise. */
            overturned: number
            lines: number
            /** Share of units that the ledger had right, 0 to 1; null where there were none. */
            units: number | null
            /** Worth of all that was off, in minor units, found and gone both counted up. */
            valueOff: number
            /** Worth found less worth gone. */
            valueNet: number
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Of what was counted each week, how much the ledger had right */
  getAccuracyByWeek: {
    parameters: {
      path?: never
      query?: {
        /** How many weeks. */
        weeks?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            /** The Monday on which it began. */
            week: string
            bins: number
            right: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** One count, with what it found */
  getCount: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          location: string
          zone: string | null
          scope: components['schemas']['CountScope']
          sku: string | null
          lot: string | null
          origin: components['schemas']['CountOrigin']
          task: string | null
          user: string | null
          person: string | null
          device: string | null
          occurredAt: string
          recordedAt: string
          reversed: boolean
          lines: ({
            sku: string
            lot: string | null
            status: 'available' | 'damaged' | 'rework' | 'uninspected'
            class: components['schemas']['ItemClass']
            counted: number
            expected: number
            variance: number
            unitCost: number | null
            state: components['schemas']['CountLineState']
            adjusted: number
            reason: string | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Take counts to a device: the named ones, or the next on the way */
  leaseCounts: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        deviceId: string
        /** Who is signed in on it. */
        userId?: string
        /** These; or, where none are named, the ones that come next on the way. */
        tasks?: string[]
        most?: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            kind: 'count'
            state: 'cancelled' | 'done' | 'open'
            location: string
            scope: 'item' | 'location' | 'lot' | null
            sku: string | null
            lot: string | null
            origin: 'disturbed' | 'drift' | 'floor' | 'hand' | 'negative-stock' | 'plan' | 'short-pick' | 'variance' | null
            blind: boolean
            device: string | null
            createdAt: string
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Give counts back, so that another device can take them */
  returnCounts: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        deviceId: string
        tasks?: string[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            kind: 'count'
            state: 'cancelled' | 'done' | 'open'
            location: string
            scope: 'item' | 'location' | 'lot' | null
            sku: string | null
            lot: string | null
            origin: 'disturbed' | 'drift' | 'floor' | 'hand' | 'negative-stock' | 'plan' | 'short-pick' | 'variance' | null
            blind: boolean
            device: string | null
            createdAt: string
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Ask no more for these counts, unless something still waits for one of them */
  cancelCounts: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        tasks: string[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            kind: 'count'
            state: 'cancelled' | 'done' | 'open'
            location: string
            scope: 'item' | 'location' | 'lot' | null
            sku: string | null
            lot: string | null
            origin: 'disturbed' | 'drift' | 'floor' | 'hand' | 'negative-stock' | 'plan' | 'short-pick' | 'variance' | null
            blind: boolean
            device: string | null
            createdAt: string
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** How the company counts: tolerances, how often, reasons */
  getCountingSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** A count that is off by no more is posted at once. Value in minor units of the warehouse's currency. */
          tolerance: {
            A: {
              units: number
              value: number
            }
            B: {
              units: number
              value: number
            }
            C: {
              units: number
              value: number
            }
          }
          /** A place is due again so many days after it was counted, by the best class of what stands there. */
          everyDays: {
            A: number
            B: number
            C: number
          }
          /** Places that the plan of one day asks for; 0: there is no plan. */
          perDay: number
          /** The figures that classes are made from are those of so many days. */
          classDays: number
          reasons: {
            code: string
            label: string
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Change how the company counts; what is left out is as at the beginning */
  putCountingSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        /** A count that is off by no more is posted at once. Value in minor units of the warehouse's currency. */
        tolerance?: {
          A?: {
            units: number
            value: number
          }
          B?: {
            units: number
            value: number
          }
          C?: {
            units: number
            value: number
          }
        }
        /** A place is due again so many days after it was counted, by the best class of what stands there. */
        everyDays?: {
          A?: number
          B?: number
          C?: number
        }
        /** Places that the plan of one day asks for; 0: there is no plan. */
        perDay?: number
        /** The figures that classes are made from are those of so many days. */
        classDays?: number
        reasons?: {
          code: string
          label: string
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** A count that is off by no more is posted at once. Value in minor units of the warehouse's currency. */
          tolerance: {
            A: {
              units: number
              value: number
            }
            B: {
              units: number
              value: number
            }
            C: {
              units: number
              value: number
            }
          }
          /** A place is due again so many days after it was counted, by the best class of what stands there. */
          everyDays: {
            A: number
            B: number
            C: number
          }
          /** Places that the plan of one day asks for; 0: there is no plan. */
          perDay: number
          /** The figures that classes are made from are those of so many days. */
          classDays: number
          reasons: {
            code: string
            label: string
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Correct a quantity at a desk, up or down, with one of the reasons of the settings */
  adjustStock: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        sku: string
        lot?: string | null
        location: string
        status?: 'available' | 'uninspected' | 'rework' | 'damaged'
        /** Positive: found; negative: gone. */
        quantity: number
        /** A code of the settings. */
        reason: string
        note?: string
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['PushResult']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Corrections of the ledger, the newest first; with groupBy (reason, zone, sku, person) their sums: shrinkage */
  listAdjustments: {
    parameters: {
      path?: never
      query?: {
        /** Local days of the warehouse, both included. */
        from?: string
        /** Until when; of days, that day included. */
        to?: string
        /** What the figures are summed up by, separated by commas. */
        groupBy?: string
        /** Code of a reason. */
        reason?: string
        /** SKU of an item. */
        sku?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            person?: string | null
            reason?: string | null
            sku?: string | null
            zone?: string | null
            /** Null: no cost is known of any of it. */
            currency: string | null
            corrections: number
            found: components['schemas']['Sum']
            gone: components['schemas']['Sum']
            net: components['schemas']['Sum']
            /** Units, up or down, of which no cost is known: they weigh nothing in the values. */
            unpriced: number
          })[]
        } | {
          items: ({
            /** The movement's. */
            id: string
            transactionId: string
            sku: string
            location: string
            status: 'available' | 'damaged' | 'rework' | 'uninspected'
            /** Positive: found; negative: gone. */
            quantity: number
            /** `count`: by a count, its late corrections included. `adjust`: by a supervisor. `import`: what there was at the beginning. */
            kind: 'adjust' | 'count' | 'import'
            reason: string | null
            lot: string | null
            zone: string | null
            person: string | null
            unitCost: {
              amount: number
              currency: string
            } | null
            at: string
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Undo a transaction at a desk: each of its movements is mirrored once */
  reverseTransaction: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        reason: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['PushResult']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Announce a return; with a chargeback, its goods are not sold again before its documents are complete */
  announceReturn: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        channel: string
        orderExternalId?: string
        /** The RMA number, say: one return for each reference of a channel. */
        reference?: string
        expectedOn?: string
        note?: string
        lines: {
          sku: string
          quantity: number
          reason: string
        }[]
        chargeback?: {
          reference?: string
          category?: string
          code?: string
          amount?: {
            amount: number
            currency: string
          }
          disputeBy?: string
        }
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          state: components['schemas']['ReturnState']
          warnings: string[]
          lines: ({
            sku: string
            reason: string
            expected: number
            lots: ({
              lot: string | null
              quantity: number
            })[]
          })[]
        }
      } }
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          state: components['schemas']['ReturnState']
          warnings: string[]
          lines: ({
            sku: string
            reason: string
            expected: number
            lots: ({
              lot: string | null
              quantity: number
            })[]
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Returns, newest first: their age, what is not through and worth how much, and what waits for whom */
  listReturns: {
    parameters: {
      path?: never
      query?: {
        /** `open`: not closed. */
        state?: 'open' | 'expected' | 'received' | 'closed'
        /** Only what waits for this. */
        waitingFor?: 'customer' | 'inspector' | 'documents' | 'second-person' | 'supervisor' | 'goods' | 'lot' | 'quality'
        /** Code of a channel. */
        channel?: string
        /** Words, each somewhere in order, customer or reference. */
        search?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            channel: string
            orderId: string | null
            orderExternalId: string | null
            customer: {
              id: string
              name: string
            } | null
            reference: string | null
            blind: boolean
            state: components['schemas']['ReturnState']
            documents: 'complete' | 'missing' | 'none'
            chargeback: components['schemas']['Chargeback'] | null
            expectedOn: string | null
            createdAt: string
            receivedAt: string | null
            ageSeconds: number
            units: {
              expected: number
              received: number
              uninspected: number
              waiting: number
              done: number
            }
            value: components['schemas']['Money'] | null
            waitingFor: ('customer' | 'documents' | 'goods' | 'inspector' | 'lot' | 'quality' | 'second-person' | 'supervisor')[]
            skus: string[]
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What was shipped to whom and from which lots: by order number, tracking number, carton, RMA, or item */
  lookUpShipped: {
    parameters: {
      path?: never
      query?: {
        /** What was scanned: an order number, a tracking number, a carton, an RMA. */
        scan?: string
        /** SKU of an item. */
        sku?: string
        /** Lot number. */
        lot?: string
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            orderId: string
            externalId: string
            channel: string
            customer: {
              id: string
              name: string
            }
            shippedAt: string
            /** An open return of this order. */
            returnId: string | null
            lines: ({
              sku: string
              name: string
              lot: string | null
              shipped: number
              returned: number
            })[]
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Return rate, disposition mix and time from dock to disposition, by SKU, channel, reason, lot or supplier */
  getReturnFigures: {
    parameters: {
      path?: never
      query?: {
        /** Local days of the warehouse, both included. */
        from?: string
        /** Until when; of days, that day included. */
        to?: string
        /** What the figures are summed up by, separated by commas. */
        groupBy?: string
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            channel?: string | null
            lot?: string | null
            reason?: string | null
            sku?: string | null
            supplier?: string | null
            shipped: number
            returned: number
            /** Returned of shipped; null where nothing was shipped. */
            rate: number | null
            /** Units, by where they went. */
            dispositions: {
              keep: number
              restock: number
              rework: number
              scrap: number
              secondary: number
              supplier: number
            }
            /** Units that are not through yet. */
            waiting: number
            /** What was scrapped was worth; null where no cost is known of any of it. */
            scrapped: components['schemas']['Money'] | null
            /** From dock to disposition. */
            hours: {
              median: number
              mean: number
            } | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** One return with its goods, inspections, photos and documents */
  getReturn: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          channel: string
          orderId: string | null
          orderExternalId: string | null
          customer: {
            id: string
            name: string
          } | null
          reference: string | null
          blind: boolean
          state: components['schemas']['ReturnState']
          documents: 'complete' | 'missing' | 'none'
          chargeback: components['schemas']['Chargeback'] | null
          expectedOn: string | null
          createdAt: string
          receivedAt: string | null
          ageSeconds: number
          units: {
            expected: number
            received: number
            uninspected: number
            waiting: number
            done: number
          }
          value: components['schemas']['Money'] | null
          waitingFor: ('customer' | 'documents' | 'goods' | 'inspector' | 'lot' | 'quality' | 'second-person' | 'supervisor')[]
          skus: string[]
          note: string | null
          missing: components['schemas']['Document'][]
          photos: ({
            sha256: string
            stored: boolean
            type: string | null
            bytes: number | null
            from: 'desk' | 'inspection'
            at: string | null
          })[]
          lines: ({
            sku: string
            name: string
            reason: string
            expected: number
            received: number
            lots: ({
              lot: string | null
              quantity: number
            })[]
          })[]
          goods: ({
            id: string
            sku: string
            name: string
            lot: string | null
            lotFrom: 'label' | 'shipment' | null
            quantity: number
            inspected: number
            reason: string
            location: string
            receivedAt: string
            by: string | null
            unitCost: {
              amount: number
              currency: string
            } | null
          })[]
          inspections: ({
            id: string
            sku: string
            lot: string | null
            quantity: number
            carriedOut: number
            condition: string
            disposition: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier'
            proposed: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier' | null
            because: string | null
            checklist: {
              code: string
              ok: boolean
              note?: string
            }[]
            photos: string[]
            note: string | null
            state: components['schemas']['InspectionState']
            waitsFor: 'documents' | 'goods' | 'lot' | 'quality' | 'second-person' | 'supervisor' | null
            to: string | null
            location: string
            by: string | null
            approvedBy: string | null
            inspectedAt: string
            doneAt: string | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Say of a chargeback what is known, and add photos; what is left out stays. Goods that waited for it go on */
  putReturnDocuments: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        reference?: string
        category?: string
        code?: string
        amount?: {
          amount: number
          currency: string
        }
        disputeBy?: string
        /** The same facts, as they are given when a return is announced. */
        chargeback?: {
          reference?: string
          category?: string
          code?: string
          amount?: {
            amount: number
            currency: string
          }
          disputeBy?: string
        }
        photos?: string[]
        note?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          channel: string
          orderId: string | null
          orderExternalId: string | null
          customer: {
            id: string
            name: string
          } | null
          reference: string | null
          blind: boolean
          state: components['schemas']['ReturnState']
          documents: 'complete' | 'missing' | 'none'
          chargeback: components['schemas']['Chargeback'] | null
          expectedOn: string | null
          createdAt: string
          receivedAt: string | null
          ageSeconds: number
          units: {
            expected: number
            received: number
            uninspected: number
            waiting: number
            done: number
          }
          value: components['schemas']['Money'] | null
          waitingFor: ('customer' | 'documents' | 'goods' | 'inspector' | 'lot' | 'quality' | 'second-person' | 'supervisor')[]
          skus: string[]
          note: string | null
          missing: components['schemas']['Document'][]
          photos: ({
            sha256: string
            stored: boolean
            type: string | null
            bytes: number | null
            from: 'desk' | 'inspection'
            at: string | null
          })[]
          lines: ({
            sku: string
            name: string
            reason: string
            expected: number
            received: number
            lots: ({
              lot: string | null
              quantity: number
            })[]
          })[]
          goods: ({
            id: string
            sku: string
            name: string
            lot: string | null
            lotFrom: 'label' | 'shipment' | null
            quantity: number
            inspected: number
            reason: string
            location: string
            receivedAt: string
            by: string | null
            unitCost: {
              amount: number
              currency: string
            } | null
          })[]
          inspections: ({
            id: string
            sku: string
            lot: string | null
            quantity: number
            carriedOut: number
            condition: string
            disposition: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier'
            proposed: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier' | null
            because: string | null
            checklist: {
              code: string
              ok: boolean
              note?: string
            }[]
            photos: string[]
            note: string | null
            state: components['schemas']['InspectionState']
            waitsFor: 'documents' | 'goods' | 'lot' | 'quality' | 'second-person' | 'supervisor' | null
            to: string | null
            location: string
            by: string | null
            approvedBy: string | null
            inspectedAt: string
            doneAt: string | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Say how a chargeback was answered, or what came of it */
  answerChargeback: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        state: 'open' | 'disputed' | 'accepted' | 'won' | 'lost'
        note?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          channel: string
          orderId: string | null
          orderExternalId: string | null
          customer: {
            id: string
            name: string
          } | null
          reference: string | null
          blind: boolean
          state: components['schemas']['ReturnState']
          documents: 'complete' | 'missing' | 'none'
          chargeback: components['schemas']['Chargeback'] | null
          expectedOn: string | null
          createdAt: string
          receivedAt: string | null
          ageSeconds: number
          units: {
            expected: number
            received: number
            uninspected: number
            waiting: number
            done: number
          }
          value: components['schemas']['Money'] | null
          waitingFor: ('customer' | 'documents' | 'goods' | 'inspector' | 'lot' | 'quality' | 'second-person' | 'supervisor')[]
          skus: string[]
          note: string | null
          missing: components['schemas']['Document'][]
          photos: ({
            sha256: string
            stored: boolean
            type: string | null
            bytes: number | null
            from: 'desk' | 'inspection'
            at: string | null
          })[]
          lines: ({
            sku: string
            name: string
            reason: string
            expected: number
            received: number
            lots: ({
              lot: string | null
              quantity: number
            })[]
          })[]
          goods: ({
            id: string
            sku: string
            name: string
            lot: string | null
            lotFrom: 'label' | 'shipment' | null
            quantity: number
            inspected: number
            reason: string
            location: string
            receivedAt: string
            by: string | null
            unitCost: {
              amount: number
              currency: string
            } | null
          })[]
          inspections: ({
            id: string
            sku: string
            lot: string | null
            quantity: number
            carriedOut: number
            condition: string
            disposition: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier'
            proposed: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier' | null
            because: string | null
            checklist: {
              code: string
              ok: boolean
              note?: string
            }[]
            photos: string[]
            note: string | null
            state: components['schemas']['InspectionState']
            waitsFor: 'documents' | 'goods' | 'lot' | 'quality' | 'second-person' | 'supervisor' | null
            to: string | null
            location: string
            by: string | null
            approvedBy: string | null
            inspectedAt: string
            doneAt: string | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** No more of it is expected */
  closeReturn: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        note: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          channel: string
          orderId: string | null
          orderExternalId: string | null
          customer: {
            id: string
            name: string
          } | null
          reference: string | null
          blind: boolean
          state: components['schemas']['ReturnState']
          documents: 'complete' | 'missing' | 'none'
          chargeback: components['schemas']['Chargeback'] | null
          expectedOn: string | null
          createdAt: string
          receivedAt: string | null
          ageSeconds: number
          units: {
            expected: number
            received: number
            uninspected: number
            waiting: number
            done: number
          }
          value: components['schemas']['Money'] | null
          waitingFor: ('customer' | 'documents' | 'goods' | 'inspector' | 'lot' | 'quality' | 'second-person' | 'supervisor')[]
          skus: string[]
          note: string | null
          missing: components['schemas']['Document'][]
          photos: ({
            sha256: string
            stored: boolean
            type: string | null
            bytes: number | null
            from: 'desk' | 'inspection'
            at: string | null
          })[]
          lines: ({
            sku: string
            name: string
            reason: string
            expected: number
            received: number
            lots: ({
              lot: string | null
              quantity: number
            })[]
          })[]
          goods: ({
            id: string
            sku: string
            name: string
            lot: string | null
            lotFrom: 'label' | 'shipment' | null
            quantity: number
            inspected: number
            reason: string
            location: string
            receivedAt: string
            by: string | null
            unitCost: {
              amount: number
              currency: string
            } | null
          })[]
          inspections: ({
            id: string
            sku: string
            lot: string | null
            quantity: number
            carriedOut: number
            condition: string
            disposition: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier'
            proposed: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier' | null
            because: string | null
            checklist: {
              code: string
              ok: boolean
              note?: string
            }[]
            photos: string[]
            note: string | null
            state: components['schemas']['InspectionState']
            waitsFor: 'documents' | 'goods' | 'lot' | 'quality' | 'second-person' | 'supervisor' | null
            to: string | null
            location: string
            by: string | null
            approvedBy: string | null
            inspectedAt: string
            doneAt: string | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** All that the floor recorded about the order and its return, to dispute a chargeback with */
  getReturnEvidence: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** What kind of file. */
        format?: 'json' | 'pdf' | 'zip'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** For the name of a file. */
          name: string
          madeAt: string
          warehouse: {
            code: string
            name: string
            gln: string | null
            timeZone: string
          }
          return: {
            note: string | null
            missing: components['schemas']['Document'][]
            photos: ({
              sha256: string
              stored: boolean
              type: string | null
              bytes: number | null
              from: 'desk' | 'inspection'
              at: string | null
            })[]
            lines: ({
              sku: string
              name: string
              reason: string
              expected: number
              received: number
              lots: ({
                lot: string | null
                quantity: number
              })[]
            })[]
            goods: ({
              id: string
              sku: string
              name: string
              lot: string | null
              lotFrom: 'label' | 'shipment' | null
              quantity: number
              inspected: number
              reason: string
              location: string
              receivedAt: string
              by: string | null
              unitCost: {
                amount: number
                currency: string
              } | null
            })[]
            inspections: ({
              id: string
              sku: string
              lot: string | null
              quantity: number
              carriedOut: number
              condition: string
              disposition: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier'
              proposed: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier' | null
              because: string | null
              checklist: {
                code: string
                ok: boolean
                note?: string
              }[]
              photos: string[]
              note: string | null
              state: components['schemas']['InspectionState']
              waitsFor: 'documents' | 'goods' | 'lot' | 'quality' | 'second-person' | 'supervisor' | null
              to: string | null
              location: string
              by: string | null
              approvedBy: string | null
              inspectedAt: string
              doneAt: string | null
            })[]
            id: string
            channel: string
            orderId: string | null
            orderExternalId: string | null
            customer: {
              id: string
              name: string
            } | null
            reference: string | null
            blind: boolean
            state: components['schemas']['ReturnState']
            documents: 'complete' | 'missing' | 'none'
            chargeback: components['schemas']['Chargeback'] | null
            expectedOn: string | null
            createdAt: string
            receivedAt: string | null
            ageSeconds: number
            units: {
              expected: number
              received: number
              uninspected: number
              waiting: number
              done: number
            }
            value: components['schemas']['Money'] | null
            waitingFor: ('customer' | 'documents' | 'goods' | 'inspector' | 'lot' | 'quality' | 'second-person' | 'supervisor')[]
            skus: string[]
          }
          order: {
            id: string
            externalId: string
            channel: string
            customer: {
              id: string
              name: string
              [key: string]: unknown
            }
            shipTo: { [key: string]: unknown } | null
            shipBy: string | null
            placedAt: string
            status: components['schemas']['OrderStatus']
            lines: {
              sku: string
              name: string
              quantity: number
              shipped: number
              unitPrice: components['schemas']['Money']
            }[]
          } | null
          allocations: ({
            at: string
            sku: string
            lot: string | null
            location: string
            quantity: number
            picked: number
          })[]
          steps: ({
            at: string
            recordedAt: string
            what: string
            transaction: string
            sku: string
            lot: string | null
            quantity: number
            from: string
            to: string
            by: string | null
            device: string | null
          })[]
          shipments: ({
            at: string
            carrier: string | null
            service: string | null
            trackingNumber: string | null
            documentType: string | null
            documentNumber: string | null
            units: ({
              unit: string
              sscc: string | null
            })[]
          })[]
          /** Advance ship notices that were sent for the order. */
          asn: null
        }
        'application/pdf': Blob
        'application/zip': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** How the company takes goods back: reasons, checklists, rules, limits */
  getReturnSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          reasons: ({
            code: string
            label: string
            channels: string[]
            /** It speaks against the goods: such returns count when a lot's rate is judged. */
            quality: boolean
            /** `quality`: before it is sold again, the whole checklist is answered and the goods are photographed. */
            inspection: 'plain' | 'quality'
          })[]
          conditions: {
            code: string
            label: string
          }[]
          checklists: ({
            /** Group of items; null: all of them. */
            group: string | null
            /** Code or kind of a channel; null: all of them. */
            channel: string | null
            questions: {
              code: string
              text: string
            }[]
          })[]
          /** Asked in this order; the first that applies and can be followed is proposed. */
          rules: ({
            channel: string | null
            reason: string | null
            condition: string | null
            fewerDaysThan: number | null
            worthLessThanRework: boolean
            disposition: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier'
          })[]
          /** Of one unit, in minor units of the warehouse's currency; groups of items may have their own. */
          reworkCost: number
          reworkCosts: {
            group: string
            cost: number
          }[]
          /** A scrap worth more than this, in minor units, wants a second person. */
          scrapLimit: number
          /** When the return rate of one lot stands out. */
          quality: {
            /** Fewer returns than this prove nothing. */
            leastReturns: number
            /** Where the item's other lots say nothing: of a hundred units, how many come back for a fault of theirs. */
            expectedPercent: number
            /** So many times the expected rate is tolerated. */
            times: number
          }
          /** So many days before the last day on which a chargeback can be disputed, somebody is told. */
          disputeDays: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Change how the company takes goods back; what is left out is as at the beginning */
  putReturnSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        reasons?: ({
          code: string
          label: string
          channels?: string[]
          /** It speaks against the goods: such returns count when a lot's rate is judged. */
          quality?: boolean
          /** `quality`: before it is sold again, the whole checklist is answered and the goods are photographed. */
          inspection?: 'plain' | 'quality'
        })[]
        conditions?: {
          code: string
          label: string
        }[]
        checklists?: ({
          /** Group of items; null: all of them. */
          group?: string | null
          /** Code or kind of a channel; null: all of them. */
          channel?: string | null
          questions: {
            code: string
            text: string
          }[]
        })[]
        /** Asked in this order; the first that applies and can be followed is proposed. */
        rules?: ({
          channel?: string | null
          reason?: string | null
          condition?: string | null
          fewerDaysThan?: number | null
          worthLessThanRework?: boolean
          disposition: 'restock' | 'secondary' | 'rework' | 'scrap' | 'supplier' | 'keep'
        })[]
        /** Of one unit, in minor units of the warehouse's currency; groups of items may have their own. */
        reworkCost?: number
        reworkCosts?: {
          group: string
          cost: number
        }[]
        /** A scrap worth more than this, in minor units, wants a second person. */
        scrapLimit?: number
        /** When the return rate of one lot stands out. */
        quality?: {
          /** Fewer returns than this prove nothing. */
          leastReturns?: number
          /** Where the item's other lots say nothing: of a hundred units, how many come back for a fault of theirs. */
          expectedPercent?: number
          /** So many times the expected rate is tolerated. */
          times?: number
        }
        /** So many days before the last day on which a chargeback can be disputed, somebody is told. */
        disputeDays?: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          reasons: ({
            code: string
            label: string
            channels: string[]
            /** It speaks against the goods: such returns count when a lot's rate is judged. */
            quality: boolean
            /** `quality`: before it is sold again, the whole checklist is answered and the goods are photographed. */
            inspection: 'plain' | 'quality'
          })[]
          conditions: {
            code: string
            label: string
          }[]
          checklists: ({
            /** Group of items; null: all of them. */
            group: string | null
            /** Code or kind of a channel; null: all of them. */
            channel: string | null
            questions: {
              code: string
              text: string
            }[]
          })[]
          /** Asked in this order; the first that applies and can be followed is proposed. */
          rules: ({
            channel: string | null
            reason: string | null
            condition: string | null
            fewerDaysThan: number | null
            worthLessThanRework: boolean
            disposition: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier'
          })[]
          /** Of one unit, in minor units of the warehouse's currency; groups of items may have their own. */
          reworkCost: number
          reworkCosts: {
            group: string
            cost: number
          }[]
          /** A scrap worth more than this, in minor units, wants a second person. */
          scrapLimit: number
          /** When the return rate of one lot stands out. */
          quality: {
            /** Fewer returns than this prove nothing. */
            leastReturns: number
            /** Where the item's other lots say nothing: of a hundred units, how many come back for a fault of theirs. */
            expectedPercent: number
            /** So many times the expected rate is tolerated. */
            times: number
          }
          /** So many days before the last day on which a chargeback can be disputed, somebody is told. */
          disputeDays: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Store a photo, whole or in parts by Content-Range: what came of a broken upload is kept */
  uploadPhoto: {
    parameters: {
      path: {
        /** SHA-256 of the content, in hex. */
        sha256: string
      }
      query?: never
      header?: {
        /** Which bytes of the whole these are, as “bytes 0-65535/150000”. Left out: the whole. */
        'Content-Range'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'image/jpeg': Blob
      'image/png': Blob
      'image/webp': Blob
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['UploadState']
      } }
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['UploadState']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** A photo */
  getPhoto: {
    parameters: {
      path: {
        /** SHA-256 of the content, in hex. */
        sha256: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'image/jpeg': Blob
        'image/png': Blob
        'image/webp': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** How much of a photo is here: from where an upload goes on */
  getUploadState: {
    parameters: {
      path: {
        /** SHA-256 of the content, in hex. */
        sha256: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['UploadState']
      } }
      400: Refusal
      401: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Contradictions that a person must settle, the worst first, then the oldest; what is settled, the newest first */
  listExceptions: {
    parameters: {
      path?: never
      query?: {
        /** Only those in this state. */
        state?: 'open' | 'resolved'
        /** One or more, separated by commas. */
        type?: string
        /** Missing stock, or what the floor and the ledger disagree about. */
        group?: 'shortages' | 'others'
        /** One or more, separated by commas. */
        severity?: string
        /** A user's id, `me`, or `none`. */
        owner?: string
        /** SKU of an item. */
        sku?: string
        /** Lot number. */
        lot?: string
        /** Code of a location. */
        location?: string
        /** Its id, or its number at the channel. */
        order?: string
        /** Only what has this in its code or name. */
        search?: string
        /** Of what is open; what is settled is told from the newest back. */
        sort?: 'severity' | 'opened' | '-opened' | 'shipBy'
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** How many of what follows the cursor are passed over: a jump ahead in a long list. */
        skip?: string
        /** The most that is answered at once. */
        limit?: number
        /** true: also how many there are in all. */
        total?: 'true' | 'false'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            type: string
            severity: 'high' | 'low' | 'medium' | 'severe'
            state: 'open' | 'resolved'
            detail: string
            sku: string | null
            lot: string | null
            location: string | null
            order: string | null
            transaction: string | null
            remedies: string[]
            owner: string | null
            openedAt: string
            resolvedAt: string | null
            resolution: {
              remedy: string
              note: string
              by: string
            } | null
            ownerName: string | null
            ageSeconds: number
            orderExternalId: string | null
            shipBy: string | null
            proposals: components['schemas']['Proposal'][]
            putBacks?: components['schemas']['PutBack'][]
            endangers?: components['schemas']['Endangers']
            count?: {
              counted: number
              expected: number
              variance: number
              unitCost: number | null
              state: components['schemas']['CountLineState']
            }
            returnId: string | null
          })[]
          next: string | null
          total?: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** How many exceptions are open, of each type */
  countExceptions: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            type: string
            count: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Who can be asked to take care of an exception */
  listOwners: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            id: string
            name: string
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** One of them, with its evidence: who recorded what, when and where, and what else happened around it */
  getException: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id?: string
          type?: string
          severity?: 'high' | 'low' | 'medium' | 'severe'
          state?: 'open' | 'resolved'
          detail?: string
          sku?: string | null
          lot?: string | null
          location?: string | null
          order?: string | null
          transaction?: string | null
          remedies?: string[]
          owner?: string | null
          openedAt?: string
          resolvedAt?: string | null
          resolution?: {
            remedy: string
            note: string
            by: string
          } | null
          ownerName?: string | null
          ageSeconds?: number
          orderExternalId?: string | null
          shipBy?: string | null
          proposals?: components['schemas']['Proposal'][]
          putBacks?: components['schemas']['PutBack'][]
          endangers?: components['schemas']['Endangers']
          count?: {
            counted: number
            expected: number
            variance: number
            unitCost: number | null
            state: components['schemas']['CountLineState']
          }
          returnId?: string | null
          warehouse: string
          evidence: {
            transaction: {
              id: string
              type: string
              state: 'applied' | 'dismissed' | 'parked' | 'reversed' | 'waiting'
              outcome: components['schemas']['Outcome']
              device: string
              user: {
                id: string
                name: string
              } | null
              /** By the device's own clock, as it was set. */
              deviceTime: string | null
              /** The same, corrected for how far that clock is off. */
              occurredAt: string | null
              receivedAt: string
              offline: boolean
              payload: { [key: string]: unknown }
              mended: {
                by: string
                at: string
                note: string
              } | null
              problem: components['schemas']['PushProblem'] | null
            } | null
            movements: ({
              id: string
              transaction: string
              reason: string
              sku: string
              lot: string | null
              quantity: number
              from: {
                location: string
                status: 'available' | 'damaged' | 'rework' | 'uninspected'
              }
              to: {
                location: string
                status: 'available' | 'damaged' | 'rework' | 'uninspected'
              }
              order: string | null
              device: string | null
              user: {
                id: string
                name: string
              } | null
              occurredAt: string
              recordedAt: string
            })[]
            around: ({
              id: string
              transaction: string
              reason: string
              sku: string
              lot: string | null
              quantity: number
              from: {
                location: string
                status: 'available' | 'damaged' | 'rework' | 'uninspected'
              }
              to: {
                location: string
                status: 'available' | 'damaged' | 'rework' | 'uninspected'
              }
              order: string | null
              device: string | null
              user: {
                id: string
                name: string
              } | null
              occurredAt: string
              recordedAt: string
            })[]
            counts: ({
              id: string
              occurredAt: string
              recordedAt: string
              by: string | null
              device: string | null
              origin: components['schemas']['CountOrigin']
              lot: string | null
              status: 'available' | 'damaged' | 'rework' | 'uninspected'
              counted: number
              expected: number
              unitCost: number | null
              state: components['schemas']['CountLineState']
              reason: string | null
              undone: boolean
            })[]
          }
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Say who takes care of an exception: a user, me, or nobody */
  setExceptionOwner: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        /** Null: nobody. */
        owner: 'me' | string | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          owner: string | null
          ownerName: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Settle an exception with one of its remedies, which acts; it stays open where its cause is not gone yet */
  resolveException: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        remedy: string
        note?: string
        line?: string
        from?: string
        channel?: string
        sku?: string
        quantity?: number
        /** Of a correction of the ledger: a code of the settings. */
        reason?: string
        /** Where to count, where the goods stand that are sent back, or where they are put. */
        location?: string
        /** Of inspected goods: where they go. */
        disposition?: 'restock' | 'secondary' | 'rework' | 'scrap' | 'supplier' | 'keep'
        /** The lot that another is merged into, of which goods are sent back, or which goods are that nobody could read. */
        lot?: string
        /** Null: it has none. */
        expiresOn?: string | null
        producedOn?: string | null
        receivedOn?: string
        supplier?: string
        supplierLot?: string
        /** The label that a unit is to have; left out: none. */
        sscc?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          type: string
          severity: 'high' | 'low' | 'medium' | 'severe'
          state: 'open' | 'resolved'
          detail: string
          sku: string | null
          lot: string | null
          location: string | null
          order: string | null
          transaction: string | null
          remedies: string[]
          owner: string | null
          openedAt: string
          resolvedAt: string | null
          resolution: {
            remedy: string
            note: string
            by: string
          } | null
          did: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Settle many with one remedy that needs no details of each, one by one: what fails stays as it was */
  resolveExceptions: {
    parameters: {
      path?: never
      query?: never
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        remedy: string
        note?: string
        line?: string
        from?: string
        channel?: string
        sku?: string
        quantity?: number
        /** Of a correction of the ledger: a code of the settings. */
        reason?: string
        /** Where to count, where the goods stand that are sent back, or where they are put. */
        location?: string
        /** Of inspected goods: where they go. */
        disposition?: 'restock' | 'secondary' | 'rework' | 'scrap' | 'supplier' | 'keep'
        /** The lot that another is merged into, of which goods are sent back, or which goods are that nobody could read. */
        lot?: string
        /** Null: it has none. */
        expiresOn?: string | null
        producedOn?: string | null
        receivedOn?: string
        supplier?: string
        supplierLot?: string
        /** The label that a unit is to have; left out: none. */
        sscc?: string
        ids: string[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            ok: true
            did: string
            state: 'open' | 'resolved'
            id: string
          } | {
            ok: false
            problem: {
              code: string
              /** One sentence for people. */
              detail: string
              status: number
              [key: string]: unknown
            }
            id: string
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Transactions that could not be posted, kept whole */
  listRefused: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            type: string
            deviceId: string
            state: 'applied' | 'dismissed' | 'parked' | 'reversed' | 'waiting'
            receivedAt: string
            problem: components['schemas']['PushProblem'] | null
            envelope: { [key: string]: unknown }
            mended: {
              payload: { [key: string]: unknown }
              by: string
              note: string
              at: string
            } | null
            dismissed: {
              by: string
              note: string
              at: string
            } | null
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** One of them, parked or dismissed, with its envelope as it came and what was put right in it */
  getRefused: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          type: string
          deviceId: string
          state: 'applied' | 'dismissed' | 'parked' | 'reversed' | 'waiting'
          receivedAt: string
          problem: components['schemas']['PushProblem'] | null
          envelope: { [key: string]: unknown }
          mended: {
            payload: { [key: string]: unknown }
            by: string
            note: string
            at: string
          } | null
          dismissed: {
            by: string
            note: string
            at: string
          } | null
          author: {
            id: string
            name: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Interpret a parked transaction again, after it or what it missed was mended; its envelope stays as it came */
  resubmitRefused: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': {
        /** In place of what it says itself; the envelope stays as it came. */
        payload?: { [key: string]: unknown }
        note?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['PushResult']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Let a parked transaction rest; it stays kept */
  dismissRefused: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: never
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: { content: {
      'application/json': {
        note?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          state: 'dismissed'
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Connected platforms and how each is doing: what waits, for how long, and what failed */
  listConnectors: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            kind: components['schemas']['ConnectorKind']
            channel: string
            paused: boolean
            baseUrl: string | null
            settings: { [key: string]: unknown }
            /** `resting`: it did not answer, and is left alone for a while. */
            state: 'failing' | 'on' | 'paused' | 'resting'
            listings: number
            /** Listings that are to show another number. */
            waiting: number
            /** Of them, since when the one has waited that waits longest. */
            waitingSince: number | null
            /** Things that failed and are not healed. */
            failures: number
            /** Milliseconds since 1970, in UTC. */
            lastUpdateAt: number | null
            /** Milliseconds since 1970, in UTC. */
            heardAt: number | null
            /** From a change to its confirmation, milliseconds, of the last confirmations; null: there was none. */
            lag: {
              p50: number
              p99: number
              of: number
            } | null
            /** Of the last comparison that ended: listings compared, and those that showed another number. Null: there was none. */
            drift: {
              /** Milliseconds since 1970, in UTC. */
              at: number
              compared: number
              drifted: number
            } | null
            lagAware: boolean
            /** Orders changed since then are taken in. */
            ordersSince: number
            /** When the last new order came, and when the platform was last asked for what has changed. */
            lastOrderAt: number | null
            /** Milliseconds since 1970, in UTC. */
            polledAt: number | null
            /** Orders that are still to be read. */
            ordersDue: number
            /** Its own words: taken, come again, and not signed as they must be. */
            notices: {
              taken: number
              repeated: number
              refused: number
              /** Milliseconds since 1970, in UTC. */
              lastRefusedAt: number | null
            }
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Connect a platform to a channel, or change how; credentials are kept encrypted and never shown again */
  putConnector: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        kind: 'shopify' | 'amazon' | 'edi' | 'rest'
        channel: string
        /** Left out where the kind is not reached over HTTP. */
        baseUrl?: string
        /** Where files are exchanged: said here or in the settings. */
        folders?: { [key: string]: string }
        settings?: { [key: string]: unknown }
        /** Left out: as they are. */
        credentials?: { [key: string]: unknown }
        paused?: boolean
        /** Orders changed since then are taken in; left out: since it was connected. */
        ordersSince?: string
        /** Holds back what the channel sells while a number is on its way. */
        lagAware?: boolean
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          kind: components['schemas']['ConnectorKind']
          channel: string
        }
      } }
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          kind: components['schemas']['ConnectorKind']
          channel: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Which item and pack each listing sells; the whole list, and one that is left out is told nothing any more */
  putMappings: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': ({
        listing: string
        sku: string
        packQuantity?: number
        mode?: 'on' | 'paused'
        cap?: number | null
        percent?: number
        buffer?: number
      })[]
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          listings: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Map some listings, or map them otherwise, and let others go; what is not named stays */
  changeMappings: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        put?: ({
          listing: string
          sku: string
          packQuantity?: number
          mode?: 'on' | 'paused'
          cap?: number | null
          percent?: number
          buffer?: number
        })[]
        remove?: string[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          put: number
          removed: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Listings of a platform: what each sells, what it should show, and what it shows as far as is known */
  listListings: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Only what has this in its code or name. */
        search?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            listing: string
            sku: string
            packQuantity: number
            mode: 'on' | 'paused'
            cap: number | null
            percent: number
            buffer: number
            /** What the platform should show, and what it shows as far as is known, in units of the listing. */
            wanted: number
            shown: number | null
            /** Milliseconds since 1970, in UTC. */
            shownAt: number | null
            waiting: boolean
            stopped: boolean
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What a platform holds of our goods and sends by itself: a pool of its own, in none of our figures */
  listPools: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            listing: string
            title: string | null
            sellable: number
            reserved: number
            unsellable: number
            /** Sent to the platform, and not taken in yet. */
            onTheWay: number
            /** UTC milliseconds. */
            changedAt: number | null
          })[]
          next: string | null
          /** Milliseconds since 1970, in UTC. */
          readAt: number | null
          failed: components['schemas']['Said'] | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What failed, what to do about it, and what has healed since */
  listFailures: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            connectorId: string
            /** `silence`: nothing was heard for too long. `orders`: they cannot be read. `order`: one of them. `notices`: webhooks that are not to be trusted. `event`: what a log tells of one listing or order. */
            about: 'connector' | 'document' | 'event' | 'notices' | 'order' | 'orders' | 'publish' | 'shipment' | 'silence'
            /** The listing, the platform's id of the order, or the connector itself. */
            subject: string
            /** `retrying`: it may pass by itself. `open`: somebody must act. `ignored`: somebody said that it may stay so. `healed`: what failed has succeeded since. */
            state: 'healed' | 'ignored' | 'open' | 'retrying'
            code: string
            /** What happened: one sentence. */
            detail: string
            /** What to do: one sentence. */
            advice: string
            attempts: number
            /** Milliseconds since 1970, in UTC. */
            firstAt: number
            /** Milliseconds since 1970, in UTC. */
            lastAt: number
            /** Milliseconds since 1970, in UTC. */
            endedAt: number | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What the platform showed when it was asked, beside what it had been told: comparisons, and what they found */
  getDrift: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          checks: ({
            /** Milliseconds since 1970, in UTC. */
            startedAt: number
            /** Milliseconds since 1970, in UTC. */
            endedAt: number | null
            compared: number
            drifted: number
            units: number
          })[]
          drifts: ({
            id: string
            listing: string
            sku: string
            /** Milliseconds since 1970, in UTC. */
            foundAt: number
            /** In units of the listing: what it showed, what it had been told last, what is true. */
            shown: number
            told: number | null
            wanted: number
            /** What lies in between: orders of the platform, numbers that were told, changes of stock. */
            between: string[]
            /** One sentence. */
            explanation: string
            /** Milliseconds since 1970, in UTC. */
            repairedAt: number | null
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** How long numbers took to reach the platform, day by day, as far back as confirmations are kept */
  getConnectorLag: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            day: string
            /** Milliseconds, by nearest rank: half took no longer than `p50`, 99 of 100 no longer than `p99`. */
            p50: number
            p99: number
            /** Confirmations. */
            of: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Try again at once what had failed */
  retryFailure: {
    parameters: {
      path: {
        /** Its id. */
        id: string
        /** Id of the failure. */
        failure: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          retried: boolean
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Let it be: nobody is reminded of it any more */
  ignoreFailure: {
    parameters: {
      path: {
        /** Its id. */
        id: string
        /** Id of the failure. */
        failure: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          ignored: boolean
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** The log of what a connector is told, from a position on: to be read instead of, or beside, webhooks */
  listOutgoing: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            topic: 'availability' | 'orders' | 'shipments'
            /** When it was written. */
            at: string
            data: components['schemas']['AvailabilityData'] | components['schemas']['OrderData'] | components['schemas']['ShipmentData']
            position: number
            subject: string
            /** `stopped`: it was refused, and somebody must act. `passed-over`: something newer was told instead, or somebody let it be. */
            state: 'delivered' | 'passed-over' | 'readable' | 'retrying' | 'stopped' | 'waiting'
            attempts: number
            deliveredAt: string | null
          })[]
          next: string | null
          cursor: string
          waiting: number
          oldest: number | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Send everything again from a position on, each subject in its order, under the same delivery ids */
  replayOutgoing: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        from: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          events: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** An order as its shop or ERP has it now: placed once, changed and cancelled after it, older states ignored */
  bringOrder: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        externalId: string
        /** As people call it; left out: its externalId. */
        number?: string
        changedAt?: string
        version?: number
        placedAt?: string
        cancelled?: boolean
        awaitsPayment?: boolean
        customer?: {
          id: string
          name: string
          [key: string]: unknown
        }
        shipTo?: { [key: string]: unknown }
        shipBy?: string
        shippingPaid?: {
          amount: number
          currency: string
        }
        tax?: {
          amount: number
          currency: string
        }
        discount?: {
          amount: number
          currency: string
        }
        fees?: unknown
        lines: {
          /** Once in its order; left out: the listing. */
          id?: string
          listing: string
          title?: string
          /** What is wanted in all, in units of the listing, shipped or not; 0 gives the line up. */
          quantity: number
          /** Of one unit of the listing. */
          unitPrice: {
            amount: number
            currency: string
          }
          discount?: {
            amount: number
            currency: string
          }
          tax?: {
            amount: number
            currency: string
          }
        }[]
        returns?: {
          reference: string
          lines: {
            lineId: string
            quantity: number
            reason: string
          }[]
        }[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['RestOrderAnswer']
      } }
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['RestOrderAnswer']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Several orders, each for itself: one that cannot be taken keeps no other from it */
  bringOrders: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        orders: unknown[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: (components['schemas']['RestOrderAnswer'] | {
            externalId: string | null
            became: 'refused'
            /** A refusal inside an answer about several things. */
            problem: {
              code: string
              /** One sentence for people. */
              detail: string
              [key: string]: unknown
            }
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What became of an order of this connector */
  getBroughtOrder: {
    parameters: {
      path: {
        /** Its id. */
        id: string
        /** The order’s id where it came from. */
        externalId: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          externalId: string
          orderId: string | null
          troubles: {
            code: string
            detail: string
            advice: string
          }[]
          order: {
            quantity: number
            committed: number
            allocated: number
            picked: number
            shipped: number
            backordered: number
            planned: number
            atRisk: number
            id: string
            externalId: string
            channel: string
            status: components['schemas']['OrderStatus']
            shipBy: string | null
            startsOn: string | null
            version: number
            placedAt: string
            blocks: {
              code: string
              detail: string
            }[]
            warehouse: string
            customer: {
              id: string
              name: string
              [key: string]: unknown
            }
            shipTo: { [key: string]: unknown } | null
            pickLists: ({
              id: string
              state: 'cancelled' | 'done' | 'open'
              device: string | null
            })[]
            shipments: ({
              transactionId: string
              carrier: string | null
              service: string | null
              zone: string | null
              trackingNumber: string | null
              cost: components['schemas']['Money'] | null
              units: string[]
              documentType: string | null
              documentNumber: string | null
              shippedAt: string
            })[]
            lines: {
              id: string
              sku: string
              quantity: number
              committed: number
              backordered: number
              planned: number
              allocated: number
              picked: number
              shipped: number
              cancelled: number
              name: string
              fromProtected: number
              atRisk: number
            }[]
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Documents exchanged with a trading partner, newest first; state open: those that somebody must look after */
  listDocuments: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Coming in or going out. */
        direction?: 'in' | 'out'
        /** Number of the document’s kind, such as 850. */
        set?: string
        /** Only those in this state. */
        state?: 'received' | 'applied' | 'failed' | 'refused' | 'ignored' | 'drafted' | 'sent' | 'accepted' | 'accepted-with-errors' | 'rejected' | 'unanswered' | 'open'
        /** Of the document, or of the order that it is about: how it begins. */
        number?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            direction: 'in' | 'out'
            set: string
            /** "Purchase order 4711 (850)" */
            name: string
            state: components['schemas']['EdiState']
            number: string | null
            /** The partner's order that it is about. */
            externalId: string | null
            detail: string | null
            interchange: string
            group: string
            control: string
            fileName: string | null
            at: string
            ageSeconds: number
            /** Of what came in: by our 997, as soon as it was sent. Of what went out: by the partner's. */
            acknowledgement: {
              status: string
              reason: string | null
              document: string | null
              at: string | null
            } | null
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** One document as it was sent, and each of its segments in words */
  getDocument: {
    parameters: {
      path: {
        /** Its id. */
        id: string
        /** Id of the document. */
        document: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          raw: string
          segments: ({
            /** Counted from 1, as faults count them. */
            number: number
            raw: string
            id: string
            /** "Purchase order line"; the id where it is not known. */
            name: string
            elements: ({
              /** "PO102" */
              ref: string
              /** "Quantity"; null: not known. */
              name: string | null
              value: string
              /** What a code stands for, or a date as people write it. */
              means: string | null
            })[]
          })[]
          /** What was understood of it, or what it is drafted from. */
          content?: unknown
          /** Our order. */
          orderId: string | null
          failure: {
            id: string
            code: string
            detail: string
            advice: string
          } | null
          /** It was sent before as this document. */
          again: string | null
          id: string
          direction: 'in' | 'out'
          set: string
          /** "Purchase order 4711 (850)" */
          name: string
          state: components['schemas']['EdiState']
          number: string | null
          /** The partner's order that it is about. */
          externalId: string | null
          detail: string | null
          interchange: string
          group: string
          control: string
          fileName: string | null
          at: string
          ageSeconds: number
          /** Of what came in: by our 997, as soon as it was sent. Of what went out: by the partner's. */
          acknowledgement: {
            status: string
            reason: string | null
            document: string | null
            at: string | null
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Send a document of ours again, drafted anew and with control numbers of its own */
  resendDocument: {
    parameters: {
      path: {
        /** Its id. */
        id: string
        /** Id of the document. */
        document: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Read a document of the partner again, or write one of ours again that could not be written */
  retryDocument: {
    parameters: {
      path: {
        /** Its id. */
        id: string
        /** Id of the document. */
        document: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          retried: boolean
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What a channel’s platform takes of a sale: the whole list of rules, dated, by category where it matters */
  putFees: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': ({
        kind: string
        category?: string | null
        from: string
        to?: string | null
        rate?: number | null
        tiers?: ({
          upTo: number | null
          rate: number
        })[] | null
        amount?: number | null
        minimum?: number | null
        per?: 'unit' | 'line' | 'order'
      })[]
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          rules: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Rules of fees of a channel */
  listFees: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            /** What it is called in figures: commission, payment, closing … */
            kind: string
            /** Of items of this category; null: of those that no other rule of this kind names. */
            category: string | null
            /** First and last day, ISO dates; null: it has no end. */
            from: string
            to: string | null
            /** A fraction of what was paid: 0.15. */
            rate: number | null
            /** Instead of one rate, rates of the parts of each unit's price. */
            tiers: ({
              /** Of this part of a unit's price, minor units; null: of all that is above the tier before. */
              upTo: number | null
              rate: number
            })[] | null
            /** Minor units, for each `per`. */
            amount: number | null
            /** Minor units, for each unit, line or order. */
            minimum: number | null
            per: 'line' | 'order' | 'unit'
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What a channel’s platform calls the categories that its fees go by: the whole list, by item or by group */
  putFeeCategories: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        sku?: string
        group?: string
        category: string
      }[]
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          categories: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Categories that a channel’s fees go by; what is not named goes by its group */
  listFeeCategories: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            sku?: string
            group?: string
            category: string
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What the way back of a return costs in a channel; entered once for each return */
  putReturnFreight: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        /** Null: the customer pays it, or somebody enters what each has cost. */
        perReturn?: {
          amount: number
          currency: string
        } | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Null: the customer pays it, or somebody enters what each has cost. */
          perReturn: {
            amount: number
            currency: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What the way back of a return costs in a channel; null: nothing is entered by itself */
  getReturnFreight: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Null: the customer pays it, or somebody enters what each has cost. */
          perReturn: {
            amount: number
            currency: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What a unit costs that was asked for in a channel and could not be had: when ordered, or promised and given up */
  putShortageCosts: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        /** Of a unit that was not there when it was ordered: rank that is lost, customers who go elsewhere. */
        missing?: {
          amount: number
          currency: string
        } | null
        /** Of a unit that was promised and then given up. */
        cancelled?: {
          amount: number
          currency: string
        } | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Of a unit that was not there when it was ordered: rank that is lost, customers who go elsewhere. */
          missing: {
            amount: number
            currency: string
          } | null
          /** Of a unit that was promised and then given up. */
          cancelled: {
            amount: number
            currency: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What a unit costs that could not be had; null: nothing */
  getShortageCosts: {
    parameters: {
      path: {
        /** Code of a channel. */
        channel: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Of a unit that was not there when it was ordered: rank that is lost, customers who go elsewhere. */
          missing: {
            amount: number
            currency: string
          } | null
          /** Of a unit that was promised and then given up. */
          cancelled: {
            amount: number
            currency: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What an hour of work costs, how long an idle gap is, the standards where there are no times, and packaging */
  putLabourSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        /** Of one hour, with what an employer pays besides. */
        wagePerHour: {
          amount: number
          currency: string
        }
        /** Longer between two scans, nobody worked on the second one for all of it: the standard counts. */
        idleSeconds?: number
        /** Where there are no times. */
        pickSecondsPerUnit?: number
        packSecondsPerUnit?: number
        inspectSecondsPerUnit?: number
        /** Carton, filling and label of one parcel. */
        packagingPerParcel?: {
          amount: number
          currency: string
        }
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Of one hour, with what an employer pays besides. */
          wagePerHour: {
            amount: number
            currency: string
          }
          /** Longer between two scans, nobody worked on the second one for all of it: the standard counts. */
          idleSeconds: number
          /** Where there are no times. */
          pickSecondsPerUnit: number
          packSecondsPerUnit: number
          inspectSecondsPerUnit: number
          /** Carton, filling and label of one parcel. */
          packagingPerParcel?: {
            amount: number
            currency: string
          }
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What work costs; null where nobody has said */
  getLabourSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          settings: {
            /** Of one hour, with what an employer pays besides. */
            wagePerHour: {
              amount: number
              currency: string
            }
            /** Longer between two scans, nobody worked on the second one for all of it: the standard counts. */
            idleSeconds: number
            /** Where there are no times. */
            pickSecondsPerUnit: number
            packSecondsPerUnit: number
            inspectSecondsPerUnit: number
            /** Carton, filling and label of one parcel. */
            packagingPerParcel?: {
              amount: number
              currency: string
            }
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What a cubic metre of goods costs for a month: entered for each item when a month is over; null: nothing is */
  putStorageSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        /** Null: no storage is entered. */
        perCubicMetreMonth?: {
          amount: number
          currency: string
        } | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Null: no storage is entered. */
          perCubicMetreMonth: {
            amount: number
            currency: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What a cubic metre of goods costs for a month; null where nobody has said */
  getStorageSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          /** Null: no storage is entered. */
          perCubicMetreMonth: {
            amount: number
            currency: string
          } | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Rate tables of carriers: the whole list, for parcels of which nobody has said what they cost */
  putCarrierRates: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': ({
        id: string
        carrier: string
        service?: string | null
        zone?: string | null
        from: string
        to?: string | null
        rows: {
          upToGrams: number
          amount: number
        }[]
        /** Cubic centimetres billed as one kilogram, such as 5000. */
        cubicCmPerKg?: number | null
        surcharges?: ({
          name: string
          rate?: number | null
          amount?: number | null
        })[]
      })[]
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          tables: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Rate tables of carriers */
  listCarrierRates: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            carrier: string
            /** Null: of every service, or every zone, that no other table names. */
            service: string | null
            zone: string | null
            /** First and last day, ISO dates; null: it has no end. */
            from: string
            to: string | null
            rows: {
              /** Grams; the first row that is not below the billed weight counts. */
              upToGrams: number
              /** Minor units. */
              amount: number
            }[]
            /** Cubic centimetres that are billed as one kilogram; null: only what it weighs. */
            cubicCmPerKg: number | null
            surcharges: ({
              /** fuel, residential, … */
              name: string
              /** A fraction of the base charge, or minor units a parcel, or both. */
              rate: number | null
              amount: number | null
            })[]
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What other currencies are worth from a day on; rates that are not named stay */
  putCurrencyRates: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        from: string
        to: string
        day: string
        rate: number
      }[]
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          rates: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Dated rates of currencies */
  listCurrencyRates: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            from: string
            to: string
            day: string
            rate: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What was spent: on one order, on one item, or spread over what a channel sold in a period */
  enterCost: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        kind: 'advertising' | 'chargeback' | 'penalty' | 'storage' | 'returns' | 'shipping' | 'packaging'
        channel: string
        sku?: string
        /** Over these items alone. */
        skus?: string[]
        /** How it is spread over what was sold. */
        by?: 'revenue' | 'units'
        /** Of an advertisement. */
        campaign?: string
        /** Our id of the order, or its number at its channel. */
        order?: string
        period?: {
          from: string
          to: string
        }
        amount: {
          amount: number
          currency: string
        }
        /** A cost that came back, such as a chargeback that was won. */
        isRecovery?: boolean
        note?: string
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          /** On how many items or lines it was spread. */
          entries: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** A bill for getting lots here (freight, duty, …) or a correction of their price, spread over them; a credit is one too */
  enterLandedCost: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        kind: 'freight' | 'duty' | 'insurance' | 'brokerage' | 'handling' | 'other' | 'correction'
        amount: {
          amount: number
          currency: string
        }
        /** It came back, or is taken off. */
        isCredit?: boolean
        lots: {
          sku: string
          lot: string
        }[]
        /** How it is spread over them. */
        by?: 'value' | 'units' | 'weight' | 'volume'
        /** The number on the bill. */
        reference?: string
        note?: string
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
          /** Minor units of each lot's own currency. */
          lots: {
            sku: string
            lot: string
            amount: number
            currency: string
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Say what a lot was bought for, where no receipt has said it */
  putLotCost: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
        /** Lot number. */
        lot: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        unitCost: {
          amount: number
          currency: string
        }
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          unitCost: {
            amount: number
            currency: string
          }
          sku: string
          lot: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What a lot costs: what was paid for it, and each bill for getting it here */
  getLotCost: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
        /** Lot number. */
        lot: string
      }
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          costTotal: number | null
          landedTotal: number
          costQuantity: number
          currency: string | null
          lines: ({
            kind: 'brokerage' | 'correction' | 'duty' | 'freight' | 'handling' | 'insurance' | 'other'
            reference: string | null
            note: string | null
            by: string
            id: string
            bill: string
            amount: number
            through: string | null
            at: string
          })[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Revenue, each cost, contribution and its rate by item, channel and month; costs are negative */
  getMargins: {
    parameters: {
      path?: never
      query: {
        /** From when on. */
        from: string
        /** Until when; of days, that day included. */
        to: string
        /** What the figures are summed up by, separated by commas. */
        groupBy?: string
        /** SKU of an item. */
        sku?: string
        /** Code of a channel. */
        channel?: string
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          rows: components['schemas']['MarginRow'][]
          total: components['schemas']['MarginRow']
          gaps: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** The same figures as a file, CSV or XLSX */
  exportMargins: {
    parameters: {
      path?: never
      query: {
        /** From when on. */
        from: string
        /** Until when; of days, that day included. */
        to: string
        /** What the figures are summed up by, separated by commas. */
        groupBy?: string
        /** SKU of an item. */
        sku?: string
        /** Code of a channel. */
        channel?: string
        /** What kind of file. */
        format?: 'csv' | 'xlsx'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'text/csv; charset=utf-8': string
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Months that were closed */
  listMarginPeriods: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            month: string
            /** Milliseconds since 1970, in UTC. */
            closedAt: number
            by: string
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** A closed month as it was reported, and what has been entered for it since */
  getMarginPeriod: {
    parameters: {
      path: {
        /** A month, as 2026-03. */
        month: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          month: string
          /** Milliseconds since 1970, in UTC. */
          closedAt: number
          by: string
          rows: components['schemas']['ReportedRow'][]
          since: components['schemas']['ReportedRow'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Keep the figures of a month as they are reported now; what comes later stands beside them */
  closeMarginPeriod: {
    parameters: {
      path: {
        /** A month, as 2026-03. */
        month: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          month: string
          rows: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Where a figure comes from: each entry with its source and how it was known */
  listMarginEntries: {
    parameters: {
      path?: never
      query: {
        /** From when on. */
        from: string
        /** Until when; of days, that day included. */
        to: string
        /** SKU of an item. */
        sku?: string
        /** Code of a channel. */
        channel?: string
        /** Id of an order. */
        order?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            id: string
            /** The warehouse's date on which it happened. */
            day: string
            sku: string
            channel: string
            orderId: string | null
            orderLineId: string | null
            kind: 'advertising' | 'chargeback' | 'cogs' | 'discount' | 'labour' | 'packaging' | 'payment-fee' | 'penalty' | 'platform-fee' | 'refund' | 'returns' | 'revenue' | 'shipping' | 'shipping-income' | 'storage' | 'tax'
            /** Minor units of the warehouse's currency: what comes in is positive, what it costs is negative. */
            amount: number
            /** Base units sold; of revenue alone. */
            units: number
            /** `actual`: somebody was charged just that. `rule`: reckoned for just this. `allocated`: a share of a larger sum. */
            known: 'actual' | 'allocated' | 'rule'
            /** The transaction, the cost or the settlement that it comes from. */
            source: string
            /** How it was reckoned: one sentence. */
            because: string
            /** Milliseconds since 1970, in UTC. */
            createdAt: number
          })[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What could not be reckoned yet, and what is missing for it */
  listMarginGaps: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            warehouse: string
            /** As the entry would be called. */
            name: string
            transactionId: string
            /** One sentence: what is missing, and where to give it. */
            detail: string
            /** Milliseconds since 1970, in UTC. */
            foundAt: number
          }[]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Reckon again what could not be reckoned */
  fillMarginGaps: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          left: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What to order, the most urgent first: for each item and channel demand, variability, safety stock, reorder point and suggestion. With ?sku= one item, made now; else as last made */
  listReplenishment: {
    parameters: {
      path?: never
      query?: {
        /** SKU of an item. */
        sku?: string
        /** Only items of this need. */
        need?: 'now' | 'soon' | 'overstock' | 'expiring' | 'all'
        /** Only what has this in its code or name. */
        text?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: ({
            reviewDays: number
            minimum: number
            multiple: number
            shelfLifeDays: number | null
            sellable: number
            onOrder: number
            owed: number
            sku: string
            name: string
            unit: string
            class: 'A' | 'B' | 'C' | null
            supplier: string | null
            isMade: boolean
            currency: string
            computedAt: string
            through: string
            demand: number
            variability: number
            onHand: number
            position: number
            leadTime: {
              days: number
              deviation: number
              p90: number
              observed: number
              from: 'company' | 'item' | 'receipts'
            }
            safetyStock: number
            reorderPoint: number
            aloneSafetyStock: number
            pooled: number
            suggestion: number
            order: {
              need: 'none' | 'now' | 'soon'
              quantity: number
              by: string | null
              expectedOn: string | null
              reasons: string[]
              withheld: string | null
            }
            daysOfCover: number | null
            without: {
              perDay: number
            }
            overstock: {
              units: number
              value: number | null
              afterDays: number
            }
            expiring: {
              units: number
              value: number | null
              lots: {
                lot: string
                expiresOn: string
                units: number
              }[]
            }
            sure: components['schemas']['Sure']
            channels: ({
              channel: string
              name: string
              kind: 'dtc' | 'marketplace' | 'production' | 'retail' | 'transfer' | 'wholesale'
              demand: number
              variability: number
              pattern: components['schemas']['Pattern']
              interval: number | null
              variation: number | null
              method: string
              error: number | null
              floorError: number | null
              expected: number
              quantiles: {
                p50: number
                p90: number
                p95: number
                p98: number
              }
              target: components['schemas']['ResolvedTarget']
              alone: number
              safetyStock: number
              /** What to protect for it, so that its promise is kept also when the rest is gone. */
              protect: number
              reorderPoint: number
              suggestion: number
              partOfOrder: number
              shareOfSafety: number
              shareOfDemand: number
              availableToPromise: number
              daysOfCover: number | null
              protected: number
              without: {
                perDay: number
                marginPerUnit: number | null
                penaltyPerUnit: number
              }
              history: {
                days: number
                outOfStockDays: number
                eventDays: number
                gapDays: number
                returnDays: number
              }
              sure: components['schemas']['Sure']
            })[]
          })[]
          next: string | null
          pending: number
          counts: {
            all: number
            expiring: number
            now: number
            overstock: number
            soon: number
          }
        } | {
          items: ({
            reviewDays: number
            minimum: number
            multiple: number
            shelfLifeDays: number | null
            sellable: number
            onOrder: number
            owed: number
            sku: string
            name: string
            unit: string
            class: 'A' | 'B' | 'C' | null
            supplier: string | null
            isMade: boolean
            currency: string
            computedAt: string
            through: string
            demand: number
            variability: number
            onHand: number
            position: number
            leadTime: {
              days: number
              deviation: number
              p90: number
              observed: number
              from: 'company' | 'item' | 'receipts'
            }
            safetyStock: number
            reorderPoint: number
            aloneSafetyStock: number
            pooled: number
            suggestion: number
            order: {
              need: 'none' | 'now' | 'soon'
              quantity: number
              by: string | null
              expectedOn: string | null
              reasons: string[]
              withheld: string | null
            }
            daysOfCover: number | null
            without: {
              perDay: number
            }
            overstock: {
              units: number
              value: number | null
              afterDays: number
            }
            expiring: {
              units: number
              value: number | null
              lots: {
                lot: string
                expiresOn: string
                units: number
              }[]
            }
            sure: components['schemas']['Sure']
            channels: ({
              channel: string
              name: string
              kind: 'dtc' | 'marketplace' | 'production' | 'retail' | 'transfer' | 'wholesale'
              demand: number
              variability: number
              pattern: components['schemas']['Pattern']
              interval: number | null
              variation: number | null
              method: string
              error: number | null
              floorError: number | null
              expected: number
              quantiles: {
                p50: number
                p90: number
                p95: number
                p98: number
              }
              target: components['schemas']['ResolvedTarget']
              alone: number
              safetyStock: number
              /** What to protect for it, so that its promise is kept also when the rest is gone. */
              protect: number
              reorderPoint: number
              suggestion: number
              partOfOrder: number
              shareOfSafety: number
              shareOfDemand: number
              availableToPromise: number
              daysOfCover: number | null
              protected: number
              without: {
                perDay: number
                marginPerUnit: number | null
                penaltyPerUnit: number
              }
              history: {
                days: number
                outOfStockDays: number
                eventDays: number
                gapDays: number
                returnDays: number
              }
              sure: components['schemas']['Sure']
            })[]
          })[]
          next: null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What to order as a file */
  exportReplenishment: {
    parameters: {
      path?: never
      query?: {
        /** Only items of this need. */
        need?: 'now' | 'soon' | 'overstock' | 'expiring' | 'all'
        /** What kind of file. */
        format?: 'csv' | 'xlsx'
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'text/csv; charset=utf-8': string
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': Blob
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** The plan of one item, made now, with the demand and stock of the past and what is expected of both */
  getReplenishment: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          reviewDays: number
          minimum: number
          multiple: number
          shelfLifeDays: number | null
          sellable: number
          onOrder: number
          owed: number
          sku: string
          name: string
          unit: string
          class: 'A' | 'B' | 'C' | null
          supplier: string | null
          isMade: boolean
          currency: string
          computedAt: string
          through: string
          demand: number
          variability: number
          onHand: number
          position: number
          leadTime: {
            days: number
            deviation: number
            p90: number
            observed: number
            from: 'company' | 'item' | 'receipts'
          }
          safetyStock: number
          reorderPoint: number
          aloneSafetyStock: number
          pooled: number
          suggestion: number
          order: {
            need: 'none' | 'now' | 'soon'
            quantity: number
            by: string | null
            expectedOn: string | null
            reasons: string[]
            withheld: string | null
          }
          daysOfCover: number | null
          without: {
            perDay: number
          }
          overstock: {
            units: number
            value: number | null
            afterDays: number
          }
          expiring: {
            units: number
            value: number | null
            lots: {
              lot: string
              expiresOn: string
              units: number
            }[]
          }
          sure: components['schemas']['Sure']
          channels: ({
            channel: string
            name: string
            kind: 'dtc' | 'marketplace' | 'production' | 'retail' | 'transfer' | 'wholesale'
            demand: number
            variability: number
            pattern: components['schemas']['Pattern']
            interval: number | null
            variation: number | null
            method: string
            error: number | null
            floorError: number | null
            expected: number
            quantiles: {
              p50: number
              p90: number
              p95: number
              p98: number
            }
            target: components['schemas']['ResolvedTarget']
            alone: number
            safetyStock: number
            /** What to protect for it, so that its promise is kept also when the rest is gone. */
            protect: number
            reorderPoint: number
            suggestion: number
            partOfOrder: number
            shareOfSafety: number
            shareOfDemand: number
            availableToPromise: number
            daysOfCover: number | null
            protected: number
            without: {
              perDay: number
              marginPerUnit: number | null
              penaltyPerUnit: number
            }
            history: {
              days: number
              outOfStockDays: number
              eventDays: number
              gapDays: number
              returnDays: number
            }
            sure: components['schemas']['Sure']
          })[]
          /** For one item. Null: as its channel, its class or the company says. */
          policy: {
            service: components['schemas']['ServiceTarget'] | null
            channels: {
              channel: string
              service: components['schemas']['ServiceTarget']
            }[]
            leadTimeDays: number | null
            reviewDays: number | null
            minimum: number | null
            multiple: number | null
            shelfLifeDays: number | null
            supplier: string | null
          }
          keepsProtected: boolean
          chart: {
            from: string
            demand: {
              channel: string
              units: number[]
              isOut: boolean[]
            }[]
            stock: number[]
            ahead: ({
              channel: string | null
              weeks: {
                from: string
                expected: number
                low: number
                high: number
              }[]
            })[]
            stockAhead: number[]
            receipts: ({
              date: string | null
              units: number
              reference: string
            })[]
            events: components['schemas']['DemandEvent'][]
          }
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Take up what was suggested: it becomes a planned receipt that the dock receives against */
  acceptSuggestion: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        supplier: string
        reference: string
        /** When it is due. */
        expectedOn?: string
        lines: {
          sku: string
          quantity: number
        }[]
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What holds for one item: service, lead time, review, order quantities, shelf life, supplier; the whole of it */
  putReplenishmentPolicy: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        service?: {
          kind: 'cycle' | 'fill'
          level: number
        } | null
        channels?: ({
          channel: string
          service: {
            kind: 'cycle' | 'fill'
            level: number
          }
        })[]
        leadTimeDays?: number | null
        reviewDays?: number | null
        minimum?: number | null
        multiple?: number | null
        shelfLifeDays?: number | null
        supplier?: string | null
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          service: {
            kind: 'cycle' | 'fill'
            level: number
          } | null
          channels: ({
            channel: string
            service: {
              kind: 'cycle' | 'fill'
              level: number
            }
          })[]
          leadTimeDays: number | null
          reviewDays: number | null
          minimum: number | null
          multiple: number | null
          shelfLifeDays: number | null
          supplier: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Set aside for each channel what its promise needs: all at once, or nothing; filled up each night from what is shared */
  protectByPlan: {
    parameters: {
      path: {
        /** SKU of an item. */
        sku: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        protections: {
          channel: string
          quantity: number
          expected: number
        }[]
        /** Whether they are filled up each night. */
        keep?: boolean
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          protections: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** What holds for all items: service by class, lead time where none is known, review, overstock */
  getReplenishmentSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          service: components['schemas']['ServiceTarget']
          /** Null: as the company says. */
          classes: {
            A: components['schemas']['ServiceTarget'] | null
            B: components['schemas']['ServiceTarget'] | null
            C: components['schemas']['ServiceTarget'] | null
          }
          /** Where neither receipts nor the item tell. */
          leadTimeDays: number
          reviewDays: number
          /** Stock that lasts longer is overstock. */
          overstockDays: number
          /** What is to be ordered within so many days is due soon. */
          soonDays: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Set what holds for all items; what is left out is as it is at first */
  putReplenishmentSettings: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        service?: {
          kind: 'cycle' | 'fill'
          level: number
        }
        classes?: {
          A?: {
            kind: 'cycle' | 'fill'
            level: number
          } | null
          B?: {
            kind: 'cycle' | 'fill'
            level: number
          } | null
          C?: {
            kind: 'cycle' | 'fill'
            level: number
          } | null
        }
        leadTimeDays?: number
        reviewDays?: number
        overstockDays?: number
        soonDays?: number
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          service: {
            kind: 'cycle' | 'fill'
            level: number
          }
          classes: {
            A: {
              kind: 'cycle' | 'fill'
              level: number
            } | null
            B: {
              kind: 'cycle' | 'fill'
              level: number
            } | null
            C: {
              kind: 'cycle' | 'fill'
              level: number
            } | null
          }
          leadTimeDays: number
          reviewDays: number
          overstockDays: number
          soonDays: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Tell what was asked for on past days, all of it: it stands in the place of what orders say of those days; the same day again is told anew */
  tellDemand: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        sku: string
        channel: string
        /** Local date of the warehouse. */
        date: string
        /** Base units that were asked for on that day, all of it; below 0 where more came back than went. */
        quantity: number
      }[]
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          days: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Days of an item that were told from outside, the oldest first */
  listDemand: {
    parameters: {
      path?: never
      query: {
        /** SKU of an item. */
        sku: string
        /** Code of a channel. */
        channel?: string
        /** From when on. */
        from?: string
        /** Until when; of days, that day included. */
        to?: string
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: {
            sku: string
            channel: string
            /** Local date of the warehouse. */
            date: string
            /** Base units that were asked for on that day, all of it; below 0 where more came back than went. */
            quantity: number
          }[]
          next: string | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Promotions and other events: days that are not like others */
  listDemandEvents: {
    parameters: {
      path?: never
      query?: {
        /** From when on. */
        since?: string
        /** SKU of an item. */
        sku?: string
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          items: components['schemas']['DemandEvent'][]
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Mark days on which demand was, or will be, not what it is usually */
  addDemandEvent: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: {
        /** Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing. */
        'Idempotency-Key'?: string
      }
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        name: string
        kind: 'promotion' | 'event'
        from: string
        to: string
        /** Left out: in all channels, for all items. */
        channel?: string | null
        sku?: string | null
        /** Times what is usual; left out: as it was on the marked days before. */
        uplift?: number | null
      }
    } }
    responses: {
      201: { headers: { [name: string]: unknown }; content: {
        'application/json': components['schemas']['DemandEvent']
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      409: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Take a mark away */
  deleteDemandEvent: {
    parameters: {
      path: {
        /** Its id. */
        id: string
      }
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          id: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Hand over transactions in the order of their stream; answered after their commit is durable */
  push: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        deviceId: string
        streamId: string
        previousStreamId?: string | null
        /** How far that one had come when this one began; 0: it was empty. What it recorded later, it recorded beside this one, as two tabs do. Not told: it had ended. */
        previousSeq?: number | null
        /** The device's wall clock when it sent this: tells its skew. */
        sentAt?: string
        /** Sequences that this device can never deliver, inclusive. */
        lost?: {
          from: number
          to: number
        }
        transactions: (components['schemas']['TransactionReceive'] | components['schemas']['TransactionProduce'] | components['schemas']['TransactionTransform'] | components['schemas']['TransactionMove'] | components['schemas']['TransactionMoveUnit'] | components['schemas']['TransactionChangeStatus'] | components['schemas']['TransactionPick'] | components['schemas']['TransactionShortPick'] | components['schemas']['TransactionPack'] | components['schemas']['TransactionShip'] | components['schemas']['TransactionReturnReceive'] | components['schemas']['TransactionInspect'] | components['schemas']['TransactionReturnToSupplier'] | components['schemas']['TransactionTransferShip'] | components['schemas']['TransactionTransferReceive'] | components['schemas']['TransactionCount'] | components['schemas']['TransactionAdjust'] | components['schemas']['TransactionReverse'])[]
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          epoch: string
          results: components['schemas']['PushResult'][]
          /** The sequence that the server wants next in this stream. */
          expectedSeq: number
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** The snapshot in pages, then the feed */
  pull: {
    parameters: {
      path?: never
      query?: {
        /** Where to go on: `next` of the page before. */
        cursor?: string
        /** The most that is answered at once. */
        limit?: number
        /** Id of a device. */
        device?: string
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          epoch: string
          cursor: string
          changes: ({
            table: 'allocations'
            key: string
            value: {
              lineId: string
              orderId: string
              sku: string
              lot: string
              location: string
              picked: boolean
              quantity: number
            } | null
          } | {
            table: 'barcodes'
            key: string
            value: {
              code: string
              sku: string
              quantity: number
            } | null
          } | {
            table: 'channels'
            key: string
            value: {
              channel: string
              name: string
              kind: string
              /** Days that a lot must still have on the ship day. */
              minShelfLifeDays: number
            } | null
          } | {
            table: 'claims'
            key: string
            value: {
              sku: string
              channel: string
              protected: number
              committed: number
              allocated: number
              backordered: number
              planned: number
            } | null
          } | {
            table: 'items'
            key: string
            value: {
              sku: string
              name: string
              rotation: 'fefo' | 'fifo'
              lotTracked: boolean
              unit: string
              /** Null: as the warehouse says. */
              rotationPolicy: 'enforce' | 'warn' | null
              /** On the food traceability list: its key data elements are asked for. */
              traced: boolean
              group: string | null
              secondarySku: string | null
              /** Standard cost of one unit, minor units; null where it has none. */
              worth: number | null
            } | null
          } | {
            table: 'locations'
            key: string
            value: {
              code: string
              kind: components['schemas']['LocationKind']
              within: string | null
              pickSequence: number
              blocked: boolean
              /** Of a unit: what is on its label. */
              sscc: string | null
            } | null
          } | {
            table: 'lots'
            key: string
            value: {
              sku: string
              lot: string
              expiresOn: string | null
              producedOn: string | null
              /** UTC milliseconds of the first receipt: FIFO's date. */
              receivedAt: number
              held: boolean
              supplier: string | null
              supplierLot: string | null
              confirmed: boolean
            } | null
          } | {
            table: 'orderLines'
            key: string
            value: {
              id: string
              orderId: string
              sku: string
              quantity: number
              allocated: number
              picked: number
              shipped: number
            } | null
          } | {
            table: 'orders'
            key: string
            value: {
              id: string
              externalId: string
              channel: string
              customer: string
              shipBy: string | null
              status: string
              /** Of a transfer: the warehouse that it goes to. */
              transferTo?: string
            } | null
          } | {
            table: 'outcomes'
            key: string
            value: {
              id: string
              device: string
              outcome: components['schemas']['Outcome']
              /** False while a person still has to mend or dismiss it. */
              settled: boolean
              exceptions: {
                id: string
                type: string
              }[]
              problem?: components['schemas']['PushProblem']
            } | null
          } | {
            table: 'pickLists'
            key: string
            value: {
              id: string
              /** Null: a batch of several orders; each task says which. */
              orderId: string | null
              state: 'cancelled' | 'done' | 'open'
              /** Of a batch that was divided: the zone whose bins it asks for. */
              zone: string | null
              staging: string
              device: string | null
            } | null
          } | {
            table: 'receiptLines'
            key: string
            value: {
              receiptId: string
              sku: string
              expected: number
              received: number
            } | null
          } | {
            table: 'receipts'
            key: string
            value: {
              id: string
              supplier: string
              reference: string
              state: 'closed' | 'open'
            } | null
          } | {
            table: 'returnLines'
            key: string
            value: {
              returnId: string
              sku: string
              reason: string
              expected: number
              received: number
              /** What was shipped to this customer and has not come back, when the return was announced. */
              lots: {
                lot: string
                quantity: number
              }[]
            } | null
          } | {
            table: 'returnedGoods'
            key: string
            value: {
              /** The transaction's. */
              id: string
              returnId: string
              sku: string
              lot: string
              quantity: number
              inspected: number
              reason: string
              channel: string
              /** Where they were received; they may have been moved since. */
              location: string
              /** Milliseconds since 1970, in UTC. */
              receivedAt: number
            } | null
          } | {
            table: 'returns'
            key: string
            value: {
              id: string
              channel: string
              /** The number that the channel gave the order; null: nobody knows it. */
              order: string | null
              customer: string | null
              /** RMA number or the like. */
              reference: string | null
              state: 'expected' | 'received'
              /** Of a return with a chargeback: it is not sold again before its documents are there. */
              documents: 'complete' | 'missing' | 'none'
            } | null
          } | {
            table: 'settings'
            key: string
            value: {
              name: 'returns'
              value: {
                reasons: ({
                  code: string
                  label: string
                  channels: string[]
                  /** It speaks against the goods: such returns count when a lot's rate is judged. */
                  quality: boolean
                  /** `quality`: before it is sold again, the whole checklist is answered and the goods are photographed. */
                  inspection: 'plain' | 'quality'
                })[]
                conditions: {
                  code: string
                  label: string
                }[]
                checklists: ({
                  /** Group of items; null: all of them. */
                  group: string | null
                  /** Code or kind of a channel; null: all of them. */
                  channel: string | null
                  questions: {
                    code: string
                    text: string
                  }[]
                })[]
                /** Asked in this order; the first that applies and can be followed is proposed. */
                rules: ({
                  channel: string | null
                  reason: string | null
                  condition: string | null
                  fewerDaysThan: number | null
                  worthLessThanRework: boolean
                  disposition: 'keep' | 'restock' | 'rework' | 'scrap' | 'secondary' | 'supplier'
                })[]
                /** Of one unit, in minor units of the warehouse's currency; groups of items may have their own. */
                reworkCost: number
                reworkCosts: {
                  group: string
                  cost: number
                }[]
                /** A scrap worth more than this, in minor units, wants a second person. */
                scrapLimit: number
                /** When the return rate of one lot stands out. */
                quality: {
                  /** Fewer returns than this prove nothing. */
                  leastReturns: number
                  /** Where the item's other lots say nothing: of a hundred units, how many come back for a fault of theirs. */
                  expectedPercent: number
                  /** So many times the expected rate is tolerated. */
                  times: number
                }
                /** So many days before the last day on which a chargeback can be disputed, somebody is told. */
                disputeDays: number
              }
            } | null
          } | {
            table: 'stock'
            key: string
            value: {
              sku: string
              lot: string
              location: string
              status: 'available' | 'damaged' | 'rework' | 'uninspected'
              quantity: number
              allocated: number
              suspect: number
            } | null
          } | {
            table: 'supervisors'
            key: string
            value: {
              id: string
              name: string
              /** SHA-256 of the badge: tells whose it is, and nothing about it. */
              badge: string
              salt: string
              /** The public key that badge and PIN make. */
              key: string
            } | null
          } | {
            table: 'tasks'
            key: string
            value: {
              id: string
              kind: components['schemas']['TaskKind']
              state: 'cancelled' | 'done' | 'open'
              pickListId: string | null
              orderId: string | null
              lineId: string | null
              sku: string
              lot: string
              location: string
              quantity: number
              done: number
              sequence: number
              /** In a batch: the tote on the cart for this order's units. */
              tote: string | null
              /** Only of a count. Never what should be there. */
              count?: {
                scope: components['schemas']['CountScope']
                origin: components['schemas']['CountOrigin']
                /** Who is not told what the ledger has where a blind count is due. What was planned is kept from all handhelds from its planning on; what the floor itself brought up only from the one that counts, because pickers go on working there. */
                hiddenFrom: 'handhelds' | 'holder' | 'nobody'
                /** The handheld that it is with. */
                device: string | null
                /** Users who counted it already: another person is to. */
                notBy: string[]
              }
            } | null
          } | {
            table: 'transferGoods'
            key: string
            value: {
              transferId: string
              sku: string
              lot: string
              sent: number
              received: number
              lost: number
            } | null
          } | {
            table: 'transferUnits'
            key: string
            value: {
              transferId: string
              unit: string
              goods: {
                sku: string
                lot: string
                quantity: number
              }[]
            } | null
          } | {
            table: 'transfers'
            key: string
            value: {
              id: string
              reference: string
              /** Null: it is not known yet which one. */
              from: string | null
            } | null
          } | {
            table: 'waitingInspections'
            key: string
            value: {
              id: string
              sku: string
              lot: string
              location: string
              /** Units that wait. */
              quantity: number
            } | null
          } | {
            table: 'warehouses'
            key: string
            value: {
              code: string
              name: string
              timeZone: string
              currency: string
              rotationPolicy: 'enforce' | 'warn'
            } | null
          })[]
          /** Ask again at once: there is more. */
          more: boolean
          /** True while these are pages of the snapshot: the replica is whole only when this is false and `more` is false. */
          snapshot: boolean
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      409: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** The public key that a browser subscribes with */
  getPushKey: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          publicKey: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Hear of new exceptions in this browser, by its push service */
  putPushSubscription: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        endpoint: string
        keys: {
          p256dh: string
          auth: string
        }
        /** Only what is at least this bad. */
        atLeast?: 'low' | 'medium' | 'high' | 'severe'
        /** Of the page that asks: messages come in it where this server speaks it, in English elsewhere. */
        language?: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          endpoint: string
          atLeast: 'high' | 'low' | 'medium' | 'severe'
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** Hear no more in this browser */
  unsubscribePush: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody: { content: {
      'application/json': {
        endpoint: string
      }
    } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          endpoint: string
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      413: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
      507: Refusal
    }
  }
  /** How the server and this warehouse are doing: devices, exceptions, platforms, commits and backups */
  getStatus: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          backupAt: string | null
          commits: {
            p50Ms: number | null
            p99Ms: number | null
          }
          devices: ({
            id: string
            contactAt: string | null
            unsent: number | null
            oldestUnsentAt: string | null
            appVersion: string | null
            user: {
              id: string
              name: string
            } | null
            screen: string | null
            leased: {
              pickLists: number
              counts: number
            }
            battery: {
              percent: number
              charging: boolean
            } | null
          })[]
          parked: number
          exceptions: ({
            type: string
            severity: string
            count: number
            oldestAt: string | null
          })[]
          connectors: ({
            id: string
            kind: components['schemas']['ConnectorKind']
            channel: string
            state: 'failing' | 'on' | 'paused' | 'resting'
            waiting: number
            failures: number
            waitingSince: string | null
            lagP99Ms: number | null
            lastOrderAt: string | null
          })[]
          server: {
            version: string | null
            upSince: string
            now: string
            database: 'postgres' | 'sqlite'
            epoch: string
            ready: boolean
            why: string | null
          }
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** What needs a person now, the worst first, the figures that matter today and how the last days went; what the caller may not read is null or left out */
  getToday: {
    parameters: {
      path?: never
      query?: {
        /** Code of the warehouse. Left out: the one that the caller works in, else MAIN. */
        warehouse?: string
      }
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'application/json': {
          now: string
          day: string
          needs: ({
            kind: 'counts-due' | 'counts-unsettled' | 'failing-platforms' | 'high-exceptions' | 'late-orders' | 'orders-at-risk' | 'refused' | 'returns-documents' | 'returns-held-up' | 'returns-second-person' | 'returns-to-inspect' | 'severe-exceptions' | 'short-orders' | 'silent-platforms' | 'unsent-devices'
            /** Every kind of exception: how bad it is and what can be done about it (design, section 8). */
            severity: 'high' | 'low' | 'medium' | 'severe'
            /** Never 0. */
            count: number
            /** When the first of them is due: a day or an instant; null: nobody said. */
            due: string | null
            /** Of what, the most first: types of exceptions, platforms, devices. */
            names: string[]
            /** What stands in the same list and needs nobody yet. */
            beside: number
            since: string | null
          })[]
          due: {
            orders: number
            shipped: number
          } | null
          picked: {
            lines: number
            lastHour: number
          } | null
          right: {
            days: number
            bins: number
            right: number
          } | null
          shipped: {
            day: string
            orders: number
          }[] | null
          channels: {
            channel: string
            name: string
            days: {
              day: string
              availableToPromise: number
            }[]
          }[] | null
        }
      } }
      400: Refusal
      401: Refusal
      403: Refusal
      404: Refusal
      414: Refusal
      422: Refusal
      500: Refusal
      503: Refusal
    }
  }
  /** Server-sent events: a nudge with the newest cursor after each commit */
  listenToEvents: {
    parameters: {
      path?: never
      query?: never
      header?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: {
        'text/event-stream': string
      } }
      401: Refusal
      503: Refusal
    }
  }
}

export interface webhooks {
  /** How many units of a listing may be sold now */
  availability: { post: { requestBody: { content: {
    'application/json': {
      id: string
      topic: 'availability'
      /** When it was written. */
      at: string
      data: components['schemas']['AvailabilityData']
    }
  } } } }
  /** How an order stands; told whenever that has changed */
  orders: { post: { requestBody: { content: {
    'application/json': {
      id: string
      topic: 'orders'
      /** When it was written. */
      at: string
      data: components['schemas']['OrderData']
    }
  } } } }
  /** What has left, with its cartons and lots */
  shipments: { post: { requestBody: { content: {
    'application/json': {
      id: string
      topic: 'shipments'
      /** When it was written. */
      at: string
      data: components['schemas']['ShipmentData']
    }
  } } } }
}

export interface components {
  schemas: {
    /** RFC 9457. Some codes bring more fields, with figures. */
    Problem: {
      /** urn:lotline:problem: and the code. */
      type: string
      title: string
      status: number
      /** Stable, for machines. */
      code: string
      /** One sentence for people: what happened, and what to do. */
      detail: string
      /** Path of the field at fault, such as lines[0].quantity. */
      field?: string
      /** With faults of the server: by this it is found in its log. */
      requestId?: string
      [key: string]: unknown
    }
    /** Goods of one item and lot came in at a dock or bin. */
    TransactionReceive: {
      id: string
      seq: number
      v: 2
      type: 'receive'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        sku?: string
        barcode?: string
        receiptId?: string
        lot: string | null
        quantity: number
        location: string
        expiresOn?: string
        producedOn?: string
        supplier?: string
        supplierLot?: string
        unitCost?: {
          amount: number
          currency: string
        }
        tlcSource?: string
        documentType?: string
        documentNumber?: string
      }
    }
    /** Goods of one item were made in-house and set down, as a lot of their own. */
    TransactionProduce: {
      id: string
      seq: number
      v: 1
      type: 'produce'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        sku?: string
        barcode?: string
        lot?: string | null
        quantity: number
        location: string
        producedOn: string
        expiresOn?: string
        documentType?: string
        documentNumber?: string
      }
    }
    /** Lots were made into others: consumed here, produced there. */
    TransactionTransform: {
      id: string
      seq: number
      v: 1
      type: 'transform'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        kind?: 'production' | 'repack' | 'relabel' | 'kit' | 'rework'
        consumed: ({
          sku?: string
          barcode?: string
          lot: string | null
          location: string
          status?: 'available' | 'uninspected' | 'rework' | 'damaged'
          quantity: number
        })[]
        produced: ({
          sku?: string
          barcode?: string
          lot?: string | null
          location: string
          quantity: number
          producedOn?: string
          expiresOn?: string
        })[]
        yield?: number
        documentType?: string
        documentNumber?: string
      }
    }
    /** Stock of one item and lot was carried from one location to another; put-away is a move from the dock. */
    TransactionMove: {
      id: string
      seq: number
      v: 1
      type: 'move'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        sku?: string
        barcode?: string
        lot: string | null
        quantity: number
        from: string
        to: string
        status?: 'available' | 'uninspected' | 'rework' | 'damaged'
      }
    }
    /** A tote, carton or pallet was set down elsewhere, with all that is in it. */
    TransactionMoveUnit: {
      id: string
      seq: number
      v: 1
      type: 'moveUnit'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        unit: string
        to: string
      }
    }
    /** Stock in a location was found to be fit for something else: damaged, to be reworked, usable again. */
    TransactionChangeStatus: {
      id: string
      seq: number
      v: 1
      type: 'changeStatus'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        sku?: string
        barcode?: string
        lot: string | null
        location: string
        quantity: number
        from: 'available' | 'uninspected' | 'rework' | 'damaged'
        to: 'available' | 'uninspected' | 'rework' | 'damaged'
        reason: string
      }
    }
    /** Stock of one lot was taken from its bin for an order, into a tote or the staging lane. */
    TransactionPick: {
      id: string
      seq: number
      v: 1
      type: 'pick'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        taskId: string
        sku?: string
        barcode?: string
        lot: string | null
        location: string
        to?: string
        quantity: number
        orderId?: string
        lineId?: string
        channel?: string
        orderExternalId?: string
        override?: {
          supervisor: string
          reason: string
          proof: string
        }
      }
    }
    /** A picker found less than the bin should hold: the rest is missing, damaged or expired. */
    TransactionShortPick: {
      id: string
      seq: number
      v: 1
      type: 'shortPick'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        taskId: string
        sku?: string
        barcode?: string
        lot?: string | null
        location?: string
        found: number
        reason: 'missing' | 'damaged' | 'expired'
        orderId?: string
        lineId?: string
      }
    }
    /** Picked stock of an order was put into a carton or onto a pallet. */
    TransactionPack: {
      id: string
      seq: number
      v: 1
      type: 'pack'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        orderId: string
        channel?: string
        orderExternalId?: string
        unit?: string
        sscc?: string
        lines: ({
          sku?: string
          barcode?: string
          lot: string | null
          quantity: number
          from?: string
        })[]
      }
    }
    /** An order, or a part of it, left the building. Without lines: all that is picked. */
    TransactionShip: {
      id: string
      seq: number
      v: 2
      type: 'ship'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        orderId: string
        channel?: string
        orderExternalId?: string
        units?: string[]
        lines?: ({
          sku?: string
          barcode?: string
          lot: string | null
          quantity: number
          from?: string
          lineId?: string
        })[]
        carrier?: string
        service?: string
        zone?: string
        trackingNumber?: string
        shippingCost?: {
          amount: number
          currency: string
        }
        documentType?: string
        documentNumber?: string
      }
    }
    /** A customer sent goods back: they came in, and nobody has looked at them yet. */
    TransactionReturnReceive: {
      id: string
      seq: number
      v: 1
      type: 'returnReceive'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        sku?: string
        barcode?: string
        returnId?: string
        channel: string
        orderId?: string
        orderExternalId?: string
        reference?: string
        lot?: string | null
        lotFrom?: 'label' | 'shipment'
        quantity: number
        reason: string
        location: string
        note?: string
      }
    }
    /** Somebody looked at returned goods and said what becomes of them. */
    TransactionInspect: {
      id: string
      seq: number
      v: 1
      type: 'inspect'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        sku?: string
        barcode?: string
        lot?: string | null
        location: string
        quantity: number
        condition: string
        disposition: 'restock' | 'secondary' | 'rework' | 'scrap' | 'supplier' | 'keep'
        to?: string
        note?: string
        photos?: string[]
        returnId?: string
        returned?: string
        checklist?: {
          code: string
          ok: boolean
          note?: string
        }[]
        proposed?: 'restock' | 'secondary' | 'rework' | 'scrap' | 'supplier' | 'keep'
        because?: string
        approval?: {
          supervisor: string
          reason: string
          proof: string
        }
      }
    }
    /** Goods that are not wanted left for the supplier who had sent them. */
    TransactionReturnToSupplier: {
      id: string
      seq: number
      v: 1
      type: 'returnToSupplier'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        sku?: string
        barcode?: string
        lot?: string | null
        location: string
        status?: 'available' | 'uninspected' | 'rework' | 'damaged'
        quantity: number
        taskId?: string
        supplier?: string
        documentType?: string
        documentNumber?: string
      }
    }
    /** Goods left for another warehouse of the company. */
    TransactionTransferShip: {
      id: string
      seq: number
      v: 1
      type: 'transferShip'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        transferId: string
        to?: string
        unit?: string
        units?: string[]
        lines: ({
          sku?: string
          barcode?: string
          lot?: string | null
          quantity: number
          from?: string
        })[]
        carrier?: string
        service?: string
        zone?: string
        trackingNumber?: string
        shippingCost?: {
          amount: number
          currency: string
        }
        documentType?: string
        documentNumber?: string
      }
    }
    /** Goods of another warehouse of the company came in. */
    TransactionTransferReceive: {
      id: string
      seq: number
      v: 1
      type: 'transferReceive'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        transferId: string
        from?: string
        location?: string
        unit?: string
        lines: ({
          sku?: string
          barcode?: string
          lot?: string | null
          quantity: number
          location?: string
        })[]
        complete?: boolean
        documentType?: string
        documentNumber?: string
      }
    }
    /** Somebody counted a place, or one item or lot in it: this is all that was there. */
    TransactionCount: {
      id: string
      seq: number
      v: 1
      type: 'count'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        taskId?: string
        location: string
        scope: 'location' | {
          sku?: string
          barcode?: string
          lot?: string | null
        }
        lines: ({
          sku?: string
          barcode?: string
          lot: string | null
          status?: 'available' | 'uninspected' | 'rework' | 'damaged'
          quantity: number
        })[]
      }
    }
    /** A supervisor corrected the quantity in a location, up or down, with a reason. */
    TransactionAdjust: {
      id: string
      seq: number
      v: 1
      type: 'adjust'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        sku?: string
        barcode?: string
        lot: string | null
        location: string
        status: 'available' | 'uninspected' | 'rework' | 'damaged'
        quantity: number
        reason: string
      }
    }
    /** An earlier transaction was undone: each of its movements is mirrored once. */
    TransactionReverse: {
      id: string
      seq: number
      v: 1
      type: 'reverse'
      session?: string | null
      cursor?: string | null
      occurredAt: string
      monotonicMs?: number
      payload: {
        transaction: string
      }
    }
    /** A business at a place: what records of food traceability call a location description (21 CFR 1.1310). */
    Address: {
      name?: string
      phone?: string
      street?: string
      city?: string
      state?: string
      zip?: string
      country?: string
    }
    AvailabilityData: {
      listing: string
      sku: string
      packQuantity: number
      /** Units of the listing that may be sold. */
      quantity: number
      /** Counts the changes of this listing's number. */
      version: number
    }
    ChannelConsignees: {
      channel: string
      customers: ({
        id: string
        name: string
        /** Shipped, what came back included. */
        quantity: number
        returned: number
        orders: ({
          id: string
          externalId: string
          quantity: number
          returned: number
          shippedAt: string | null
        })[]
      })[]
    }
    ChannelInventory: {
      channel: string
      name: string
      priority: number
      drawsShared: boolean
      buffer: number
      minShelfLifeDays: number
      protected: number
      /** The part of the protection that a deficit has eaten. */
      charged: number
      target: number | null
      until: string | null
      committed: number
      allocated: number
      backordered: number
      /** Promised against planned receipts, not from stock. */
      planned: number
      atRisk: number
      availableToPromise: number
    }
    /** What a retailer takes back of its payment. What is not known yet is null: see `missingDocuments`. */
    Chargeback: {
      reference: string | null
      category: 'asn-late' | 'asn-mismatch' | 'asn-missing' | 'damage' | 'early' | 'label' | 'late' | 'other' | 'overage' | 'packaging' | 'price' | 'routing' | 'shortage' | 'substitution' | null
      /** The retailer's own code for it. */
      code: string | null
      amount: components['schemas']['Money'] | null
      /** The last local day on which it can be disputed. */
      disputeBy: string | null
      /** `open`: nobody has answered it yet. */
      state: 'accepted' | 'disputed' | 'lost' | 'open' | 'won'
    }
    ConnectorKind: 'amazon' | 'edi' | 'rest' | 'shopify'
    /** `posted`: the ledger follows it. `recount`: beyond tolerance, another person is asked. `pending`: counted twice, a supervisor decides. `approved` and `kept`: decided, for the count or for the ledger. `disturbed`: something moved meanwhile, it is asked again. `superseded`: a later count took its place. */
    CountLineState: 'approved' | 'disturbed' | 'kept' | 'pending' | 'posted' | 'recount' | 'superseded'
    /** Why a count was asked for; `floor`: nobody asked, somebody counted. */
    CountOrigin: 'disturbed' | 'drift' | 'floor' | 'hand' | 'negative-stock' | 'plan' | 'short-pick' | 'variance'
    /** What one count looks at: the whole place, one item in it, or one lot of one item. */
    CountScope: 'item' | 'location' | 'lot'
    DemandEvent: {
      id: string
      name: string
      kind: 'event' | 'promotion'
      from: string
      to: string
      channel: string | null
      sku: string | null
      uplift: number | null
    }
    Document: 'amount' | 'category' | 'disputeBy' | 'photos' | 'reference'
    /** In: `received` (not yet applied), `applied`, `failed` (somebody must act), `refused` (not understood; the partner was told), `ignored`. Out: `drafted`, `sent`, `accepted`, `accepted-with-errors`, `rejected`, `unanswered` (its acknowledgement is overdue). */
    EdiState: 'accepted' | 'accepted-with-errors' | 'applied' | 'drafted' | 'failed' | 'ignored' | 'received' | 'refused' | 'rejected' | 'sent' | 'unanswered'
    Endangers: {
      orders: ({
        id: string
        externalId: string
        channel: string
        units: number
        shipBy: string | null
      })[]
      /** Of orders that are not among them. */
      moreOrders: number
      channels: string[]
      money: components['schemas']['Money'] | null
    }
    Figures: {
      protect: number
      /** Units expected to be sold. */
      sold: number
      /** How likely some of what is asked for is missing, 0 to 1. */
      risk: number
      /** What is missing is expected to cost, minor units. */
      exposure: number
      contribution: number
    }
    /** `done`: its disposition is carried out. `withdrawn`: the goods are to be inspected again. `reversed`: it was undone. */
    InspectionState: 'done' | 'reversed' | 'waiting' | 'withdrawn'
    Inventory: {
      sku: string
      name: string
      warehouse: string
      onHand: number
      sellable: number
      free: number
      shared: number
      byStatus: {
        available: number
        uninspected: number
        rework: number
        damaged: number
      }
      onHold: number
      expired: number
      blocked: number
      /** Available stock of lots that nobody has received or completed yet. */
      unconfirmed: number
      suspect: number
      /** On its way here from other warehouses of the company; not on hand. */
      inTransit: number
      /** Committed units that stock no longer covers. */
      atRisk: number
      channels: components['schemas']['ChannelInventory'][]
    }
    /** By value times velocity: A moves most of the worth. */
    ItemClass: 'A' | 'B' | 'C'
    LocationKind: 'dock' | 'pick' | 'returns' | 'staging' | 'storage' | 'unit' | 'virtual'
    LotName: {
      sku: string
      lot: string
    }
    MarginRow: {
      sku?: string
      channel?: string
      month?: string
      contribution: number
      /** Of revenue less discounts; null where nothing was paid. */
      contributionRate: number | null
      advertising: number
      chargebacks: number
      cogs: number
      discounts: number
      labour: number
      packaging: number
      paymentFees: number
      penalties: number
      platformFees: number
      refunds: number
      returns: number
      revenue: number
      shipping: number
      shippingIncome: number
      storage: number
      taxes: number
      units: number
    }
    /** Money in whole minor units (cents) with its ISO 4217 currency. */
    Money: {
      amount: number
      currency: string
    }
    Named: {
      id: string
      name: string
      roles: components['schemas']['Role'][]
    }
    /** How an order stands, as far as who sold it wants to know. */
    OrderData: {
      /** Ours. */
      id: string
      /** As people call it. */
      number: string
      /** As this connector named it when it brought it; null: it came another way. */
      externalId: string | null
      status: string
      /** Units that were promised and are not there. */
      short: number
      lines: {
        id: string
        sku: string
        quantity: number
        backordered: number
        shipped: number
        cancelled: number
      }[]
      /** What has left, as shipments are called that were told; one that was undone is missing. */
      shipments: string[]
    }
    OrderStatus: 'backordered' | 'cancelled' | 'committed' | 'picked' | 'planned' | 'released' | 'shipped'
    OrdersOrderAnswer: {
      id: string
      externalId: string
      channel: string
      status: string
      lines: {
        id: string
        sku: string
        quantity: number
        committed: number
        backordered: number
        planned: number
        allocated: number
        picked: number
        shipped: number
        cancelled: number
      }[]
    }
    Outcome: 'applied' | 'exception' | 'refused'
    /** What a series of demand is like: how often it comes and how much it varies when it does. The cut-offs are those of Syntetos, Boylan and Croston (2005), at which one way of forecasting begins to do better than another. */
    Pattern: 'erratic' | 'intermittent' | 'lumpy' | 'none' | 'smooth'
    Place: {
      warehouse: string
      location: string
      status: string
      quantity: number
    }
    Proposal: {
      remedy: string
      label: string
      detail: string
      body: {
        remedy: string
        line?: string
        from?: string
        channel?: string
        sku?: string
        quantity?: number
        note: string
      }
    }
    Protection: {
      sku: string
      channel: string
      warehouse: string
      quantity: number
      charged: number
      target: number | null
      until: string | null
      /** Open units of orders that were drawn from it. */
      drawn: number
    }
    PushProblem: {
      code: string
      detail: string
      field?: string
    }
    PushResult: {
      id: string
      outcome: components['schemas']['Outcome']
      /** True when this id had been recorded before; the rest is the first answer. */
      duplicate: boolean
      exceptions: {
        id: string
        type: string
      }[]
      problem?: components['schemas']['PushProblem']
    }
    PutBack: {
      location: string
      quantity: number
      done: number
      state: 'cancelled' | 'done' | 'open'
    }
    /** Quantities in base units, of all lots affected. */
    RecallFound: {
      lots: number
      consignees: number
      onHand: number
      inTransit: number
      shipped: number
      returned: number
    }
    ReleasedTask: {
      id: string
      sku: string
      lot: string | null
      location: string
      quantity: number
      lineId: string | null
      pickListId: string | null
    }
    /** What an item earned in a channel in a month that was reported. */
    ReportedRow: {
      sku: string
      channel: string
      advertising: number
      chargebacks: number
      cogs: number
      discounts: number
      labour: number
      packaging: number
      paymentFees: number
      penalties: number
      platformFees: number
      refunds: number
      returns: number
      revenue: number
      shipping: number
      shippingIncome: number
      storage: number
      taxes: number
      units: number
    }
    ResolvedTarget: {
      from: 'channel' | 'class' | 'company' | 'item'
      kind: 'cycle' | 'fill'
      /** 0 to 1. */
      level: number
    }
    RestOrderAnswer: {
      externalId: string
      /** `older`: a newer state of it is known, and this one is ignored. `waiting`: nothing of it could be placed yet, its troubles say why. `nothing`: it wants nothing, such as one that was cancelled before it was first seen. */
      became: 'cancelled' | 'changed' | 'nothing' | 'older' | 'placed' | 'unchanged' | 'waiting'
      /** Ours; null: there is none. */
      orderId: string | null
      status: string | null
      /** What could not be followed. It stays in the failures of the connector until it can. */
      troubles: components['schemas']['Said'][]
    }
    /** `expected`: nothing of it is here to be looked at. `received`: goods wait to be inspected, or for what their disposition waits for. `closed`: all that came has been seen to, and no more is expected. */
    ReturnState: 'closed' | 'expected' | 'received'
    /** Who may do what. Default deny: what a role does not list, it may not. */
    Role: 'admin' | 'counter' | 'inspector' | 'picker' | 'planner' | 'receiver' | 'supervisor'
    RuleAnswer: {
      id: string
      sku: string | null
      group: string | null
      channel: string
      kind: 'fixed' | 'share' | 'target'
      value: number
    }
    RuleChange: {
      sku: string
      channel: string
      rule: components['schemas']['RuleAnswer']
      before: number
      after: number
      /** Units that the rule asks for and the pool does not have. */
      short: number
    }
    /** What is to be told to people: what happened, and what to do. */
    Said: {
      code: string
      detail: string
      advice: string
    }
    /** A cycle is the time from one receipt to the next. `cycle`: in that part of them no unit that was asked for is missing. `fill`: that part of the units that are asked for is there. */
    ServiceTarget: {
      kind: 'cycle' | 'fill'
      /** 0 to 1. */
      level: number
    }
    ShipmentData: {
      /** What it is called. */
      id: string
      order: {
        id: string
        number: string
        externalId: string | null
      }
      carrier: string | null
      service: string | null
      trackingNumber: string | null
      shippedAt: string
      /** Cartons and pallets. */
      units: ({
        unit: string
        sscc: string | null
      })[]
      /** In base units; a null lot: the item has none. */
      lines: ({
        sku: string
        lot: string | null
        quantity: number
      })[]
    }
    Short: {
      lineId: string
      sku: string
      quantity: number
      /** `at-risk`: a deficit falls on it, and a planner decides first. */
      reason: 'at-risk' | 'no-stock'
    }
    SignedIn: {
      token: string
      sessionId: string
      expiresAt: string
      user: {
        id: string
        name: string
        roles: components['schemas']['Role'][]
      }
    }
    /** Units, and their worth where a cost is known. */
    Sum: {
      units: number
      value: number
    }
    SupplierReport: {
      supplier: string | null
      lots: ({
        sku: string
        lot: string
        supplierLot: string | null
        reference: string | null
        quantity: number
        receivedAt: string
      })[]
    }
    Sure: {
      /** How sure a figure is, in words that say what is missing. */
      level: 'fair' | 'good' | 'low' | 'none'
      /** Plain sentences. */
      reasons: string[]
    }
    /** `rework`: returned goods wait to be made good. `send-back`: they wait to be handed to their supplier. */
    TaskKind: 'count' | 'pick' | 'put-back' | 'rework' | 'send-back'
    UploadState: {
      sha256: string
      complete: boolean
      /** Bytes that are here, from the first on. */
      offset: number
      type: string | null
    }
  }
}
