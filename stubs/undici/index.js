// `@actions/http-client` imports undici for `getAgentDispatcher` alone, which this action never calls: its requests,
// proxied ones too, go through node:http. Without this stand-in, undici would be 85% of the code that users run.

/** Stands in for undici's class of this name. */
export class ProxyAgent {
  constructor() {
    throw new Error(
      'undici is left out of this action: getAgentDispatcher of @actions/http-client cannot be used here.',
    )
  }
}
