import { describe, expect, it } from "vitest";
import { countFilters, filtersToQuery, LAST_PAGE, parseFilters, withoutFacets, withoutValue } from "./filters";

describe("filters in the URL", () => {
  it("are read back in one order, regardless of the order they were written in", () => {
    const query = "?q=linen&color=clay&color=moss&size=m&min=20&max=39.50&in_stock=1&sort=price-up&page=2";
    const parameters = {
      q: " linen ",
      color: ["moss", "clay", "moss"],
      size: "m",
      min: "20",
      max: "39.50",
      in_stock: "1",
      sort: "price-up",
      page: "2",
    };
    expect(filtersToQuery(parseFilters(parameters))).toBe(query);
  });

  it("drop invalid values instead of failing", () => {
    const filters = parseFilters({
      color: ["<script>", "clay"],
      min: "-4",
      max: "cheap",
      sort: "best",
      page: "0",
      in_stock: "yes",
      q: ["a", "b"],
    });
    expect(filtersToQuery(filters)).toBe("?color=clay");
  });

  it("are limited to the last page, twenty values and eighty letters", () => {
    expect(parseFilters({ page: String(LAST_PAGE) }).page).toBe(LAST_PAGE);
    expect(parseFilters({ page: String(LAST_PAGE + 1) }).page).toBe(1);
    expect(parseFilters({ color: Array.from({ length: 50 }, (_, index) => `c${index}`) }).color).toHaveLength(20);
    expect(parseFilters({ q: "x".repeat(200) }).q).toHaveLength(80);
  });

  it("sort a search by relevance and a list by age by default", () => {
    expect(parseFilters({ q: "linen" }).sort).toBe("relevance");
    expect(parseFilters({}).sort).toBe("newest");
    expect(parseFilters({ sort: "relevance" }).sort).toBe("newest");
    expect(filtersToQuery(parseFilters({ q: "linen", sort: "newest" }))).toBe("?q=linen&sort=newest");
  });

  it("can be removed one by one, back to the first page, and all together", () => {
    const filters = parseFilters({ q: "linen", color: ["clay", "moss"], page: "3" });
    expect(filtersToQuery(withoutValue(filters, "color", "clay"))).toBe("?q=linen&color=moss");
    expect(filtersToQuery(withoutFacets(filters))).toBe("?q=linen");
    expect(countFilters(filters)).toBe(2);
  });
});
