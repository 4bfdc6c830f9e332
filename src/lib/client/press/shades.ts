/** Of a map of counts on paper, from least to most: one hue, since many is neither good nor bad; told apart by lightness. */
export const SHADES = ['#e1ece8', '#b3d5c9', '#79b5a4', '#2f7d6a', '#0b4f42'] as const;
