import { IsIn } from 'class-validator';
import { Optional } from '../validation/rules.js';

/** `?reveal=true` shows secrets as they are. */
export class RevealQuery {
  @Optional()
  @IsIn(['true', 'false'], { message: 'must be true or false.' })
  readonly reveal?: 'true' | 'false' | undefined;
}
