const { default: FileSystemCache } = require("next/dist/server/lib/incremental-cache/file-system-cache.js");

/**
 * Next's own cache of pages, on disk and in memory, but for pages that do not exist: anybody can think up endless addresses,
 * and each would be kept. A missing page costs one look-up by key instead, whose answer is kept in memory of bounded size.
 */
module.exports = class PageCache extends FileSystemCache {
  async set(key, page, context) {
    if (page?.status !== 404) await super.set(key, page, context);
  }
};
