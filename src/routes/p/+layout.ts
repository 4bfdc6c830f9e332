/** Pages for everybody: whole as they come, without a script. */
export const csr = false;
