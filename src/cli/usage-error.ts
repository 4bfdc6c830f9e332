/** A mistake of whoever typed the command: told in words, exit code 2. */
export class UsageError extends Error {}
