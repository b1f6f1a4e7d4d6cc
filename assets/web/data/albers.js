/**
 * Albers' equal-area conic of the region on the ellipsoid WGS 84, forward: degrees to kilometres east and north.
 *
 * Snyder, "Map projections: a working manual" (1987), equations 3-12 and 14-1 to 14-15; the parameters are those of
 * `geo.places.measure.EQUAL_AREA`.
 */
const A_KM = 6378.137;
const E2 = 0.0066943799901413165;
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;
const [LAT_1, LAT_2, LAT_0, LON_0] = [26.5, 35, 31, 67.5].map((degrees) => degrees * RADIANS);

function q(phi) {
  const sin = Math.sin(phi);
  return (1 - E2) * (sin / (1 - E2 * sin * sin) - Math.log((1 - E * sin) / (1 + E * sin)) / (2 * E));
}

const m2 = (phi) => Math.cos(phi) ** 2 / (1 - E2 * Math.sin(phi) ** 2);
const N = (m2(LAT_1) - m2(LAT_2)) / (q(LAT_2) - q(LAT_1));
const C = m2(LAT_1) + N * q(LAT_1);
const rho = (phi) => (A_KM * Math.sqrt(C - N * q(phi))) / N;
const RHO_0 = rho(LAT_0);

/**
 * Kilometres east and north of 67.5° E, 31° N.
 * @param {number} lon Degrees.
 * @param {number} lat Degrees.
 * @returns {number[]}
 */
export function albers(lon, lat) {
  const r = rho(lat * RADIANS);
  const theta = N * (lon * RADIANS - LON_0);
  return [r * Math.sin(theta), RHO_0 - r * Math.cos(theta)];
}
