type Page = { page: number; limit: number };

/** Where a page stands in a list of so many, as every answer with a list tells it. */
export function toPagination({ page, limit }: Page, total: number) {
  const total_pages = Math.ceil(total / limit);
  return { page, limit, total_items: total, total_pages, next_cursor: null };
}

/** One page of a list that is at hand as a whole, and where it stands in it. */
export function pageOf<T>(list: readonly T[], page: Page) {
  const first = (page.page - 1) * page.limit;
  return { shown: list.slice(first, first + page.limit), pagination: toPagination(page, list.length) };
}
