/** The paths of the gateway's API, for sellers and admins. */
export const GATEWAY_PATH = /^\/backend\/api(?:[/?]|$)/i;

/** The paths of the control API. */
export const CONTROL_PATH = /^\/_sandbox(?:[/?]|$)/i;
