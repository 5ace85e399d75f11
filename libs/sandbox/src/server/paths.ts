/** The paths of the gateway's API, for sellers and admins. */
export const GATEWAY_PATH = /^\/backend\/api(?:[/?]|$)/i;

/** The paths of the control API. */
export const CONTROL_PATH = /^\/_sandbox(?:[/?]|$)/i;

/** The paths for programs: both APIs, and the check whether the sandbox is ready. */
export const API_PATH = /^\/(?:backend\/api|_sandbox|health)(?:[/?]|$)/i;

/** The paths of the checkout. */
export const CHECKOUT_PATH = /^\/checkout(?:[/?]|$)/i;

/** The paths that never need the sandbox's password: those of sellers, of customers and of readers. */
export const OPEN_PATH = /^\/(?:backend\/api|checkout|assets|docs|health)(?:[/?]|$)/i;
