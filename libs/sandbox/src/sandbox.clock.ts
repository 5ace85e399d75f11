/** The sandbox's clock: all time in the sandbox is read here. */
export abstract class SandboxClock {
  abstract now(): Date;
}
