/** Why a file of borders was not taken, in words for whoever sent it. Nothing was changed. */
export class BoundaryProblem extends Error {}
