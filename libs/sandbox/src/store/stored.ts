/** A value as SQLite stores it: times are milliseconds since 1970, booleans are 0 or 1. */
export type Stored<T> = { -readonly [Key in keyof T]: StoredField<T[Key]> };

type StoredField<Field> = Field extends Date ? number : Field extends boolean ? 0 | 1 : Field;

/** The columns of a value. */
export function toStored<T extends object>(value: T): Stored<T> {
  const columns = Object.entries(value).map(([name, field]: [string, unknown]) => {
    if (field instanceof Date) return [name, field.getTime()];
    return [name, typeof field === 'boolean' ? Number(field) : field];
  });
  return Object.fromEntries(columns) as Stored<T>;
}

/** A row without its `seq`, and with its times as dates. */
export function fromStored<Row extends object, Column extends keyof Row>(
  row: Row,
  ...times: readonly Column[]
): Omit<Row, Column | 'seq'> & { [Key in Column]: Date | Extract<Row[Key], null> } {
  const fields = Object.entries(row).filter(([name]) => name !== 'seq');
  const dates = times.map((column) => {
    const time = row[column] as number | null;
    return [column, time === null ? null : new Date(time)];
  });
  return Object.fromEntries([...fields, ...dates]) as ReturnType<typeof fromStored<Row, Column>>;
}
