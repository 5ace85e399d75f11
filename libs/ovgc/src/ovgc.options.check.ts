import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { OvgcConfigurationError } from './ovgc.errors.js';
import { gatewayProblems } from './ovgc.gateway-options.check.js';
import { type OvgcModuleOptions, OvgcOptions } from './ovgc.options.js';

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
    },
    { exposeDefaultValues: true },
  );
  const problems = [
    ...validateSync(options, {
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
    }).flatMap((error) => problemsOf(error)),
    ...ledgerProblems(options.ledger),
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
