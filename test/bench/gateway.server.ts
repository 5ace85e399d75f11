import { startGateway } from '../support/gateway.js';

/** The gateway in a process of its own, so that what it costs is nobody's figure. */
const gateway = await startGateway();
process.send?.({ baseUrl: gateway.baseUrl });
