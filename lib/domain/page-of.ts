type Page = { page: number; limit: number };

/** One page of a list that is at hand as a whole, and where it stands in it. */
export function pageOf<T>(list: readonly T[], { page, limit }: Page) {
  return {
    shown: list.slice((page - 1) * limit, page * limit),
    pagination: {
      page,
      limit,
      total_items: list.length,
      total_pages: Math.ceil(list.length / limit),
      next_cursor: null,
    },
  };
}
