/** What a platform logs when a version of a package is published. */
export const published = "package-version-published";
