/**
 * Shift a picture in place by whole pixels to the right and down; 0 comes in.
 * @param {Uint32Array} values Row by row.
 * @param {number} width
 * @param {number} dx
 * @param {number} dy
 */
export function shiftRows(values, width, dx, dy) {
  const down = dy * width;
  values.copyWithin(Math.max(0, down), Math.max(0, -down), values.length - Math.max(0, down));
  if (dy > 0) values.fill(0, 0, down);
  else values.fill(0, values.length + down);
  for (let start = 0; dx !== 0 && start < values.length; start += width) {
    values.copyWithin(start + Math.max(0, dx), start + Math.max(0, -dx), start + width - Math.max(0, dx));
    if (dx > 0) values.fill(0, start, start + dx);
    else values.fill(0, start + width + dx, start + width);
  }
}
