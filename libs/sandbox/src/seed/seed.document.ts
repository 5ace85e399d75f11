import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { SellerSettings } from '../sellers/seller.fields.js';
import { IsName, IsSecret, Optional } from '../validation/rules.js';

/** An API key that a seller has from the start. */
export class SeedApiKey {
  /** What it is for. No two keys of a seller have the same; another key under the same label takes its place. */
  @IsName()
  readonly label!: string;

  @IsSecret()
  readonly key!: string;
}

/** A seller that is there from the start. What is left out has the default of the sandbox. */
export class SeedSeller extends SellerSettings {
  /** `default` is the seller of the sandbox's own options. Left out, the name says which seller it is. */
  @Optional()
  @Matches(/^[a-z0-9][a-z0-9_-]{0,63}$/, {
    message: 'must be 1 to 64 small letters, digits, dashes or underscores, such as "acme".',
  })
  readonly id?: string | undefined;

  @IsName()
  readonly name!: string;

  /** What its webhooks carry. Default: the sandbox's option `webhookSecret`. */
  @Optional()
  @IsSecret()
  readonly webhookSecret?: string | undefined;

  /** At least one; the seller `default` has that of the sandbox's option `apiKey` if it names none. */
  @ValidateIf(({ id, apiKeys }: SeedSeller) => id !== 'default' || apiKeys !== undefined)
  @Type(() => SeedApiKey)
  @ValidateNested({ each: true, message: 'must be an object with label and key.' })
  @ArrayMinSize(1, { message: 'must have one key at least, or nobody could call the API.' })
  @ArrayMaxSize(100, { message: 'must have 100 keys at most.' })
  @IsArray({ message: 'must be a list, such as [{"label": "Shop", "key": "team_api_key"}].' })
  readonly apiKeys?: readonly SeedApiKey[] | undefined;
}

/** What a sandbox starts with, so that a team shares one set-up. */
export class SeedDocument {
  @Type(() => SeedSeller)
  @ValidateNested({ each: true, message: 'must be an object with name and apiKeys.' })
  @ArrayMaxSize(1_000, { message: 'must have 1000 sellers at most.' })
  @IsArray({ message: 'must be a list of sellers.' })
  readonly sellers!: readonly SeedSeller[];
}
