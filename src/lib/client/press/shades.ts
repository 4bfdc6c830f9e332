/** Of a map on paper, from least to most; told apart by lightness first. */
export const SHADES = ['#e1ece8', '#bcd8ce', '#e9cf8d', '#b9781f', '#8a2c1c'] as const;
