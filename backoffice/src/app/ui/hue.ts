/** A hue of 0 to 359 degrees that stays the same for the same id, so that a person keeps one colour. */
export function hueOf(id: string): number {
  let sum = 0;
  for (let index = 0; index < id.length; index++) sum = (sum * 31 + id.charCodeAt(index)) % 3600;
  return sum % 360;
}
