/** Bundles the studio's pages into a folder, and returns the files that went into it. */
export function buildStudio(root: string, directory: string): Promise<string[]>
