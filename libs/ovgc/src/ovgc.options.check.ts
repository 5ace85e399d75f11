import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { readClock } from './clock/module.clock.js';
import { OvgcConfigurationError } from './ovgc.errors.js';
import { gatewayProblems } from './ovgc.gateway-options.check.js';
import { type OvgcClock, type OvgcModuleOptions, OvgcOptions } from './ovgc.options.js';

/**
 * Fills in the defaults and checks every option.
 *
 * @throws OvgcConfigurationError `configuration`: names each wrong option and what it must be, without its value
 */
export function resolveOptions(given: OvgcModuleOptions): OvgcOptions {
  const options = plainToInstance(
    OvgcOptions,
    {
      ...withoutUndefined(given),
      webhookSecret: [given?.webhookSecret].flat(),
      orderStatus: orderStatusOf(given),
      clock: undefined,
    },
    { exposeDefaultValues: true },
  );
  const clock = given?.clock ?? undefined;
  // Not transformed: it would be a copy, which nobody turns.
  if (clock !== undefined) options.clock = clock;
  const problems = [
    ...validateSync(options, {
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
    }).flatMap((error) => problemsOf(error)),
    ...ledgerProblems(options.ledger),
    ...clockProblems(clock),
    ...gatewayProblems(options),
  ];
  if (problems.length > 0) throw new OvgcConfigurationError(problems);
  options.baseUrl = options.baseUrl.replace(/\/+$/, '');
  return options;
}

function problemsOf(error: ValidationError, path = ''): string[] {
  const name = `${path}${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
    rule === 'whitelistValidation'
      ? `${name} is not an option: remove it or correct its spelling`
      : message.replace(error.property, name),
  );
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, `${name}.`))];
}

function ledgerProblems(ledger: unknown): string[] {
  if (ledger === undefined || ledger === null || ledger === 'memory') return [];
  const { sqlite: file, ...others } = Object(ledger) as Record<string, unknown>;
  const isFile = typeof file === 'string' && file.trim() !== '' && file !== ':memory:';
  if (isFile && Object.keys(others).length === 0) return [];
  return ["ledger must be { sqlite: 'data/payments.db' }, or 'memory' in tests"];
}

function clockProblems(clock: OvgcClock | undefined): string[] {
  if (clock === undefined || showsTime(clock)) return [];
  return [
    'clock must be a function that returns a Date, or an object with a method now() that does, such as sandbox.clock',
  ];
}

function showsTime(clock: unknown): boolean {
  try {
    return Number.isFinite(readClock(clock as OvgcClock));
  } catch {
    return false;
  }
}

/** `true` means all defaults; `false` and null mean off. */
function orderStatusOf(given: OvgcModuleOptions | undefined): unknown {
  const asked = given?.orderStatus;
  if (asked === true) return {};
  return asked === false ? undefined : (asked ?? undefined);
}

function withoutUndefined(given: object | undefined): object {
  return Object.fromEntries(
    Object.entries(given ?? {}).filter(([, value]) => value !== undefined && value !== null),
  );
}
