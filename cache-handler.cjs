const { default: FileSystemCache } = require("next/dist/server/lib/incremental-cache/file-system-cache.js");

/**
 * Next's own cache of pages, on disk and in memory, except for missing pages, because anybody can make up endless URLs. A
 * missing page costs one look-up by key instead, whose answer is cached in memory of bounded size.
 */
module.exports = class PageCache extends FileSystemCache {
  async set(key, page, context) {
    if (page?.status !== 404) await super.set(key, page, context);
  }
};
