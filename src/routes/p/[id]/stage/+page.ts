/** The slides are walked by script; the public page says the same without one. */
export const csr = true;
