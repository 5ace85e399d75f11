import ts from 'typescript';
import { snakeCase } from '../src/validation/fields.js';

export type Schema = Readonly<Record<string, unknown>>;

/** How fields are spelled on the wire. */
export interface Naming {
  readonly spell: (field: string) => string;
  /** Begins the names of the components that are spelled in this way. */
  readonly prefix?: string;
}

/** Numbers are whole, but for these. */
const FRACTIONS = ['latencyMs', 'probability', 'minimumAmount', 'totalAmount'].flatMap((name) => [
  name,
  snakeCase(name),
]);

/** What the rules of a DTO's fields mean in JSON Schema, by the name of the decorator. */
const RULES: Readonly<Record<string, (...args: (number | undefined)[]) => Schema>> = {
  IsName: (longest = 100) => ({ minLength: 1, maxLength: longest }),
  IsText: (longest = 255) => ({ minLength: 1, maxLength: longest }),
  IsGatewayText: (longest) => ({ maxLength: longest }),
  IsSecret: () => ({ minLength: 8, maxLength: 255 }),
  IsWhole: (minimum, maximum) => ({ minimum, maximum }),
  IsLimit: () => ({ minimum: 1, maximum: 1_000 }),
};

const SIMPLE: readonly unknown[] = ['string', 'integer', 'number', 'boolean', 'null'];

/** Tags of a field's comment that are keywords of JSON Schema. */
const KEYWORDS = ['default', 'format', 'maximum', 'minimum'];

export function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** Describes TypeScript types as JSON Schemas, with their comments; named object types become components. */
export class Schemas {
  readonly components: Record<string, Schema> = {};

  constructor(private readonly checker: ts.TypeChecker) {}

  /** @param naming how the fields are spelled on the wire. Default: as in the type. */
  of(type: ts.Type, naming?: Naming, field = ''): Schema {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.flags & ts.TypeFlags.TypeParameter)
      return this.of(type.getDefault() ?? this.checker.getAnyType());
    if (type.isUnion()) return this.#union(type, naming, field);
    if (type.isIntersection() && type.types.some(isString)) return { type: 'string' };
    if (isString(type)) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) {
      return { type: FRACTIONS.includes(field) ? 'number' : 'integer' };
    }
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return { type: 'boolean', enum: [this.checker.typeToString(type) === 'true'] };
    }
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
    const [item] = this.checker.isArrayType(type)
      ? this.checker.getTypeArguments(type as ts.TypeReference)
      : [];
    if (item !== undefined) return { type: 'array', items: this.of(item, naming) };
    return this.#object(type, naming);
  }

  /** The fields of an object type. */
  fields(type: ts.Type, naming?: Naming): { name: string; required: boolean; schema: Schema }[] {
    return type.getProperties().map((property) => ({
      name: naming?.spell(property.name) ?? property.name,
      required: !(property.flags & ts.SymbolFlags.Optional),
      schema: this.#field(property, naming),
    }));
  }

  #object(type: ts.Type, naming?: Naming): Schema {
    if (type.getStringIndexType() !== undefined)
      return { type: 'object', additionalProperties: true };
    const name = this.#nameOf(type, naming);
    if (name === null) return this.#properties(type, naming);
    if (this.components[name] === undefined) {
      this.components[name] = {};
      const description = markdown(type.aliasSymbol ?? type.symbol, this.checker);
      this.components[name] = {
        ...this.#properties(type, naming),
        ...(description && { description }),
      };
    }
    return reference(name);
  }

  #properties(type: ts.Type, naming?: Naming): Schema {
    const fields = this.fields(type, naming);
    const required = fields.filter((field) => field.required).map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
      ...(required.length > 0 && { required }),
    };
  }

  #field(property: ts.Symbol, naming?: Naming): Schema {
    // The field of a mapped type has its comment where it was declared first; only an internal of the compiler knows.
    const { links } = property as { links?: { syntheticOrigin?: ts.Symbol } };
    const declared = property.declarations === undefined ? links?.syntheticOrigin : property;
    const type = this.checker.getTypeOfSymbol(property);
    const description =
      markdown(declared, this.checker) || markdown(type.aliasSymbol, this.checker);
    const tags = (declared ?? property)
      .getJsDocTags(this.checker)
      .filter(({ name }) => KEYWORDS.includes(name))
      .map(({ name, text }) => [name, keywordOf(ts.displayPartsToString(text))]);
    return {
      ...this.of(type, naming, property.name),
      ...this.#rulesOf(declared?.valueDeclaration),
      ...Object.fromEntries(tags),
      ...(description && { description }),
    };
  }

  #rulesOf(declaration: ts.Declaration | undefined): Schema {
    if (declaration === undefined || !ts.isPropertyDeclaration(declaration)) return {};
    const schemas = (ts.getDecorators(declaration) ?? []).map(({ expression }) => {
      if (!ts.isCallExpression(expression)) return {};
      const args = expression.arguments.map((argument) => {
        const type = this.checker.getTypeAtLocation(argument);
        return type.isNumberLiteral() ? type.value : undefined;
      });
      return RULES[expression.expression.getText()]?.(...args);
    });
    return Object.assign({}, ...schemas) as Schema;
  }

  #union(union: ts.UnionType, naming: Naming | undefined, field: string): Schema {
    const types = union.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    const schemas = types.map((type) => this.of(type, naming, field));
    const [first = {}, second] = schemas;
    if (second === undefined) return first;
    if (!schemas.every(({ type }) => SIMPLE.includes(type))) {
      return { [schemas.some(({ type }) => type === 'null') ? 'anyOf' : 'oneOf']: schemas };
    }
    const kinds = [...new Set(schemas.map(({ type }) => type))];
    const words = schemas.flatMap((schema) => (schema['enum'] as unknown[]) ?? []);
    const isClosed = schemas.every(({ type, enum: one }) => type === 'null' || one !== undefined);
    const isFlag = kinds.includes('boolean') && words.length === 2;
    const format = schemas.find((schema) => schema['format'] !== undefined)?.['format'];
    return {
      type:
        kinds.length === 1
          ? kinds[0]
          : kinds.toSorted((a, b) => Number(a === 'null') - Number(b === 'null')),
      ...(isClosed &&
        !isFlag &&
        words.length > 0 && { enum: kinds.includes('null') ? [...words, null] : words }),
      ...(format !== undefined && { format }),
    };
  }

  /** The component that a type is described as; null for a type without a name of its own. */
  #nameOf(type: ts.Type, naming?: Naming): string | null {
    const { aliasSymbol, aliasTypeArguments: [inner] = [] } = type;
    const symbol = aliasSymbol !== undefined && inner === undefined ? aliasSymbol : type.symbol;
    if (!symbol?.declarations?.some(isExported)) return null;
    const { spell = String, prefix = '' } = naming ?? {};
    const isRespelled = type.getProperties().some(({ name }) => spell(name) !== name);
    return isRespelled && !symbol.name.startsWith(prefix) ? prefix + symbol.name : symbol.name;
  }
}

function isExported(declaration: ts.Declaration): boolean {
  return Boolean(ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export);
}

function isString({ flags }: ts.Type): boolean {
  return Boolean(flags & ts.TypeFlags.String);
}

function keywordOf(text: string): unknown {
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** The comment of a declaration as Markdown: the lines of a paragraph joined, lists kept, links as names of code. */
export function markdown(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): string {
  return flowing(ts.displayPartsToString(symbol?.getDocumentationComment(checker)));
}

export function flowing(text: string): string {
  return text
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/(?<!\n)\n(?!\n|- )/g, ' ')
    .trim();
}
