/** Under this lies the gateway's API for sellers. */
export const GATEWAY_PATH = /^\/backend\/api(?:[/?]|$)/i;

/** Under this lies the control API. */
export const CONTROL_PATH = /^\/_sandbox(?:[/?]|$)/i;
