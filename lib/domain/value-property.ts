/** The part of JSONPath that meters use: names of object properties, one inside the other. */
export const VALUE_PROPERTY_PATTERN = /^\$(\.[A-Za-z_][A-Za-z0-9_-]{0,99}){1,8}$/;

/** What stands at `$.a.b` in an event's data; undefined where nothing does. */
export function valueAt(data: unknown, valueProperty: string): unknown {
  let value = data;
  for (const name of valueProperty.split(".").slice(1)) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}
